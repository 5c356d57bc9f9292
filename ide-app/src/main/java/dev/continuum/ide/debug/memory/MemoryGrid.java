package dev.continuum.ide.debug.memory;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a memory, painted as far as they are in view. The scroll bar counts rows, of which there
 * may be 2³⁰: none of them is a node.
 */
final class MemoryGrid extends Region {
  private static final double PAD = 10;
  private static final double SHORTEST_THUMB = 24;
  private static final int WHEEL_ROWS = 3;
  private static final double WHEEL_NOTCH = 40;

  private final MemoryModel model;
  private final MemoryEdits edits;
  private final MemoryCommands commands;
  private final MemoryWordsOf words;
  private final Canvas canvas = new Canvas();
  private final ScrollBar vertical = new ScrollBar();
  private final ScrollBar horizontal = new ScrollBar();
  private final GridInks inks = new GridInks(this::requestLayout);
  private final GridPainter painter;
  private final Tooltip tip = new Tooltip();
  private final TextField editor = new TextField();
  private final IntegerProperty perRow = new SimpleIntegerProperty();
  private final ChangeListener<Number> onRevision = (p, was, is) -> requestLayout();
  private GridGeometry geometry = new GridGeometry(8, MemoryFormat.HEX_8, 16);
  private long edited;
  private boolean arranging;
  private boolean tipInstalled;
  private double wheelRest;

