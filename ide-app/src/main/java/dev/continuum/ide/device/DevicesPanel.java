package dev.continuum.ide.device;

import dev.continuum.ide.shell.Panel;
import dev.continuum.targets.target.app.AppStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The devices and, below each, what is on it. */
public final class DevicesPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "devices";

  /** A row: a device, or an app on one. */
  sealed interface Row {
    String device();
  }

  record DeviceRow(DeviceEntry entry) implements Row {
    @Override
    public String device() {
      return entry.name();
    }
  }

  record AppRow(DeviceEntry entry, AppStatus app) implements Row {
    @Override
    public String device() {
      return entry.name();
    }
  }

  /** What the view asks of its owner. */
  interface Owner {
    void add();

    void probe(String device);

    void refresh(String device);

    void deploy(String device);

    void showLog(String device, String app);

    void stop(String device, String app);

    void edit(String device);

    void forgetKey(String device);

    void remove(String device);
  }

  private final DevicesModel model;
  private final Owner owner;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Devices");
  private final TreeView<Row> tree = new TreeView<>(new TreeItem<>());
  private final StackPane root = new StackPane();
  private final Set<String> folded = new HashSet<>();
  private final ListChangeListener<DeviceEntry> onChange = change -> update();

  DevicesPanel(DevicesModel model, Owner owner, DeviceActions more) {
    this.model = model;
    this.owner = owner;
    tree.setId("devices-tree");
    tree.setShowRoot(false);
    tree.getStyleClass().addAll("dense", "edge-to-edge", "devices-tree");
    tree.getSelectionModel().setSelectionMode(SelectionMode.SINGLE);
    tree.setCellFactory(view -> new DeviceCell(owner, more));
    tree.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER) {
        activate();
        e.consume();
      }
    });
    tree.setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
        activate();
      }
    });
    Node empty = emptyState();
    empty.visibleProperty().bind(Bindings.isEmpty(model.devices()));
    tree.visibleProperty().bind(empty.visibleProperty().not());
    root.getStyleClass().add("devices-panel");
    root.getChildren().setAll(tree, empty);
    model.devices().addListener(onChange);
    update();
  }

  private Node emptyState() {
    Label text = new Label("Devices are machines reached over SSH that your apps are deployed to.");
    text.setWrapText(true);
    Button button = new Button("Add a device…");
    button.setId("devices-add-first");
    button.setOnAction(e -> owner.add());
    VBox box = new VBox(text, button);
    box.getStyleClass().add("empty-panel");
    return box;
  }

  private void activate() {
    TreeItem<Row> selected = tree.getSelectionModel().getSelectedItem();
    if (selected == null) {
      return;
    }
    switch (selected.getValue()) {
      case DeviceRow row -> owner.refresh(row.device());
      case AppRow row -> owner.showLog(row.device(), row.app().app());
    }
  }

  /** Brings the rows up to date in place, so that selection and folding stay. */
  private void update() {
    TreeItem<Row> selected = tree.getSelectionModel().getSelectedItem();
    String key = selected == null ? "" : key(selected.getValue());
    List<TreeItem<Row>> top = tree.getRoot().getChildren();
    List<DeviceEntry> devices = model.devices();
    for (int i = 0; i < devices.size(); i++) {
      if (i == top.size()) {
        top.add(item());
      }
      show(top.get(i), devices.get(i));
    }
    while (top.size() > devices.size()) {
      top.removeLast();
    }
    for (int row = 0; row < tree.getExpandedItemCount(); row++) {
      if (key(tree.getTreeItem(row).getValue()).equals(key)) {
        tree.getSelectionModel().select(row);
        return;
      }
    }
    tree.getSelectionModel().clearSelection();
  }

  private TreeItem<Row> item() {
    TreeItem<Row> item = new TreeItem<>();
    item.setExpanded(true);
    item.expandedProperty()
        .addListener((p, was, is) -> {
          if (is) {
            folded.remove(item.getValue().device());
          } else {
            folded.add(item.getValue().device());
          }
        });
    return item;
  }

  private void show(TreeItem<Row> item, DeviceEntry entry) {
    item.setValue(new DeviceRow(entry));
    List<TreeItem<Row>> apps = item.getChildren();
    for (int i = 0; i < entry.apps().size(); i++) {
      Row row = new AppRow(entry, entry.apps().get(i));
      if (i == apps.size()) {
        apps.add(new TreeItem<>(row));
      } else if (!row.equals(apps.get(i).getValue())) {
        apps.get(i).setValue(row);
      }
    }
    while (apps.size() > entry.apps().size()) {
      apps.removeLast();
    }
    item.setExpanded(!folded.contains(entry.name()));
  }

  private static String key(Row row) {
    return switch (row) {
      case DeviceRow device -> device.device();
      case AppRow app -> app.device() + "/" + app.app().app();
    };
  }

  /** Selects a device. */
  public void select(String device) {
    for (TreeItem<Row> item : tree.getRoot().getChildren()) {
      if (item.getValue().device().equals(device)) {
        tree.getSelectionModel().select(item);
      }
    }
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
    return "fth-server";
  }

  @Override
  public Side side() {
    return Side.LEFT;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<String> headerActions() {
    return List.of("deploy.addDevice", "deploy.refreshDevices");
  }

  @Override
  public void focus() {
    tree.requestFocus();
  }

  @Override
  public void close() {
    model.devices().removeListener(onChange);
  }
}
