package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** Going about: palette and tabs. */
final class GoActions {
  private GoActions() {}

  static void register(WorkbenchWindow window) {
    ActionRegistry actions = window.actions();
    actions.register(
        new Action("go.anything", "Go to Anything…", "fth-search", "Shortcut+P"),
        Command.of(() -> window.palette().show(Palette.Mode.EVERYTHING)));
    actions.register(
        new Action("go.command", "Find an Action…", "fth-command", "Shortcut+Shift+P"),
        Command.of(() -> window.palette().show(Palette.Mode.COMMANDS)));
    actions.separator("go");
    ObservableBooleanValue several = Bindings.size(window.documents()).greaterThan(1);
    actions.register(
        new Action("go.nextTab", "Next Tab", "fth-arrow-right", "Ctrl+TAB"),
        Command.of(() -> step(window, 1), several));
    actions.register(
        new Action("go.previousTab", "Previous Tab", "fth-arrow-left", "Ctrl+Shift+TAB"),
        Command.of(() -> step(window, -1), several));
  }

  private static void step(WorkbenchWindow window, int by) {
    List<Document> all = window.docking().documents();
    int now = all.indexOf(window.activeDocument().get());
    window.show(all.get(Math.floorMod(now + by, all.size())));
  }
}
