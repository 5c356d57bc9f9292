package dev.continuum.ide.shell;

import javafx.scene.input.KeyEvent;

/** A control that has use for keys which are shortcuts elsewhere in the window. */
public interface KeyTaker {
  /** Whether this key is the control's while it has the keyboard. */
  boolean takes(KeyEvent event);
}
