package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.expression.ExpressionField;
import dev.continuum.ide.debug.expression.ExpressionFieldModel;
import dev.continuum.ide.debug.expression.Grammar;
import dev.continuum.ide.debug.expression.GuestNames;
import dev.continuum.ide.shell.Panel;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** Expressions that are evaluated at each stop, and a line that evaluates one at once. */
public final class WatchesPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "debug.watches";

  private static final String ADD = "Add an expression to watch";

  private final WatchesModel model;
  private final ValueList values;
  private final ExpressionField field;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Watches");
  private final BorderPane node = new BorderPane();

  /** The row whose expression is being changed; null when one is added. */
  private @Nullable ValueNode changing;

  /**
   * The panel.
   *
   * @param model closed with the panel
   */
  public WatchesPanel(GuestView guest, WatchesModel model, ValueLinks links) {
    this.model = model;
    GuestNames names = new GuestNames(guest);
    values = new ValueList(model.tree(), links, "watches-list", model.tree()::show, row -> "");
    values.addItems(this::items);
    values.list().addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    field =
        new ExpressionField(
            new ExpressionFieldModel(Grammar.EXPRESSION, names), "watches-add", ADD);
    field.setOnSubmit(this::submit);
    field.input().addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
    BorderPane.setMargin(field, new Insets(4, 8, 4, 8));
    EmptyNote empty =
        new EmptyNote(
            "Watches are expressions that are evaluated at each stop, such as $count * 4 or"
                + " memory[$p]:f32.",
            "Add a watch",
            "watches-first",
            () -> field.input().requestFocus());
    empty.visibleProperty().bind(model.none());
    values.visibleProperty().bind(model.none().not());
    EvaluateView evaluate = new EvaluateView(new EvaluateModel(guest), names);
    node.setTop(field);
    StackPane center = new StackPane(values, empty);
    center.setMinHeight(0);
    node.setCenter(center);
    node.setMinHeight(0);
    // Where there is little room it is cut, and lies over nothing else.
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(node.widthProperty());
    clip.heightProperty().bind(node.heightProperty());
    node.setClip(clip);
    node.setBottom(evaluate);
    node.getStyleClass().add("debug-panel");
    node.getStylesheets()
        .add(String.valueOf(ValueList.class.getResource("/dev/continuum/ide/debug/debug.css")));
  }

  private void submit(String text) {
    ValueNode row = changing;
    try {
      if (row == null) {
        model.add(text);
      } else {
        model.replace(row, text);
      }
      leave();
    } catch (ExpressionException malformed) {
      field.refuse(malformed.problem().message());
    }
  }

  private void leave() {
    changing = null;
    field.input().clear();
    field.input().setPromptText(ADD);
  }

  private void fieldKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !event.isConsumed() && changing != null) {
      leave();
      values.list().requestFocus();
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    ValueNode row = values.selected();
    if (row != null && event.getCode() == KeyCode.DELETE) {
      model.remove(row);
      event.consume();
    }
  }

  private List<MenuItem> items(ValueNode row) {
    if (!(row.spot instanceof Spot.Watched watched)) {
      return List.of();
    }
    MenuItem remove = ValueMenu.item("Remove", () -> model.remove(row));
    remove.setAccelerator(KeyCombination.valueOf("Delete"));
    return List.of(
        ValueMenu.item(
            "Change the expression…",
            () -> {
              changing = row;
              field.input().setText(watched.expression().text());
              field.input().requestFocus();
              field.input().selectAll();
            }),
        remove);
  }

  /** The watches. */
  public WatchesModel model() {
    return model;
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
    return "fth-eye";
  }

  @Override
  public Side side() {
    return Side.RIGHT;
  }

  @Override
  public String sharesPlaceWith() {
    return "debug.breakpoints";
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
    field.input().requestFocus();
  }

  @Override
  public void close() {
    values.close();
    model.close();
  }
}
