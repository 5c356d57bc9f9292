package dev.continuum.ide.device.runtime;

import dev.continuum.ide.device.runtime.ProvisionFormModel.Choice;
import dev.continuum.ide.device.runtime.ProvisionFormModel.From;
import dev.continuum.ide.shell.Dialogs;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The form for a runtime to be put on a device. */
final class ProvisionForm {
  private final GridPane grid = new GridPane();
  private int row;

  ProvisionForm(ProvisionFormModel model, Dialogs dialogs) {
    grid.getStyleClass().add("form");
    grid.setPrefWidth(560);
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(labels, fields);
    ComboBox<Choice> runtime = new ComboBox<>();
    runtime.setId("provision-runtime");
    runtime.getItems().setAll(ProvisionFormModel.choices());
    runtime.valueProperty().bindBidirectional(model.runtime);
    runtime.setMaxWidth(Double.MAX_VALUE);
    add("Runtime", runtime, null);
    ComboBox<From> from = new ComboBox<>();
    from.setId("provision-from");
    from.getItems().setAll(From.values());
    from.valueProperty().bindBidirectional(model.from);
    from.setMaxWidth(Double.MAX_VALUE);
    add("From", from, null);
    add(
        "Version",
        field("provision-version", model.version, "25.0.1"),
        model.from.isEqualTo(From.PUBLISHER));
    add(
        "Address",
        field("provision-address", model.address, "https://…"),
        model.from.isEqualTo(From.ADDRESS));
    TextField file = field("provision-file", model.file, "an archive, or the program");
    HBox.setHgrow(file, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setOnAction(e ->
        dialogs
            .openFile("Choose an archive", List.of())
            .ifPresent(chosen -> file.setText(chosen.toString())));
    add("File", new HBox(8, file, choose), model.from.isEqualTo(From.FILE));
    add("SHA-256", field("provision-sha256", model.sha256, "64 hexadecimal digits"), null);
    Label note = new Label();
    note.setId("provision-note");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.setPrefHeight(76);
    note.textProperty().bind(model.note());
    grid.add(note, 1, row++);
  }

  Node node() {
    return grid;
  }

  private static TextField field(String id, StringProperty value, String prompt) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private void add(String title, Node control, @Nullable ObservableBooleanValue shown) {
    Label label = new Label(title);
    label.setLabelFor(control);
    label.getStyleClass().add("form-label");
    if (shown != null) {
      for (Node node : List.of(label, control)) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(node.visibleProperty());
      }
    }
    grid.addRow(row++, label, control);
  }
}
