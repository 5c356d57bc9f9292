package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.shell.Panel;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** Locals, the value stack, globals, tables and memories of the guest that is debugged. */
public final class VariablesPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "debug.variables";

  /** What is saved when the globals are listed. */
  private static final String GLOBALS = "globals";

  private final VariablesModel model;
  private final ValueList values;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Variables");
  private final StackPane node = new StackPane();

  /**
   * The panel.
   *
   * @param start starts to debug what is in front
   */
  public VariablesPanel(GuestView guest, ValueLinks links, Runnable start) {
    model = new VariablesModel(guest);
    values = new ValueList(model.tree(), links, "variables-list", model::show, model::taker);
    TextField filter = new TextField();
    filter.setId("variables-filter");
    filter.setPromptText("Filter");
    BorderPane.setMargin(filter, new Insets(4, 8, 4, 8));
    filter.textProperty().bindBidirectional(model.filter());
    Label nothing = new Label();
    nothing.textProperty().bind(model.empty());
    nothing.setWrapText(true);
    nothing.setMouseTransparent(true);
    nothing.getStyleClass().add("debug-nothing");
    StackPane.setAlignment(nothing, Pos.TOP_LEFT);
    BorderPane content = new BorderPane(new StackPane(values, nothing));
    content.setTop(filter);
    content.getStyleClass().add("debug-panel");
    content
        .getStylesheets()
        .add(String.valueOf(ValueList.class.getResource("/dev/continuum/ide/debug/debug.css")));
    EmptyNote empty = new EmptyNote(EmptyNote.NOT_DEBUGGING, "Debug", "variables-start", start);
    content.visibleProperty().bind(guest.standing().isNotNull());
    empty.visibleProperty().bind(guest.standing().isNull());
    node.getChildren().setAll(content, empty);
  }

  /** The rows, for tests. */
  VariablesModel model() {
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
    return "fth-list";
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
  public String sharesPlaceWith() {
    return "structure";
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void focus() {
    values.list().requestFocus();
  }

  @Override
  public String save() {
    return model.isGlobalsOpen() ? GLOBALS : "";
  }

  @Override
  public void restore(String saved) {
    model.setGlobalsOpen(saved.equals(GLOBALS));
  }

  @Override
  public void close() {
    values.close();
    model.close();
  }
}
