package dev.continuum.ide.device.fleet;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.shell.Panel;
import dev.continuum.targets.fleet.DeviceRun;
import dev.continuum.targets.fleet.DeviceRun.State;
import java.util.Objects;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A rollout as a table of its devices, and what waits for devices to come back. */
final class FleetPanel implements Panel {
  /** The panel's id. */
  static final String ID = "fleet";

  /** What the view asks of its owner. */
  interface Owner {
    /** Asks where to and begins. */
    void deploy();

    void showLog(DeviceRun run);

    /** Shows all that is known of a device's deployment. */
    void details(DeviceRun run);
  }

  private static final int LONGEST_TEXT = 2000;

  private final FleetModel model;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Fleet");
  private final StackPane root = new StackPane();
  private final FilteredList<DeviceRun> shown;
  private final TableView<DeviceRun> table;
  private final Button retry = button("fleet-retry", "Retry failed");
  private final Button resume = button("fleet-continue", "Continue");
  private final Button stop = button("fleet-stop-now", "Stop");
  private final ToggleButton failedOnly = new ToggleButton("Failed only");
  private final ListChangeListener<DeviceRun> onRuns = change -> update();

  FleetPanel(FleetModel model, QueueModel queue, Owner owner) {
    this.model = model;
    shown = new FilteredList<>(model.runs());
    table = FleetTable.of(shown, owner);
    VBox.setVgrow(table, Priority.ALWAYS);
    table.setMinHeight(60);
    VBox rollout = new VBox(head(owner), note(), table);
    VBox.setVgrow(rollout, Priority.ALWAYS);
    rollout.setMinHeight(0);
    var begun = model.phase().isNotEqualTo(FleetModel.Phase.IDLE);
    rollout.visibleProperty().bind(begun);
    rollout.managedProperty().bind(begun);
    Node waiting = new QueueView(queue).node();
    VBox content = new VBox(rollout, waiting);
    content.setMinHeight(0);
    Node empty = emptyState(owner);
    empty
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.phase().get() == FleetModel.Phase.IDLE && queue.waiting().isEmpty(),
                model.phase(),
                queue.waiting()));
    content.visibleProperty().bind(empty.visibleProperty().not());
    root.getStyleClass().add("fleet-panel");
    root.getStylesheets().add(stylesheet());
    root.getChildren().setAll(content, empty);
    root.setMinHeight(0);
    model.runs().addListener(onRuns);
    model.phase().addListener(observable -> update());
    update();
  }

  static String stylesheet() {
    return Objects.requireNonNull(FleetPanel.class.getResource("fleet.css")).toExternalForm();
  }

  /** A stranger's text, harmless and of a length that can be shown. */
  static String plain(String text) {
    return PlainText.of(
        text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
  }

  private Node head(Owner owner) {
    Label heading = new Label();
    heading.setId("fleet-heading");
    heading.getStyleClass().add("fleet-heading");
    heading.textProperty().bind(model.heading());
    heading.setMinWidth(0);
    Label summary = new Label();
    summary.setId("fleet-summary");
    summary.getStyleClass().add("fleet-summary");
    summary.textProperty().bind(model.summary());
    summary.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    failedOnly.setId("fleet-failed-only");
    failedOnly.getStyleClass().add("small");
    failedOnly.setMinWidth(Region.USE_PREF_SIZE);
    failedOnly.selectedProperty().addListener((p, was, is) -> update());
    retry.setOnAction(e -> model.retry(Set.of(State.FAILED)));
    resume.setOnAction(e -> model.retry(Set.of(State.FAILED, State.SKIPPED)));
    stop.setOnAction(e -> model.stop());
    Button again = button("fleet-again", "Deploy…");
    again.setOnAction(e -> owner.deploy());
    again.visibleProperty().bind(model.phase().isNotEqualTo(FleetModel.Phase.RUNNING));
    again.managedProperty().bind(again.visibleProperty());
    HBox head = new HBox(heading, summary, space, failedOnly, retry, resume, again, stop);
    head.getStyleClass().add("fleet-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Node note() {
    Label note = new Label();
    note.setId("fleet-note");
    note.getStyleClass().add("fleet-note");
    note.textProperty()
        .bind(Bindings.createStringBinding(() -> plain(model.note().get()), model.note()));
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.visibleProperty().bind(model.note().isNotEmpty());
    note.managedProperty().bind(note.visibleProperty());
    return note;
  }

  private static Button button(String id, String text) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static Node emptyState(Owner owner) {
    Label text =
        new Label(
            "Deploys the module or project in front to several devices, wave by wave: to those"
                + " with a tag, or any you name.");
    text.setWrapText(true);
    Button button = new Button("Deploy to several…");
    button.setId("fleet-first");
    button.setOnAction(e -> owner.deploy());
    VBox box = new VBox(text, button);
    box.getStyleClass().add("empty-panel");
    return box;
  }

  private void update() {
    boolean failed = model.runs().stream().anyMatch(run -> run.state() == State.FAILED);
    shown.setPredicate(failedOnly.isSelected() ? run -> run.state() == State.FAILED : run -> true);
    part(failedOnly, failed || failedOnly.isSelected());
    part(retry, model.canRetry(State.FAILED));
    part(resume, model.canRetry(State.SKIPPED));
    part(stop, model.phase().get() == FleetModel.Phase.RUNNING);
  }

  private static void part(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-share-2";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
  }

  @Override
  public boolean startsOpen() {
    return false;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void focus() {
    table.requestFocus();
  }

  @Override
  public void close() {
    model.runs().removeListener(onRuns);
  }
}
