package dev.continuum.ide.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/** The documents that are open: opening, bringing to the front, closing with a question. */
final class OpenDocuments {
  private static final List<String> SAVE_CHOICES = List.of("Save", "Don't save", "Cancel");

  private final Docking docking;
  private final Dialogs dialogs;
  private final BiConsumer<Workbench.Severity, String> notify;
  private final RecentPaths recentFiles;
  private final List<DocumentFactory> factories = new ArrayList<>();
  private final ObservableList<Document> documents = FXCollections.observableArrayList();
  private final ObservableList<Document> view = FXCollections.unmodifiableObservableList(documents);

  OpenDocuments(
      Docking docking,
      Dialogs dialogs,
      BiConsumer<Workbench.Severity, String> notify,
      RecentPaths recentFiles) {
    this.docking = docking;
    this.dialogs = dialogs;
    this.notify = notify;
    this.recentFiles = recentFiles;
    docking.onCloseRequest(this::close);
    docking.documentMenu(this::menu);
  }

  ObservableList<Document> all() {
    return view;
  }

  void add(DocumentFactory factory) {
    factories.addFirst(factory);
  }

  void show(Document document) {
    if (!documents.contains(document)) {
      documents.add(document);
      docking.addDocument(document);
    }
    docking.selectDocument(document);
    document.focus();
  }

  Optional<Document> find(Path file) {
    Path wanted = file.toAbsolutePath().normalize();
    return documents.stream()
        .filter(d -> d.file().filter(f -> f.normalize().equals(wanted)).isPresent())
        .findFirst();
  }

  Optional<Document> open(Path given) {
    Path file = given.toAbsolutePath().normalize();
    Optional<Document> present = find(file);
    if (present.isPresent()) {
      show(present.get());
      return present;
    }
    if (!Files.isRegularFile(file)) {
      recentFiles.remove(file);
      notify.accept(
          Workbench.Severity.ERROR,
          Files.exists(file) ? file + " is not a file." : file + " does not exist.");
      return Optional.empty();
    }
    for (DocumentFactory factory : factories) {
      if (factory.opens(file)) {
        return openWith(factory, file);
      }
    }
    notify.accept(
        Workbench.Severity.ERROR,
        file.getFileName() + " cannot be shown: there is no editor for this kind of file.");
    return Optional.empty();
  }

  private Optional<Document> openWith(DocumentFactory factory, Path file) {
    try {
      Document document = factory.open(file);
      show(document);
      recentFiles.add(file);
      return Optional.of(document);
    } catch (IOException failure) {
      notify.accept(
          Workbench.Severity.ERROR,
          file.getFileName() + " could not be opened. " + failure.getMessage());
      return Optional.empty();
    }
  }

  /** Closes it after asking about unsaved changes; false when the user changed their mind. */
  boolean close(Document document) {
    if (!documents.contains(document)) {
      return true;
    }
    if (document.modified().get()) {
      docking.selectDocument(document);
      int answer =
          dialogs.choose(
              "Save changes?",
              document.title().get() + " has changes that are not saved.",
              SAVE_CHOICES);
      if (answer != 1 && (answer != 0 || !document.save())) {
        return false;
      }
    }
    drop(document);
    return true;
  }

  /**
   * Closes these, asking about each with unsaved changes; stops when the user changes their mind.
   */
  boolean closeAll(List<Document> some) {
    for (Document document : List.copyOf(some)) {
      if (!close(document)) {
        return false;
      }
    }
    return true;
  }

  private List<MenuItem> menu(Document document) {
    List<MenuItem> items = new ArrayList<>();
    items.add(ActionViews.item("Close", () -> close(document)));
    items.add(
        ActionViews.item(
            "Close Others", () -> closeAll(documents.filtered(other -> other != document))));
    items.add(ActionViews.item("Close All", () -> closeAll(documents)));
    document
        .file()
        .ifPresent(file -> {
          items.add(new SeparatorMenuItem());
          items.add(
              ActionViews.item(
                  "Copy Path",
                  () ->
                      Clipboard.getSystemClipboard()
                          .setContent(Map.of(DataFormat.PLAIN_TEXT, file.toString()))));
        });
    return items;
  }

  /** Asks once for all that is modified; false when the user changed their mind. Closes nothing. */
  boolean mayQuit() {
    List<Document> modified = documents.stream().filter(d -> d.modified().get()).toList();
    if (modified.isEmpty()) {
      return true;
    }
    if (modified.size() == 1) {
      docking.selectDocument(modified.getFirst());
    }
    String names = String.join("\n", modified.stream().map(d -> d.title().get()).toList());
    int answer =
        dialogs.choose(
            modified.size() == 1 ? "Save changes?" : "Save all changes?",
            modified.size() == 1
                ? names + " has changes that are not saved."
                : "These have changes that are not saved:\n\n" + names,
            modified.size() == 1 ? SAVE_CHOICES : List.of("Save all", "Don't save", "Cancel"));
    return switch (answer) {
      case 0 -> saveAll();
      case 1 -> true;
      default -> false;
    };
  }

  boolean saveAll() {
    boolean all = true;
    for (Document document : List.copyOf(documents)) {
      all &= !document.modified().get() || document.save();
    }
    return all;
  }

  /** Closes every document without a question. */
  void dropAll() {
    List.copyOf(documents).forEach(this::drop);
  }

  private void drop(Document document) {
    documents.remove(document);
    docking.removeDocument(document);
    document.close();
  }
}
