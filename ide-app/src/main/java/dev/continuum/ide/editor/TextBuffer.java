package dev.continuum.ide.editor;

import javafx.beans.value.ObservableBooleanValue;
import javafx.util.Subscription;

/**
 * A text being edited, as the view-models see it: without the control that shows it. Positions
 * count UTF-16 units from 0; lines end with {@code \n}. Used on the JavaFX thread only.
 */
public interface TextBuffer {
  /** The text now. */
  String text();

  /** Where the selection begins; the caret's position when nothing is selected. */
  int anchor();

  /** Where the caret is. */
  int caret();

  /** Selects and brings the caret into view. */
  void select(int anchor, int caret);

  /**
   * Replaces a part of the text, as one step to undo, and selects as told.
   *
   * @return false when nothing was done because a line or the text would become too long
   */
  boolean replace(int start, int end, String replacement, int anchor, int caret);

  /** Takes a text as it is in the file: nothing to undo, nothing changed. */
  void load(String text);

  /** Says that the text is in the file now. */
  void markSaved();

  /** Whether the text differs from what was last loaded or saved. */
  ObservableBooleanValue changed();

  /** Whether the user may change it. */
  void setEditable(boolean editable);

  /** Calls {@code listener} after each change of the text, until unsubscribed. */
  Subscription onChange(Runnable listener);
}
