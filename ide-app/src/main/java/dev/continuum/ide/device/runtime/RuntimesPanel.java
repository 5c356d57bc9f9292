package dev.continuum.ide.device.runtime;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.shell.Panel;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The runtimes of a device, with what each can do. */
public final class RuntimesPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "runtimes";

  /** What the view asks of its owner. */
  interface Owner {
    void provision();

    void remove(RuntimesModel.Row row);
  }

  private final RuntimesModel model;
  private final Owner owner;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Runtimes");
  private final StackPane root = new StackPane();
  private final VBox list = new VBox();
  private final ListChangeListener<RuntimesModel.Row> onRows = change -> update();

  RuntimesPanel(RuntimesModel model, Owner owner) {
    this.model = model;
    this.owner = owner;
    title.bind(
        Bindings.createStringBinding(
            () -> model.device().get().isEmpty() ? "Runtimes" : "Runtimes: " + model.device().get(),
            model.device()));
    Label status = new Label();
    status.setId("runtimes-status");
    status.textProperty().bind(model.status());
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("small");
    bar.setPrefWidth(120);
    bar.progressProperty().bind(model.fraction());
    bar.visibleProperty().bind(model.busy());
    bar.managedProperty().bind(bar.visibleProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button cancel = new Button("Cancel");
    cancel.setId("runtimes-cancel");
    cancel.getStyleClass().add("small");
    cancel.setOnAction(e -> model.cancel());
    cancel.visibleProperty().bind(model.busy());
    cancel.managedProperty().bind(cancel.visibleProperty());
    Button provision = new Button("Provision…");
    provision.setId("runtimes-provision");
    provision.getStyleClass().add("small");
    provision.setOnAction(e -> owner.provision());
    provision.disableProperty().bind(model.busy());
    HBox head = new HBox(8, status, bar, space, cancel, provision);
    head.getStyleClass().add("deploy-head");
    head.setAlignment(Pos.CENTER_LEFT);
    list.getStyleClass().add("runtime-list");
    VBox content = new VBox(head, list);
    content.getStyleClass().add("deploy-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    Label text =
        new Label(
            "What runs WebAssembly on a device is shown here: choose Runtimes… in the device's"
                + " menu.");
    text.setWrapText(true);
    VBox empty = new VBox(text);
    empty.getStyleClass().add("empty-panel");
    empty.visibleProperty().bind(Bindings.equal("", model.device()));
    scroll.visibleProperty().bind(empty.visibleProperty().not());
    root.getChildren().setAll(scroll, empty);
    model.rows().addListener(onRows);
    update();
  }

  private void update() {
    list.getChildren().setAll(model.rows().stream().map(this::row).toList());
  }

  private Node row(RuntimesModel.Row row) {
    Label name = new Label(PlainText.of(row.title()));
    name.getStyleClass().add("runtime-name");
    Label features =
        new Label(row.features().isEmpty() ? "WebAssembly 2.0 or less" : "also " + row.features());
    features.setWrapText(true);
    Label place = new Label(PlainText.of(row.place()));
    place.getStyleClass().add("runtime-place");
    VBox words = new VBox(2, name, features, place);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(12, words);
    line.getStyleClass().add("runtime-row");
    line.setAlignment(Pos.CENTER_LEFT);
    if (row.kept().isPresent()) {
      Button remove = new Button("Remove");
      remove.getStyleClass().add("small");
      remove.setMinWidth(Region.USE_PREF_SIZE);
      remove.disableProperty().bind(model.busy());
      remove.setAccessibleText("Remove " + row.title());
      remove.setOnAction(e -> owner.remove(row));
      line.getChildren().add(remove);
    }
    return line;
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
    return "fth-cpu";
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
  public void close() {
    model.rows().removeListener(onRows);
  }
}
