package dev.continuum.ide.device.fleet;

import dev.continuum.targets.fleet.StopRule;
import javafx.beans.property.StringProperty;
import javafx.geometry.Side;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The form before a rollout, with the plan in words below it. */
final class FleetForm {
  private final GridPane grid = new GridPane();
  private int row;

  FleetForm(FleetFormModel model) {
    grid.getStyleClass().add("form");
    grid.setPrefWidth(560);
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(labels, fields);
    TextField targets = field("fleet-targets", model.targets, "tag:edge, gateway");
    HBox.setHgrow(targets, Priority.ALWAYS);
    Button more = new Button("Add…");
    more.setId("fleet-targets-add");
    more.setOnAction(e -> {
      ContextMenu menu = new ContextMenu();
      for (String name : model.offered()) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(chosen -> model.add(name));
        menu.getItems().add(item);
      }
      menu.show(more, Side.BOTTOM, 0, 0);
    });
    add("Deploy to", targets, new HBox(8, targets, more));
    TextField waves = field("fleet-waves", model.waves, "1, 25%, all");
    add("Waves", waves, waves);
    note("How many devices have been reached when each wave is over, as a number or a share.");
    ComboBox<StopRule> stop = new ComboBox<>();
    stop.setId("fleet-stop");
    stop.getItems().setAll(FleetFormModel.RULES);
    stop.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable StopRule rule) {
            return rule == null ? "" : rule.words();
          }

          @Override
          public @Nullable StopRule fromString(String text) {
            return null;
          }
        });
    stop.valueProperty().bindBidirectional(model.stop);
    stop.setMaxWidth(Double.MAX_VALUE);
    add("Rule", stop, stop);
    CheckBox back = new CheckBox("When it stops, go back on the devices that have the new release");
    back.setId("fleet-go-back");
    back.selectedProperty().bindBidirectional(model.goBack);
    back.disableProperty().bind(model.stop.isEqualTo(new StopRule.Never()));
    grid.add(back, 1, row++);
    CheckBox queue = new CheckBox("Devices that do not answer get it when they come back");
    queue.setId("fleet-queue");
    queue.selectedProperty().bindBidirectional(model.queueOffline);
    grid.add(queue, 1, row++);
    TextField parallel = field("fleet-parallel", model.parallel, "16");
    parallel.setPrefColumnCount(4);
    TextField pause = field("fleet-pause", model.pause, "0");
    pause.setPrefColumnCount(4);
    HBox numbers =
        new HBox(8, parallel, new Label("devices,"), pause, new Label("seconds between waves"));
    numbers.getStyleClass().add("fleet-numbers");
    add("At once", parallel, numbers);
    Label words = new Label();
    words.setId("fleet-words");
    words.getStyleClass().add("fleet-words");
    words.setWrapText(true);
    words.textProperty().bind(model.words());
    words.visibleProperty().bind(model.words().isNotEmpty());
    words.managedProperty().bind(words.visibleProperty());
    Label trouble = new Label();
    trouble.setId("fleet-trouble");
    trouble.getStyleClass().add("form-trouble");
    trouble.setWrapText(true);
    trouble.textProperty().bind(model.trouble());
    trouble.visibleProperty().bind(model.trouble().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    grid.add(words, 0, row, 2, 1);
    grid.add(trouble, 0, row++, 2, 1);
    grid.getStylesheets().add(FleetPanel.stylesheet());
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

  private void add(String title, Node focus, Node line) {
    Label label = new Label(title);
    label.setLabelFor(focus);
    label.getStyleClass().add("form-label");
    GridPane.setValignment(label, VPos.TOP);
    grid.addRow(row++, label, line);
  }

  private void note(String text) {
    Label note = new Label(text);
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    grid.add(note, 1, row++);
  }
}
