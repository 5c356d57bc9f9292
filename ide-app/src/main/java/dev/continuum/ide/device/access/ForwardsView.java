package dev.continuum.ide.device.access;

import dev.continuum.ide.device.access.ForwardsModel.Row;
import dev.continuum.ide.device.access.ForwardsModel.State;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The ports that lead through one device: a row each, and a field for another. */
final class ForwardsView extends VBox {
  private final ForwardsModel model;
  private final String device;
  private final VBox rows = new VBox();

  // Kept, as the model knows it weakly.
  @SuppressWarnings("FieldCanBeLocal")
  private final InvalidationListener changed = o -> show();

  ForwardsView(ForwardsModel model, String device) {
    this.model = model;
    this.device = device;
    getStyleClass().add("form");
    setPrefWidth(560);
    setSpacing(10);
    Label what =
        new Label(
            "A program of this computer that connects to such a port reaches the host and port"
                + " behind it as seen from "
                + device
                + ", such as 8080:localhost:80. Nobody else can connect to it.");
    what.setWrapText(true);
    what.getStyleClass().add("muted");
    rows.setSpacing(6);
    TextField field = new TextField();
    field.setId("forward-new");
    field.setPromptText("8080:localhost:80");
    HBox.setHgrow(field, Priority.ALWAYS);
    Button add = new Button("Add and Start");
    add.setId("forward-add");
    Label trouble = new Label();
    trouble.getStyleClass().add("form-trouble");
    trouble.setWrapText(true);
    trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
    add.disableProperty().bind(field.textProperty().isEmpty());
    Runnable adding =
        () -> {
          trouble.setText(model.trouble(device, field.getText()));
          if (trouble.getText().isEmpty()) {
            model.add(device, field.getText());
            field.clear();
          }
        };
    add.setOnAction(e -> adding.run());
    field.setOnAction(e -> {
      adding.run();
      e.consume();
    });
    getChildren().addAll(what, rows, new HBox(8, field, add), trouble);
    model.rows().addListener(new WeakInvalidationListener(changed));
    show();
    Timeline clock = new Timeline(new KeyFrame(Duration.seconds(1), e -> model.refresh()));
    clock.setCycleCount(Animation.INDEFINITE);
    // Asked only while it is seen.
    sceneProperty()
        .subscribe(scene -> {
          if (scene == null) {
            clock.stop();
          } else {
            model.refresh();
            clock.play();
          }
        });
  }

  private void show() {
    rows.getChildren()
        .setAll(
            model.rows().stream()
                .filter(row -> row.device().equals(device))
                .map(this::row)
                .toList());
    if (rows.getChildren().isEmpty()) {
      Label none = new Label("No port leads through " + device + " yet.");
      none.getStyleClass().add("muted");
      rows.getChildren().add(none);
    }
  }

  private HBox row(Row row) {
    Label ports = new Label(row.what().localPort() + "  →  " + row.what().destination());
    ports.getStyleClass().add("row-name");
    Label detail =
        new Label(
            switch (row.state()) {
              case STOPPED -> "Not started.";
              case STARTING -> "Connecting…";
              case LISTENING, FAILED -> row.detail();
            });
    detail.setWrapText(true);
    detail.getStyleClass().add(row.state() == State.FAILED ? "form-trouble" : "muted");
    VBox text = new VBox(ports, detail);
    HBox.setHgrow(text, Priority.ALWAYS);
    boolean on = row.state() == State.LISTENING || row.state() == State.STARTING;
    Button start = new Button(on ? "Stop" : "Start");
    start.setMinWidth(Region.USE_PREF_SIZE);
    start.setDisable(row.state() == State.STARTING);
    start.setOnAction(e -> {
      if (on) {
        model.stop(row.device(), row.what());
      } else {
        model.start(row.device(), row.what());
      }
    });
    Button remove = new Button("Remove");
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setTooltip(new Tooltip("Stops it and takes it off this list"));
    remove.setOnAction(e -> model.remove(row));
    HBox line = new HBox(8, text, start, remove);
    line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return line;
  }
}
