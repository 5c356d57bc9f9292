package dev.continuum.ide.run;

import dev.continuum.ide.project.ProjectException;
import javafx.scene.control.Label;

/** What the dialogs of run and of deployment settings share. */
final class SettingsParts {
  private SettingsParts() {}

  /** Why a project's settings cannot be read or written, in whole sentences. */
  static String words(Exception failure) {
    return failure instanceof ProjectException e
        ? (e.getMessage() + " " + e.remedy()).strip()
        : String.valueOf(failure.getMessage());
  }

  /** A small explanation below or above fields. */
  static Label note(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.getStyleClass().add("form-note");
    return label;
  }
}
