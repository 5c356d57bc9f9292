package dev.continuum.ide.disassembly;

import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The code of a module: the rows in view, a field to go to others, and what can be done with them.
 */
public final class DisassemblyView extends BorderPane {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination GO_TO =
      new KeyCodeCombination(KeyCode.G, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination BACK =
      new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);

  private final DisassemblyModel model;
  private final CodeList list;
  private final GoToField goTo;
  private final Label empty = new Label();
  private final ContextMenu menu = new ContextMenu();
  private final HBox bar;
  private final Subscription rows;

  /** A view of a model; {@link #close} lets go of it. */
  public DisassemblyView(DisassemblyModel model) {
    this.model = model;
    list = new CodeList(model);
    goTo = new GoToField(model, list::requestFocus);
    getStyleClass().add("disassembly");
    getStylesheets().add(stylesheet());
    empty.getStyleClass().add("disassembly-empty");
    empty.setMouseTransparent(true);
    StackPane center = new StackPane(list, empty, goTo.choices());
    StackPane.setAlignment(goTo.choices(), Pos.TOP_LEFT);
    bar = bar();
    setCenter(center);
    rows =
        model
            .rows()
            .subscribe(code ->
                empty.setText(
                    code == null
                        ? ""
                        : code.bodies() == 0
                            ? "This module has no code: it defines no functions of its own."
                            : ""));
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    list.setOnContextMenuRequested(this::showMenu);
  }

  private HBox bar() {
    Button back = new Button("", Icons.of("fth-arrow-left"));
    back.getStyleClass().add("icon-button");
    back.setTooltip(new Tooltip("Back to where you were (Alt+Left)"));
    back.setAccessibleText("Back");
    back.setFocusTraversable(false);
    back.setOnAction(event -> model.goBack());
    Label message = new Label();
    message.getStyleClass().add("disassembly-message");
    message.textProperty().bind(model.message());
    message.setMinWidth(0);
    message.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(message, Priority.ALWAYS);
    HBox bar = new HBox(goTo.field(), back, message);
    bar.getStyleClass().add("disassembly-bar");
    bar.getStylesheets().add(stylesheet());
    return bar;
  }

  private static String stylesheet() {
    return Objects.requireNonNull(DisassemblyView.class.getResource("disassembly.css"))
        .toExternalForm();
  }

  /** The field to go to places, for a bar above the view. */
  public Node goToBar() {
    return bar;
  }

  /** Takes the keyboard focus. */
  public void focus() {
    list.requestFocus();
  }

  /** Asks for a function or an offset to go to. */
  public void askWhereTo() {
    goTo.open();
  }

  private void key(KeyEvent event) {
    if (GO_TO.match(event)) {
      goTo.open();
    } else if (COPY.match(event)) {
      copy(model.selectedText());
    } else if (BACK.match(event)) {
      model.goBack();
    } else if (event.getCode() == KeyCode.F9) {
      model.toggleBreakpoint(model.caret());
    } else if (event.getCode() == KeyCode.ENTER) {
      model.follow();
    } else {
      return;
    }
    event.consume();
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void showMenu(ContextMenuEvent event) {
    CodeRows code = model.rows().get();
    int offset = model.instructionOffset(model.caret());
    if (code == null || code.bodies() == 0) {
      return;
    }
    menu.getItems().setAll(breakpointItems(offset));
    menu.getItems()
        .addAll(
            item(
                "Run to Here",
                () -> model.marks().runTo(offset),
                offset >= 0 && model.marks().canRunTo()),
            new SeparatorMenuItem(),
            item("Go Where It Leads", model::follow, offset >= 0),
            item("Go to Function…", goTo::open, true),
            new SeparatorMenuItem(),
            item("Copy", () -> copy(model.selectedText()), true),
            item("Copy Offset", () -> copy("0x" + Integer.toHexString(offset)), offset >= 0));
    Point2D at = place(event);
    menu.show(list, at.getX(), at.getY());
    event.consume();
  }

  private List<MenuItem> breakpointItems(int offset) {
    FileMarks marks = model.marks();
    List<MenuItem> items = new ArrayList<>();
    items.add(item("Toggle Breakpoint", () -> model.toggleBreakpoint(model.caret()), offset >= 0));
    FileMarks.Mark mark = marks.breakpoint(offset);
    if (mark != null) {
      Consumer<UserBreakpoint> dialog = marks.dialog();
      if (dialog != null) {
        items.add(item("Edit Breakpoint…", () -> dialog.accept(mark.breakpoint()), true));
      }
      boolean enabled = mark.breakpoint().spec().enabled();
      items.add(
          item(
              enabled ? "Disable Breakpoint" : "Enable Breakpoint",
              () -> marks.enable(mark.breakpoint(), !enabled),
              true));
    }
    return items;
  }

  /** Where the menu opens: at the mouse, or, when a key asked for it, at the caret's row. */
  private Point2D place(ContextMenuEvent event) {
    if (!event.isKeyboardTrigger()) {
      return new Point2D(event.getScreenX(), event.getScreenY());
    }
    @Nullable Point2D at = list.localToScreen(Columns.GUTTER, list.heightOf(model.caret()));
    return at == null ? new Point2D(event.getScreenX(), event.getScreenY()) : at;
  }

  private static MenuItem item(String title, Runnable action, boolean enabled) {
    MenuItem item = new MenuItem(title);
    item.setOnAction(event -> action.run());
    item.setDisable(!enabled);
    return item;
  }

  /** Lets go of the model. */
  public void close() {
    rows.unsubscribe();
    list.close();
  }
}
