package dev.continuum.ide.debug.stack;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.value.EmptyNote;
import dev.continuum.ide.debug.value.ValueList;
import dev.continuum.ide.debug.value.VisibleRows;
import dev.continuum.ide.shell.Panel;
import dev.continuum.ide.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The calls that are open; the one whose variables are shown is selected. */
public final class CallStackPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "debug.callstack";

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final double ROW = 22;

  private final GuestView guest;
  private final CallStackModel model;
  private final Consumer<String> say;
  private final ListView<CallRow> list;
  private final List<CallCell> cells = new ArrayList<>();
  private final VisibleRows visible;
  private final StackPane node = new StackPane();
  private final Subscription following;

  /**
   * The panel.
   *
   * @param say tells the user what could not be done
   * @param start starts to debug what is in front
   */
  public CallStackPanel(GuestView guest, Consumer<String> say, Runnable start) {
    this.guest = guest;
    this.say = say;
    model = new CallStackModel(guest);
    list = new ListView<>(model.rows());
    list.setId("callstack-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> {
      CallCell cell = new CallCell();
      cells.add(cell);
      return cell;
    });
    visible = new VisibleRows(list, model::show);
    list.getSelectionModel()
        .selectedIndexProperty()
        .subscribe(index -> {
          if (index.intValue() >= 0) {
            model.select(index.intValue());
          }
        });
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    MenuItem copy = new MenuItem("Copy Stack");
    copy.setAccelerator(KeyCombination.valueOf("Shortcut+C"));
    copy.setOnAction(event -> copy());
    list.setContextMenu(new ContextMenu(copy));
    StackPane content = new StackPane(list);
    content.getStyleClass().add("debug-panel");
    content
        .getStylesheets()
        .add(String.valueOf(ValueList.class.getResource("/dev/continuum/ide/debug/debug.css")));
    Label none = new Label("No call is open here.");
    none.getStyleClass().add("debug-nothing");
    StackPane.setAlignment(none, Pos.TOP_LEFT);
    content.getChildren().add(none);
    EmptyNote empty = new EmptyNote(EmptyNote.NOT_DEBUGGING, "Debug", "callstack-start", start);
    content.visibleProperty().bind(guest.standing().isNotNull());
    empty.visibleProperty().bind(guest.standing().isNull());
    none.setVisible(model.rows().isEmpty());
    model.rows().subscribe(() -> none.setVisible(model.rows().isEmpty()));
    node.getChildren().setAll(content, empty);
    model.onUpdate(this::refresh);
    following =
        Subscription.combine(
            guest.level().subscribe(level -> select(level.intValue())),
            guest.standing().subscribe(standing -> select(guest.level().get())));
  }

  private void select(int level) {
    if (level < model.rows().size() && list.getSelectionModel().getSelectedIndex() != level) {
      list.getSelectionModel().select(level);
    }
    refresh();
  }

  private void refresh() {
    cells.forEach(CallCell::refresh);
    visible.changed();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      copy();
      event.consume();
    }
  }

  private void copy() {
    model.text(
        text -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)),
        say);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return model.title();
  }

  @Override
  public String icon() {
    return "fth-layers";
  }

  @Override
  public Side side() {
    return Side.RIGHT;
  }

  @Override
  public boolean startsOpen() {
    return false;
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
  public void close() {
    following.unsubscribe();
    model.close();
  }

  /** A call: its function with the arguments, its line and offset. */
  private final class CallCell extends ListCell<CallRow> {
    private final Node icon = Icons.of("fth-corner-down-right");
    private final Label name = new Label();
    private final Label arguments = new Label();
    private final Region gap = new Region();
    private final Label place = new Label();
    private final HBox row = new HBox(icon, name, arguments, gap, place);
    private final Tooltip tip = new Tooltip();

    CallCell() {
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("call-row");
      arguments.getStyleClass().add("value-type");
      place.getStyleClass().add("value-text");
      HBox.setHgrow(gap, Priority.ALWAYS);
      arguments.setMinWidth(0);
      place.setMinWidth(Region.USE_PREF_SIZE);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable CallRow item, boolean none) {
      super.updateItem(item, none);
      refresh();
      visible.changed();
    }

    void refresh() {
      int level = getIndex();
      if (isEmpty() || level < 0 || level >= model.rows().size()) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      boolean current = level == guest.level().get();
      row.pseudoClassStateChanged(CURRENT, current);
      Call call = model.rows().get(level).call();
      name.setText(call == null ? "" : call.name());
      name.setMinWidth(
          call != null && call.name().length() <= 16
              ? USE_PREF_SIZE
              : 16 * name.getFont().getSize() * 0.5);
      arguments.setText(call == null ? "" : call.arguments());
      place.setText(call == null ? "" : call.place());
      tip.setText(call == null ? "" : call.text());
      setTooltip(call == null ? null : tip);
      setAccessibleText(
          call == null ? "" : call.text() + (current ? ", its variables are shown" : ""));
      setGraphic(row);
    }
  }
}