  MemoryGrid(MemoryModel model) {
    this.model = model;
    edits = new MemoryEdits(model);
    commands = new MemoryCommands(model);
    words = new MemoryWordsOf(model);
    painter = new GridPainter(model, edits, inks);
    getStyleClass().add("memory-grid");
    setId("memory-grid");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    vertical.setOrientation(Orientation.VERTICAL);
    vertical.setFocusTraversable(false);
    horizontal.setFocusTraversable(false);
    editor.setId("memory-cell");
    editor.getStyleClass().add("memory-cell");
    editor.setVisible(false);
    editor.setManaged(false);
    getChildren().addAll(inks.nodes());
    getChildren().addAll(canvas, vertical, horizontal, editor);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    vertical.valueProperty().addListener((p, was, is) -> scrolled(is.doubleValue()));
    horizontal.valueProperty().addListener(o -> requestLayout());
    perRow.addListener(o -> requestLayout());
    focusedProperty().addListener(o -> requestLayout());
    model.revision().addListener(onRevision);
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::hovered);
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    editor.addEventHandler(KeyEvent.KEY_PRESSED, this::editorKey);
    editor
        .focusedProperty()
        .addListener((p, was, is) -> {
          if (!is) {
            editor.setVisible(false);
          }
        });
  }

  /** How many bytes a row has; 0 for as many as fit. */
  IntegerProperty perRow() {
    return perRow;
  }

  MemoryCommands commands() {
    return commands;
  }

  /** How many rows were painted last, for measuring. */
  int paintedRows() {
    return (int) Math.ceil(canvas.getHeight() / inks.rowHeight());
  }

  // Layout

  @Override
  protected void layoutChildren() {
    arranging = true;
    try {
      arrange();
    } finally {
      arranging = false;
    }
  }

  private void arrange() {
    MemoryInfo memory = model.memory().get();
    int digits = memory == null ? 8 : memory.digits();
    MemoryFormat format = model.format().get();
    double barWidth = vertical.prefWidth(-1);
    double room = Math.max(0, getWidth() - barWidth);
    int chosen = perRow.get();
    geometry =
        GridGeometry.widths(format).contains(chosen)
            ? new GridGeometry(digits, format, chosen)
            : GridGeometry.fitting(digits, format, (int) ((room - 2 * PAD) / inks.charWidth()));
    double wanted = geometry.columns() * inks.charWidth() + 2 * PAD;
    boolean wide = wanted > room && room > 0;
    horizontal.setVisible(wide);
    double barHeight = wide ? horizontal.prefHeight(-1) : 0;
    double height = Math.max(0, getHeight() - barHeight);
    canvas.setWidth(room);
    canvas.setHeight(height);
    int rows = Math.max(1, (int) (height / inks.rowHeight()));
    MemoryCursor cursor = model.cursor();
    if (rows != cursor.rows() || geometry.perRow() != cursor.perRow()) {
      int fit = rows;
      model.resized(fit, geometry.perRow());
    }
    arrangeBars(wanted, room, height);
    double x = PAD - (wide ? Math.floor(horizontal.getValue()) : 0);
    painter.paint(canvas.getGraphicsContext2D(), geometry, x, room, height, isFocused());
    setAccessibleText(words.status());
  }

  private void arrangeBars(double wanted, double room, double height) {
    MemoryCursor cursor = model.cursor();
    double barWidth = vertical.prefWidth(-1);
    long last = Math.max(0, cursor.rowCount() - cursor.rows());
    vertical.setVisible(last > 0);
    vertical.resizeRelocate(getWidth() - barWidth, 0, barWidth, height);
    vertical.setMax(Math.max(1, last));
    vertical.setUnitIncrement(1);
    vertical.setBlockIncrement(Math.max(1, cursor.rows() - 1));
    // Of gigabytes a screen is less than a pixel: the thumb stays large enough to be taken hold of.
    double part =
        Math.max(
            cursor.rows() / Math.max(1.0, cursor.rowCount()), SHORTEST_THUMB / Math.max(1, height));
    vertical.setVisibleAmount(vertical.getMax() * Math.min(1, part));
    vertical.setValue(cursor.topRow());
    horizontal.resizeRelocate(0, height, room, horizontal.prefHeight(-1));
    horizontal.setMax(Math.max(1, wanted - room));
    horizontal.setVisibleAmount(horizontal.getMax() * room / Math.max(1, wanted));
    horizontal.setUnitIncrement(4 * inks.charWidth());
    horizontal.setValue(Math.clamp(horizontal.getValue(), 0, horizontal.getMax()));
  }

  private void scrolled(double value) {
    if (!arranging) {
      long row = Math.round(value);
      model.move(cursor -> cursor.scrollTo(row));
    }
  }

  // Mouse

  private @Nullable Long addressAt(double x, double y) {
    MemoryCursor cursor = model.cursor();
    long row = (long) Math.floor(y / inks.rowHeight());
    long address = cursor.top() + row * geometry.perRow() + hit(x).index();
    return row < 0 || address < 0 || address >= cursor.size() ? null : address;
  }

  private GridGeometry.Hit hit(double x) {
    double shift = horizontal.isVisible() ? Math.floor(horizontal.getValue()) : 0;
    return geometry.hit((x + shift - PAD) / inks.charWidth());
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    Long address = addressAt(event.getX(), event.getY());
    if (address == null) {
      return;
    }
    edits.cancel();
    boolean inText = hit(event.getX()).text();
    MemoryCursor cursor = model.cursor();
    boolean within =
        cursor.hasSelection()
            && address >= cursor.selectionStart()
            && address < cursor.selectionEnd();
    // A click for the menu keeps what is selected.
    if (event.getButton() == MouseButton.PRIMARY || !within) {
      model.move(moved -> {
        moved.setInText(inText);
        moved.moveTo(address, event.isShiftDown());
      });
    }
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !inText) {
      edit("");
    }
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || event.getClickCount() > 1) {
      return;
    }
    double y = event.getY();
    if (y < 0 || y >= canvas.getHeight()) {
      model.move(cursor -> cursor.scrollBy(y < 0 ? -1 : 1));
    }
    Long address = addressAt(event.getX(), Math.clamp(y, 0, Math.max(0, canvas.getHeight() - 1)));
    if (address != null) {
      model.move(cursor -> cursor.moveTo(address, true));
    }
    event.consume();
  }

  private void hovered(MouseEvent event) {
    Long address = addressAt(event.getX(), event.getY());
    boolean wanted = address != null;
    if (address != null) {
      tip.setText(words.explain(address));
    }
    if (wanted != tipInstalled) {
      tipInstalled = wanted;
      if (wanted) {
        Tooltip.install(canvas, tip);
      } else {
        Tooltip.uninstall(canvas, tip);
      }
    }
  }

  private void wheel(ScrollEvent event) {
    if (event.isShortcutDown()) {
      return;
    }
    if (event.getDeltaX() != 0 && horizontal.isVisible()) {
      horizontal.setValue(
          Math.clamp(horizontal.getValue() - event.getDeltaX(), 0, horizontal.getMax()));
    }
    wheelRest -= event.getDeltaY() / WHEEL_NOTCH * WHEEL_ROWS;
    long rows = (long) wheelRest;
    wheelRest -= rows;
    if (rows != 0) {
      model.move(cursor -> cursor.scrollBy(rows));
    }
    event.consume();
  }

  // Keyboard

  private void key(KeyEvent event) {
    if (event.getTarget() != this || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    boolean extend = event.isShiftDown();
    boolean far = event.isShortcutDown();
    switch (event.getCode()) {
      case LEFT -> go(cursor -> cursor.moveBy(-cursor.step(), extend));
      case RIGHT -> go(cursor -> cursor.moveBy(cursor.step(), extend));
      case UP -> go(cursor -> cursor.moveBy(-cursor.perRow(), extend));
      case DOWN -> go(cursor -> cursor.moveBy(cursor.perRow(), extend));
      case PAGE_UP -> go(cursor -> cursor.page(false, extend));
      case PAGE_DOWN -> go(cursor -> cursor.page(true, extend));
      case HOME -> go(far ? cursor -> cursor.moveTo(0, extend) : cursor -> cursor.rowStart(extend));
      case END ->
          go(
              far
                  ? cursor -> cursor.moveTo(cursor.size() - 1, extend)
                  : cursor -> cursor.rowEnd(extend));
      case ESCAPE -> {
        if (!edits.cancel()) {
          model.move(MemoryCursor::collapse);
        }
        requestLayout();
      }
      case ENTER, F2 -> edit("");
      case TAB -> {
        if (!switchColumn(!extend)) {
          return;
        }
      }
      default -> {
        if (!far || event.getCode() != KeyCode.C) {
          return;
        }
        copy(model.cursor().inText() ? MemoryCommands.Form.TEXT : MemoryCommands.Form.HEX);
      }
    }
    event.consume();
  }

  private void go(java.util.function.Consumer<MemoryCursor> move) {
    edits.cancel();
    model.move(move);
  }

  /** Goes to the other column; false when the focus should go on to another control. */
  private boolean switchColumn(boolean toText) {
    if (!geometry.hasValues() || model.cursor().inText() == toText) {
      return false;
    }
    go(cursor -> {
      cursor.setInText(toText);
      cursor.moveTo(cursor.caret(), false);
    });
    return true;
  }

  private void typed(KeyEvent event) {
    String text = event.getCharacter();
    boolean character = !text.isEmpty() && text.codePointAt(0) >= ' ' && !text.equals("\u007f");
    if (event.getTarget() != this
        || !character
        || event.isShortcutDown() && !event.isAltDown()
        || event.isMetaDown()) {
      return;
    }
    if (model.cursor().inText() || !geometry.hasValues()) {
      edits.character(text);
    } else if (geometry.format().isHexBytes()) {
      int digit = text.length() == 1 ? Character.digit(text.charAt(0), 16) : -1;
      if (digit >= 0 && text.charAt(0) < 0x80) {
        edits.digit(digit);
        requestLayout();
      }
    } else {
      edit(text);
    }
    event.consume();
  }

  /** Copies the selected bytes. */
  void copy(MemoryCommands.Form form) {
    commands.copy(
        form,
        text -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  /**
   * Opens a field over the unit at the caret.
   *
   * @param typed what it begins with; empty for what the unit holds
   */
  void edit(String typed) {
    MemoryCursor cursor = model.cursor();
    layout();
    if (!geometry.hasValues() || model.memory().get() == null) {
      return;
    }
    edited = cursor.caret() - cursor.caret() % geometry.format().width();
    long row = (edited - cursor.top()) / geometry.perRow();
    if (edited < cursor.top() || row > cursor.rows()) {
      return;
    }
    int index = (int) (edited % geometry.perRow());
    double width = Math.max(9, geometry.format().columns() + 4) * inks.charWidth();
    double shift = horizontal.isVisible() ? horizontal.getValue() : 0;
    double x = PAD - shift + (geometry.valueColumn(index) - 1) * inks.charWidth();
    double height = inks.rowHeight() + 6;
    editor.setText(typed.isEmpty() ? edits.text(edited) : typed);
    editor.resizeRelocate(x, row * inks.rowHeight() - 3, width, height);
    editor.setVisible(true);
    editor.requestFocus();
    if (typed.isEmpty()) {
      editor.selectAll();
    } else {
      editor.end();
    }
  }

  private void editorKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      edits.set(edited, editor.getText());
      requestFocus();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      requestFocus();
      event.consume();
    }
  }

  void close() {
    model.revision().removeListener(onRevision);
  }
}
