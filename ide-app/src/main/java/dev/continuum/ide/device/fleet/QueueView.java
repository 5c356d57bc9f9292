package dev.continuum.ide.device.fleet;

import dev.continuum.targets.fleet.QueuedDeployment;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What waits for devices to come back; nothing at all while nothing does. */
final class QueueView {
  private static final double ROW = 28;
  private static final int MOST_ROWS = 4;

  private final QueueModel model;
  private final VBox box = new VBox();

  QueueView(QueueModel model) {
    this.model = model;
    Label heading = new Label("Waiting for devices to come back");
    heading.getStyleClass().add("fleet-heading");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button all = new Button("Try all now");
    all.setId("queue-try-all");
    all.getStyleClass().add("small");
    all.setOnAction(e -> model.tryAll());
    HBox head = new HBox(heading, space, all);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("fleet-head");
    ListView<QueuedDeployment> list = new ListView<>(model.waiting());
    list.setId("queue-list");
    list.getStyleClass().addAll("dense", "edge-to-edge", "fleet-queue");
    list.setCellFactory(view -> new Cell());
    list.setFixedCellSize(ROW);
    var height =
        Bindings.createDoubleBinding(
            () -> ROW * Math.min(MOST_ROWS, model.waiting().size()) + 2, model.waiting());
    list.prefHeightProperty().bind(height);
    list.minHeightProperty().bind(height);
    box.getChildren().setAll(head, list);
    box.getStyleClass().add("fleet-waiting");
    box.setMinHeight(Region.USE_PREF_SIZE);
    box.visibleProperty().bind(Bindings.isNotEmpty(model.waiting()));
    box.managedProperty().bind(box.visibleProperty());
  }

  Node node() {
    return box;
  }

  private final class Cell extends ListCell<QueuedDeployment> {
    private final Label name = new Label();
    private final Label age = new Label();
    private final Label trouble = new Label();
    private final Button now = new Button("Try now");
    private final Button remove = new Button("Remove");
    private final HBox line;

    Cell() {
      name.setMinWidth(Region.USE_PREF_SIZE);
      age.setMinWidth(Region.USE_PREF_SIZE);
      age.getStyleClass().add("row-detail");
      trouble.getStyleClass().add("row-detail");
      trouble.setTextOverrun(OverrunStyle.ELLIPSIS);
      trouble.setMinWidth(0);
      trouble.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(trouble, Priority.ALWAYS);
      now.getStyleClass().addAll("small", "flat");
      remove.getStyleClass().addAll("small", "flat");
      now.setMinWidth(Region.USE_PREF_SIZE);
      remove.setMinWidth(Region.USE_PREF_SIZE);
      line = new HBox(name, age, trouble, now, remove);
      line.setAlignment(Pos.CENTER_LEFT);
      line.getStyleClass().add("fleet-queue-line");
      line.setMinWidth(0);
      line.setPrefWidth(1);
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable QueuedDeployment queued, boolean empty) {
      super.updateItem(queued, empty);
      if (queued == null || empty) {
        setGraphic(null);
        return;
      }
      name.setText(queued.app() + " for " + queued.device());
      age.setText(
          "for "
              + model.age(queued)
              + switch (queued.attempts()) {
                case 0 -> "";
                case 1 -> ", 1 try";
                default -> ", " + queued.attempts() + " tries";
              }
              + (queued.stuck() ? ", not tried again by itself" : ""));
      String why =
          FleetPanel.plain(queued.trouble())
              + (queued.kept()
                  ? ""
                  : " Only while this program runs: its environment is not written to a file.");
      trouble.setText(why.strip());
      trouble.setTooltip(why.isBlank() ? null : new Tooltip(why.strip()));
      now.setOnAction(e -> model.tryNow(queued));
      remove.setOnAction(e -> model.remove(queued));
      setGraphic(line);
    }
  }
}
