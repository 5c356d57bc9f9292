package dev.continuum.ide.debug.value;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** What an empty panel says: what it is for, and the first step. */
public final class EmptyNote extends ScrollPane {
  /** How a panel of the debugger is filled. */
  public static final String NOT_DEBUGGING =
      "Nothing is being debugged. F5 starts what is in front.";

  /**
   * A note with a button.
   *
   * @param id of the button
   */
  public EmptyNote(String text, String button, String id, Runnable action) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    Button first = new Button(button);
    first.setId(id);
    first.setOnAction(event -> action.run());
    VBox box = new VBox(label, first);
    box.getStyleClass().add("empty-panel");
    // A low panel shows a part of it; it must not push away what stands around it.
    setContent(box);
    setFitToWidth(true);
    setMinHeight(0);
    getStyleClass().add("empty-note");
  }
}
