package dev.continuum.ide.device.access;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Notes as they are typed. */
final class NotesModel {
  /** The most characters notes may have. */
  static final int MOST = 10_000;

  private final StringProperty text;
  private final StringBinding trouble;

  NotesModel(String notes) {
    text = new SimpleStringProperty(notes);
    trouble =
        Bindings.createStringBinding(
            () ->
                text.get().length() > MOST
                    ? "These are " + text.get().length() + " characters; keep them to " + MOST + "."
                    : "",
            text);
  }

  StringProperty text() {
    return text;
  }

  /** What is wrong with them; empty when nothing is. */
  StringBinding trouble() {
    return trouble;
  }

  BooleanBinding valid() {
    return trouble.isEmpty();
  }
}
