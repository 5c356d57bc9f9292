package dev.continuum.ide.shell;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;

/** The action that every panel gets: {@code view.panel.ID} shows it, or hides it again. */
final class PanelActions {
  private PanelActions() {}

  static void register(WorkbenchWindow window, Panel panel) {
    String title = panel.title().get();
    window
        .actions()
        .register(
            new Action("view.panel." + panel.id(), title, panel.icon(), null),
            Command.of(() -> toggle(window, panel)));
  }

  private static void toggle(WorkbenchWindow window, Panel panel) {
    if (window.docking().isInFront(panel)) {
      window.docking().hidePanel(panel);
    } else {
      window.docking().showPanel(panel);
      panel.focus();
    }
  }
}
