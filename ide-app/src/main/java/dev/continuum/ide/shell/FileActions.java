package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** Opening, saving, closing. */
final class FileActions {
  private FileActions() {}

  static void register(WorkbenchWindow window) {
    ActionRegistry actions = window.actions();
    Dialogs dialogs = window.dialogs();
    BooleanBinding hasActive = window.activeDocument().isNotNull();
    actions.register(
        new Action("file.open", "Open File…", "fth-file", "Shortcut+O"),
        Command.of(() -> dialogs.openFile("Open File", List.of()).ifPresent(window::open)));
    actions.register(
        new Action("file.openFolder", "Open Folder…", "fth-folder", "Shortcut+Shift+O"),
        Command.of(() -> dialogs.folder("Open Folder").ifPresent(window::openFolder)));
    window.topBar().addMenuItem("file.openFolder", recentMenu(window));

    actions.separator("file");
    BooleanBinding activeModified = modified(window);
    actions.register(
        new Action("file.save", "Save", "fth-save", "Shortcut+S"),
        Command.of(() -> active(window).ifPresent(Document::save), activeModified));
    actions.register(
        new Action("file.saveAs", "Save As…", null, "Shortcut+Shift+S"),
        Command.of(
            () -> active(window).ifPresent(document -> saveAs(window, document)),
            Bindings.createBooleanBinding(
                () -> active(window).filter(Document::canSaveAs).isPresent(),
                window.activeDocument())));
    actions.register(
        new Action("file.saveAll", "Save All", null, "Shortcut+Alt+S"),
        Command.of(
            () -> window.openDocuments().saveAll(), Bindings.isNotEmpty(window.documents())));

    actions.separator("file");
    actions.register(
        new Action("file.close", "Close", "fth-x", "Shortcut+W"),
        Command.of(() -> active(window).ifPresent(window::close), hasActive));
    actions.register(
        new Action("file.closeAll", "Close All", null, "Shortcut+Shift+W"),
        Command.of(
            () -> window.openDocuments().closeAll(window.documents()),
            Bindings.isNotEmpty(window.documents())));
    actions.register(
        new Action("file.exit", "Exit", "fth-log-out", "Shortcut+Q"), Command.of(window::quit));
  }

  private static Optional<Document> active(Workbench window) {
    return Optional.ofNullable(window.activeDocument().get());
  }

  private static void saveAs(WorkbenchWindow window, Document document) {
    String name = document.file().map(Path::getFileName).map(Path::toString).orElse("untitled");
    window
        .dialogs()
        .saveFile("Save As", name)
        .ifPresent(file -> {
          if (document.saveAs(file)) {
            window.recentFiles().add(file);
          }
        });
  }

  /** Whether the document in front has unsaved changes, whichever that is. */
  private static BooleanBinding modified(Workbench window) {
    BooleanBinding binding =
        new BooleanBinding() {
          private @Nullable Document followed;

          {
            bind(window.activeDocument());
          }

          @Override
          protected boolean computeValue() {
            Document now = window.activeDocument().get();
            if (now != followed) {
              if (followed != null) {
                unbind(followed.modified());
              }
              followed = now;
              if (now != null) {
                bind(now.modified());
              }
            }
            return now != null && now.modified().get();
          }
        };
    // Computed at once on each change, so that a closed document is let go of.
    binding.addListener((property, was, is) -> {});
    window.activeDocument().addListener((property, was, is) -> binding.get());
    return binding;
  }

  private static Menu recentMenu(WorkbenchWindow window) {
    Menu menu = new Menu("Open Recent");
    menu.setId("menu-recent");
    Runnable fill =
        () -> {
          menu.getItems().clear();
          window.recentFolders().all().stream()
              .limit(8)
              .forEach(p -> menu.getItems().add(item(window, p)));
          if (!menu.getItems().isEmpty() && !window.recentFiles().all().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
          }
          window.recentFiles().all().stream()
              .limit(12)
              .forEach(p -> menu.getItems().add(item(window, p)));
          menu.setDisable(menu.getItems().isEmpty());
        };
    window.recentFiles().all().addListener((ListChangeListener<Path>) change -> fill.run());
    window.recentFolders().all().addListener((ListChangeListener<Path>) change -> fill.run());
    fill.run();
    return menu;
  }

  private static MenuItem item(WorkbenchWindow window, Path path) {
    MenuItem item = new MenuItem(path.toString());
    item.setMnemonicParsing(false);
    item.setOnAction(event -> window.open(path));
    return item;
  }
}
