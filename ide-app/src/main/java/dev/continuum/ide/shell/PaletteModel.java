package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.KeyLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the palette finds. Knows no controls. */
final class PaletteModel {
  private static final int SHOWN = 100;

  /** Something the palette offers. */
  sealed interface Item {
    /** What is matched and shown in front. */
    String title();

    /** What is shown behind: a key or a folder. */
    String detail();

    String icon();
  }

  record ActionItem(ActionRegistry.Entry entry, String title, String detail, String icon)
      implements Item {}

  record FileItem(Path file, String title, String detail, String icon) implements Item {}

  /** An item with the letters of its title that matched. */
  record Found(Item item, List<Integer> positions, int score) {}

  private final ActionRegistry actions;

  PaletteModel(ActionRegistry actions) {
    this.actions = actions;
  }

  /** Actions that can be done now, as {@code Menu: Title}. */
  List<Found> commands(String query) {
    return rank(query, actionItems());
  }

  /**
   * Files and actions; with an empty query the recent files alone come first.
   *
   * @param recent newest first
   * @param folder the open folder, or null
   * @param files the folder's files
   */
  List<Found> everything(String query, List<Path> recent, @Nullable Path folder, List<Path> files) {
    Set<Path> paths = new LinkedHashSet<>(recent);
    int recents = paths.size();
    paths.addAll(files);
    List<Item> items = new ArrayList<>();
    for (Path path : paths) {
      items.add(fileItem(path, folder));
    }
    if (query.isBlank()) {
      Stream<Item> first = items.stream().limit(recents);
      Stream<Item> rest = items.stream().skip(recents);
      return Stream.of(first, actionItems().stream(), rest)
          .flatMap(s -> s)
          .limit(SHOWN)
          .map(item -> new Found(item, List.of(), 0))
          .toList();
    }
    items.addAll(actionItems());
    return rank(query, items);
  }

  private List<Item> actionItems() {
    return actions.all().stream()
        .filter(entry -> entry.command().enabled().get())
        .filter(entry -> !entry.action().id().startsWith("go.anything"))
        .<Item>map(entry ->
            new ActionItem(
                entry,
                menuTitle(entry.action().id()) + KeyLabels.plain(entry.action().title()),
                KeyLabels.of(entry.action()).orElse(""),
                entry.action().icon() == null ? "fth-chevron-right" : entry.action().icon()))
        .toList();
  }

  private static String menuTitle(String id) {
    String menu = ActionRegistry.menuOf(id);
    return menu.isEmpty() ? "" : Character.toUpperCase(menu.charAt(0)) + menu.substring(1) + ": ";
  }

  private static Item fileItem(Path path, @Nullable Path folder) {
    Path name = path.getFileName();
    Path parent = path.getParent();
    String where =
        parent == null
            ? ""
            : folder != null && parent.startsWith(folder)
                ? folder.relativize(parent).toString()
                : parent.toString();
    return new FileItem(
        path, name == null ? path.toString() : name.toString(), where, "fth-file-text");
  }

  private static List<Found> rank(String query, List<Item> items) {
    List<Found> found = new ArrayList<>();
    for (Item item : items) {
      Fuzzy.Match match = Fuzzy.match(query, item.title());
      if (match != null) {
        found.add(new Found(item, match.positions(), match.score()));
        continue;
      }
      // A query may name folders too: src/main.
      Fuzzy.Match whole =
          item instanceof FileItem ? Fuzzy.match(query, item.detail() + "/" + item.title()) : null;
      if (whole != null) {
        found.add(new Found(item, List.of(), whole.score() - 10));
      }
    }
    found.sort(Comparator.comparingInt(Found::score).reversed());
    return found.size() > SHOWN ? List.copyOf(found.subList(0, SHOWN)) : found;
  }
}
