package dev.continuum.ide.output;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * An {@link OutputView} with what belongs around it: a bar with find, wrap, follow, copy and clear,
 * what was dropped, and an explanation while it is empty. Its owner puts its own controls at the
 * bar's left and below.
 */
public final class OutputPane extends BorderPane {
  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

  private final OutputModel model;
  private final OutputView view;
  private final HBox left = new HBox();
  private final HBox tools = new HBox();
  private final HBox findBar = new HBox();
  private final TextField findField = new TextField();
  private final Label findResult = new Label();
  private final ToggleButton wrap =
      toggle("fth-corner-down-left", "Wrap long lines", "output-wrap");
  private final ToggleButton follow =
      toggle("fth-chevrons-down", "Follow the end", "output-follow");
  private final Label dropped = new Label();
  private final StackPane middle = new StackPane();
  private final ChangeListener<Number> onDropped = (p, was, is) -> showDropped(is.longValue());

  /** A pane over a model; {@code empty} is shown while the model has no line. */
  public OutputPane(OutputModel model, Node empty) {
    this.model = model;
    this.view = new OutputView(model);
    getStyleClass().add("output-pane");
    wrap.setSelected(false);
    view.wrapProperty().bind(wrap.selectedProperty());
    follow.setSelected(true);
    follow.setOnAction(e -> view.setFollowing(follow.isSelected()));
    view.followingProperty().addListener((p, was, is) -> follow.setSelected(is));
    Button find = button("fth-search", "Find (Ctrl+F)", "output-find");
    find.setOnAction(e -> showFind());
    Button copy = button("fth-copy", "Copy the selection, or everything", "output-copy");
    copy.setOnAction(e -> view.copy());
    Button clear = button("fth-trash-2", "Clear", "output-clear");
    clear.setOnAction(e -> model.clear());
    tools.getChildren().setAll(find, wrap, follow, copy, clear);
    tools.getStyleClass().add("output-tools");
    tools.setAlignment(Pos.CENTER_RIGHT);
    left.setAlignment(Pos.CENTER_LEFT);
    left.getStyleClass().add("output-head");
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox bar = new HBox(left, tools);
    bar.getStyleClass().add("output-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    dropped.getStyleClass().add("output-dropped");
    dropped.setMaxWidth(Double.MAX_VALUE);
    dropped.managedProperty().bind(dropped.visibleProperty());
    showDropped(model.dropped().get());
    model.dropped().addListener(onDropped);
    buildFindBar();
    setTop(new VBox(bar, dropped, findBar));
    middle.getChildren().setAll(view, empty);
    empty
        .visibleProperty()
        .bind(Bindings.createBooleanBinding(() -> model.total() == 0, model.revision()));
    setCenter(middle);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    view.setOnContextMenuRequested(e -> menu().show(view, e.getScreenX(), e.getScreenY()));
  }

  /** The view itself. */
  public OutputView view() {
    return view;
  }

  /** All that it shows, as text. */
  public String text() {
    return model.text();
  }

  /** Wraps long lines or leaves them long. */
  public void setWrap(boolean on) {
    wrap.setSelected(on);
  }

  /** Where the owner puts what it says at the bar's left. */
  public HBox head() {
    return left;
  }

  /** Adds a control before the others of the bar. */
  public void addTool(Node tool) {
    tools.getChildren().addFirst(tool);
  }

  /** Lets go of the model. */
  public void close() {
    model.dropped().removeListener(onDropped);
    view.close();
  }

  /** A small button of a bar with an icon and a tooltip. */
  public static Button button(String icon, String tooltip, String id) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("icon-button");
    button.setTooltip(new Tooltip(tooltip));
    button.setAccessibleText(tooltip);
    return button;
  }

  /** A small button of a bar that stays pressed. */
  public static ToggleButton toggle(String icon, String tooltip, String id) {
    ToggleButton button = new ToggleButton(null, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("icon-button");
    button.setTooltip(new Tooltip(tooltip));
    button.setAccessibleText(tooltip);
    return button;
  }

  /** Opens the find bar and takes up the selected text. */
  public void showFind() {
    String selected = view.selectedText();
    if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
      findField.setText(selected);
    }
    findBar.setVisible(true);
    findField.requestFocus();
    findField.selectAll();
  }

  private void buildFindBar() {
    findField.setId("output-find-field");
    findField.setPromptText("Find in this output");
    HBox.setHgrow(findField, Priority.SOMETIMES);
    findField.textProperty().addListener((p, was, is) -> find(true, false));
    findField.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            find(!e.isShiftDown(), true);
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE) {
            hideFind();
            e.consume();
          }
        });
    Button back = button("fth-chevron-up", "Previous (Shift+Enter)", "output-find-previous");
    back.setOnAction(e -> find(false, true));
    Button next = button("fth-chevron-down", "Next (Enter)", "output-find-next");
    next.setOnAction(e -> find(true, true));
    Button close = button("fth-x", "Close (Escape)", "output-find-close");
    close.setOnAction(e -> hideFind());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    findBar.getStyleClass().add("output-find-bar");
    findBar.setAlignment(Pos.CENTER_LEFT);
    findBar.getChildren().setAll(findField, back, next, findResult, space, close);
    findBar.setVisible(false);
    findBar.managedProperty().bind(findBar.visibleProperty());
  }

  private void find(boolean forward, boolean again) {
    boolean found = view.find(findField.getText(), forward, again);
    findResult.setText(found ? "" : "Nothing is found.");
  }

  private void hideFind() {
    findBar.setVisible(false);
    view.endFind();
    view.requestFocus();
  }

  private void showDropped(long lines) {
    dropped.setVisible(lines > 0);
    dropped.setText(
        String.format(
            "%,d earlier %s dropped: the last %,d lines or %,d million characters are kept.",
            lines,
            lines == 1 ? "line was" : "lines were",
            OutputModel.MAX_LINES,
            OutputModel.MAX_CHARS / 1_000_000));
  }

  private void key(KeyEvent event) {
    if (FIND.match(event)) {
      showFind();
      event.consume();
    }
  }

  private ContextMenu menu() {
    MenuItem copy = new MenuItem("Copy");
    copy.setDisable(view.selectedText().isEmpty());
    copy.setOnAction(e -> view.copy());
    MenuItem all = new MenuItem("Select All");
    all.setOnAction(e -> view.selectAll());
    MenuItem find = new MenuItem("Find…");
    find.setOnAction(e -> showFind());
    MenuItem clear = new MenuItem("Clear");
    clear.setOnAction(e -> model.clear());
    return new ContextMenu(copy, all, find, new SeparatorMenuItem(), clear);
  }
}
