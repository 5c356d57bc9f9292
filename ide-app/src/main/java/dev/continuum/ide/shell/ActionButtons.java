package dev.continuum.ide.shell;

import dev.continuum.ide.action.ActionRegistry;
import javafx.scene.control.Button;

/** Buttons of actions, for features with bars of their own. */
public final class ActionButtons {
  private ActionButtons() {}

  /**
   * A small button with the icon alone.
   *
   * @param id the button's, for the action may have others
   */
  public static Button icon(ActionRegistry.Entry entry, String id) {
    Button button = ActionViews.iconButton(entry);
    button.setId(id);
    button.setFocusTraversable(false);
    return button;
  }
}
