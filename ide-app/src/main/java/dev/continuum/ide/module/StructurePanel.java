package dev.continuum.ide.module;

import dev.continuum.ide.editor.Language;
import dev.continuum.ide.editor.TextDocument;
import dev.continuum.ide.module.StructureModel.Row;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Panel;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import dev.continuum.ide.theme.Icons;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What is inside the document in front: a module, binary or text. */
final class StructurePanel implements Panel {
  private static final String NOTHING =
      "Open a WebAssembly module, binary or text, to see what is inside it.";
  private static final long PAUSE_MILLIS = 200;
  private static final double INDENT = 14;

  private final Workbench workbench;
  private final StructureModel model = new StructureModel();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Structure");
  private final BorderPane node = new BorderPane();
  private final ListView<Row> list = new ListView<>(model.rows());
  private final Subscription active;
  private Subscription document = Subscription.EMPTY;
  private Tasks.@Nullable Job work;
  private Tasks.@Nullable Job pause;
  private @Nullable Document shown;

  StructurePanel(Workbench workbench) {
    this.workbench = workbench;
    TextField filter = new TextField();
    filter.setPromptText("Filter");
    filter.setId("structure-filter");
    filter.textProperty().bindBidirectional(model.filter());
    BorderPane.setMargin(filter, new Insets(4, 8, 4, 8));
    Label empty = new Label();
    empty.textProperty().bind(model.empty());
    empty.setWrapText(true);
    empty.getStyleClass().add("panel-empty");
    StackPane.setAlignment(empty, Pos.TOP_LEFT);
    empty.visibleProperty().bind(model.empty().isNotEmpty());
    list.visibleProperty().bind(model.empty().isEmpty());
    list.setId("structure-list");
    list.setFixedCellSize(22);
    list.setCellFactory(view -> new RowCell());
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    node.getStyleClass().add("structure-panel");
    node.getStylesheets().add(ModuleFeature.stylesheet());
    node.setTop(filter);
    node.setCenter(new StackPane(list, empty));
    active = workbench.activeDocument().subscribe(this::follow);
  }

  private void follow(@Nullable Document front) {
    if (front == shown && front != null) {
      return;
    }
    document.unsubscribe();
    document = Subscription.EMPTY;
    cancel();
    shown = front;
    switch (front) {
      case ModuleDocument module ->
          document =
              module
                  .model()
                  .content()
                  .subscribe(content -> {
                    if (content != null) {
                      model.show(
                          ModuleStructure.of(content.inspection().binary()),
                          "The module is empty.");
                    }
                  });
      case TextDocument text when text.language() == Language.WAT -> {
        document = text.onTextChange(this::textChanged);
        read(text);
      }
      case null, default -> model.show(List.of(), NOTHING);
    }
  }

  private void textChanged() {
    if (pause != null) {
      pause.cancel();
    }
    pause =
        workbench
            .tasks()
            .later(
                PAUSE_MILLIS,
                () -> {
                  if (shown instanceof TextDocument text) {
                    read(text);
                  }
                });
  }

  private void read(TextDocument text) {
    if (work != null) {
      work.cancel();
    }
    String source = text.text();
    work =
        workbench
            .tasks()
            .start(
                "Outlining " + text.title().get(),
                progress -> TextStructure.of(source),
                tree -> {
                  boolean first = model.openKeys().isEmpty();
                  model.show(tree, "The module has nothing in it yet.");
                  if (first) {
                    tree.stream()
                        .filter(root -> root.label().equals("Functions"))
                        .forEach(root -> model.setOpen(root, true));
                  }
                },
                failure -> {
                  throw new IllegalStateException("The text could not be outlined", failure);
                });
  }

  private void cancel() {
    if (work != null) {
      work.cancel();
    }
    if (pause != null) {
      pause.cancel();
    }
  }

  private void key(KeyEvent event) {
    Row row = list.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    switch (event.getCode()) {
      case KeyCode.RIGHT -> setOpen(row, true);
      case KeyCode.LEFT -> {
        if (row.open()) {
          setOpen(row, false);
        } else {
          model.parent(row).ifPresent(list.getSelectionModel()::select);
        }
      }
      case KeyCode.ENTER -> reveal(row);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void setOpen(Row row, boolean open) {
    int index = list.getSelectionModel().getSelectedIndex();
    model.setOpen(row.node(), open);
    list.getSelectionModel().select(index);
  }

  private void reveal(Row row) {
    if (row.node().count() > 0 && row.node().position().isEmpty()) {
      setOpen(row, !row.open());
    } else if (shown != null && !row.node().position().isEmpty()) {
      shown.reveal(row.node().position());
    }
  }

  /** The rows, for other parts of this package and tests. */
  StructureModel model() {
    return model;
  }

  @Override
  public String id() {
    return "structure";
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-list";
  }

  @Override
  public Side side() {
    return Side.RIGHT;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void focus() {
    list.requestFocus();
  }

  @Override
  public @Nullable String save() {
    return String.join("\n", model.openKeys().stream().limit(100).toList());
  }

  @Override
  public void restore(String saved) {
    model.restore(Set.copyOf(List.of(saved.split("\n"))));
  }

  @Override
  public void close() {
    active.unsubscribe();
    document.unsubscribe();
    cancel();
  }

  /** A row: an arrow where it has parts, its name, what it is, where it is. */
  private final class RowCell extends ListCell<Row> {
    private final Region indent = new Region();
    private final StackPane arrow = new StackPane();
    private final Node right = Icons.of("fth-chevron-right", "icon-small");
    private final Node down = Icons.of("fth-chevron-down", "icon-small");
    private final Label name = new Label();
    private final Label detail = new Label();
    private final Label place = new Label();
    private final HBox box = new HBox(indent, arrow, name, detail, place);

    RowCell() {
      box.setAlignment(Pos.CENTER_LEFT);
      box.getStyleClass().add("structure-row");
      arrow.getStyleClass().add("structure-arrow");
      detail.getStyleClass().add("structure-detail");
      place.getStyleClass().add("structure-place");
      HBox.setHgrow(detail, Priority.ALWAYS);
      detail.setMaxWidth(Double.MAX_VALUE);
      detail.setMinWidth(0);
      place.setMinWidth(Region.USE_PREF_SIZE);
      setPrefWidth(0);
      arrow.setOnMousePressed(event -> {
        Row row = getItem();
        if (row != null && row.node().count() > 0) {
          model.setOpen(row.node(), !row.open());
          event.consume();
        }
      });
      setOnMouseClicked(event -> {
        if (getItem() != null && !event.isConsumed()) {
          StructurePanel.this.reveal(Objects.requireNonNull(getItem()));
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean none) {
      super.updateItem(row, none);
      if (row == null || none) {
        setGraphic(null);
        return;
      }
      boolean group = row.node().count() > 0;
      indent.setMinWidth(row.depth() * INDENT);
      arrow.getChildren().setAll(group ? List.of(row.open() ? down : right) : List.of());
      name.setText(row.node().label());
      name.getStyleClass().setAll("label", group ? "structure-group" : "structure-name");
      // Its type gives way before its name does; a very long name is cut as well.
      double advance = name.getFont().getSize() * 0.62;
      name.setMinWidth(Math.min(row.node().label().length(), 24) * advance);
      detail.setText(row.node().detail());
      place.setText(group ? "" : row.node().position());
      setGraphic(box);
    }
  }
}
