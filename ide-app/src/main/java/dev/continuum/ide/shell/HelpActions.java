package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.action.KeyLabels;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;

/** Welcome, the keys, about. */
final class HelpActions {
  private HelpActions() {}

  static void register(WorkbenchWindow window) {
    ActionRegistry actions = window.actions();
    actions.register(
        new Action("help.welcome", "Welcome", "fth-home", null),
        Command.of(() -> WelcomePage.show(window)));
    actions.register(
        new Action("help.keys", "Keyboard Shortcuts", "fth-command", "F1"),
        Command.of(() -> showKeys(window)));
    actions.separator("help");
    actions.register(
        new Action("help.about", "About Continuum Studio", "fth-info", null),
        Command.of(() -> showAbout(window)));
  }

  private static void showKeys(WorkbenchWindow window) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-table");
    int row = 0;
    for (ActionRegistry.Entry entry : window.actions().all()) {
      String key = KeyLabels.of(entry.action()).orElse(null);
      if (key != null) {
        Label label = new Label(key);
        label.getStyleClass().add("key");
        grid.addRow(row++, new Label(KeyLabels.plain(entry.action().title())), label);
      }
    }
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("key-scroll");
    window.dialogs().show("Keyboard shortcuts", scroll);
  }

  private static void showAbout(WorkbenchWindow window) {
    String version = HelpActions.class.getPackage().getImplementationVersion();
    window
        .dialogs()
        .choose(
            "Continuum Studio" + (version == null ? "" : " " + version),
            "A workbench for WebAssembly apps of the cloud-edge continuum.\n\n"
                + "Java "
                + System.getProperty("java.version")
                + ", JavaFX "
                + System.getProperty("javafx.version", "unknown")
                + "\n"
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + ", "
                + System.getProperty("os.arch")
                + "\n\nLicensed under the Apache License 2.0.",
            List.of("Close"));
  }
}
