package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.ActionRegistry;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.theme.Appearance;

/** Theme, zoom, full screen; the panels add their own. */
final class ViewActions {
  private ViewActions() {}

  static void register(WorkbenchWindow window) {
    ActionRegistry actions = window.actions();
    Appearance look = window.appearance();
    actions.register(
        new Action(
            "view.theme", "Switch Between Light and Dark Theme", "fth-moon", "Shortcut+Alt+T"),
        Command.of(() -> look.theme().set(look.theme().get().other())));
    actions.separator("view");
    actions.register(
        new Action("view.zoomIn", "Zoom In", "fth-zoom-in", "Shortcut+PLUS"),
        Command.of(look::zoomIn));
    actions.register(
        new Action("view.zoomOut", "Zoom Out", "fth-zoom-out", "Shortcut+MINUS"),
        Command.of(look::zoomOut));
    actions.register(
        new Action("view.zoomReset", "Reset Zoom", null, "Shortcut+0"),
        Command.of(() -> look.zoom().set(1)));
    actions.separator("view");
    actions.register(
        new Action("view.fullScreen", "Full Screen", "fth-maximize", "F11"),
        Command.of(() -> window.stage().setFullScreen(!window.stage().isFullScreen())));
    actions.separator("view");
  }
}
