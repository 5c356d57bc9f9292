package dev.continuum.ide.disassembly;

import dev.continuum.ide.mark.Coverage;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rows in view, painted on one canvas, so that a screenful costs the same however much there
 * is; with scroll bars, mouse and arrow keys.
 */
final class CodeList extends Region {
  private static final int WHEEL_ROWS = 3;

  /** How far the wheel turns for a step, in the unit of its events. */
  private static final double WHEEL_STEP = 40;

  private final DisassemblyModel model;
  private final CodePalette palette = new CodePalette(this::requestLayout);
  private final RowPainter painter;
  private final Canvas canvas = new Canvas();
  private final ScrollBar vertical = new ScrollBar();
  private final ScrollBar horizontal = new ScrollBar();
  private final Tooltip tooltip = new Tooltip();
  private final InvalidationListener onChange = property -> changed();
  private double widest;
  private double turned;
  private boolean arranging;

  CodeList(DisassemblyModel model) {
    this.model = model;
    painter = new RowPainter(model, palette);
    getStyleClass().add("disassembly-list");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    vertical.setOrientation(Orientation.VERTICAL);
    vertical.setFocusTraversable(false);
    horizontal.setFocusTraversable(false);
    canvas.setManaged(false);
    getChildren().addAll(palette, canvas, vertical, horizontal);
    tooltip.setShowDelay(Duration.millis(400));
    vertical.valueProperty().addListener((property, was, is) -> verticalMoved(is.doubleValue()));
    horizontal.valueProperty().addListener(property -> requestLayout());
    focusedProperty().addListener(property -> requestLayout());
    model.revision().addListener(onChange);
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::hovered);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> Tooltip.uninstall(canvas, tooltip));
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void changed() {
    // Read, so that the next change is heard of too.
    int unused = model.revision().get();
    requestLayout();
  }

  void close() {
    model.revision().removeListener(onChange);
  }

  private double bodyHeight() {
    return getHeight() - (horizontal.isVisible() ? horizontal.prefHeight(-1) : 0);
  }

  private double bodyWidth() {
    return Math.max(0, getWidth() - vertical.prefWidth(-1));
  }

  // Layout

  @Override
  protected void layoutChildren() {
    CodeRows rows = model.rows().get();
    arranging = true;
    try {
      double width = bodyWidth();
      double height = Math.max(0, bodyHeight());
      model.setVisible((int) (height / palette.rowHeight()));
      if (canvas.getWidth() != width || canvas.getHeight() != height) {
        canvas.setWidth(width);
        canvas.setHeight(height);
      }
      vertical.resizeRelocate(width, 0, getWidth() - width, height);
      boolean any = rows != null && rows.bodies() > 0 && height > 0;
      canvas.setVisible(any);
      vertical.setVisible(any);
      if (any && rows != null) {
        arrangeVertical(rows);
        double shift = horizontal.isVisible() ? Math.floor(horizontal.getValue()) : 0;
        painter.paint(canvas.getGraphicsContext2D(), rows, width, height, shift, isFocused());
        arrangeHorizontal(width);
        setAccessibleText(rows.row(model.caret()).toString());
      }
    } finally {
      arranging = false;
    }
  }

  private void arrangeVertical(CodeRows rows) {
    double size = rows.size();
    double beyond = Math.max(0, size - model.visible());
    vertical.setVisible(beyond > 0);
    vertical.setMax(Math.max(1, beyond));
    vertical.setVisibleAmount(vertical.getMax() * Math.min(1, model.visible() / size));
    vertical.setUnitIncrement(1);
    vertical.setBlockIncrement(Math.max(1, model.visible() - 1));
    vertical.setValue(Math.min(rows.index(model.top()), vertical.getMax()));
  }

  private void arrangeHorizontal(double width) {
    widest = Math.max(widest, painter.widest() + 24);
    double beyond = Math.max(0, widest - width);
    boolean needed = beyond > 0;
    if (needed != horizontal.isVisible()) {
      horizontal.setVisible(needed);
      horizontal.setValue(0);
      requestLayout();
    }
    double height = horizontal.prefHeight(-1);
    horizontal.resizeRelocate(0, getHeight() - height, width, height);
    horizontal.setMax(Math.max(1, beyond));
    horizontal.setVisibleAmount(horizontal.getMax() * width / Math.max(1, widest));
    horizontal.setUnitIncrement(palette.charWidth() * 4);
    horizontal.setValue(Math.min(horizontal.getValue(), beyond));
  }

  private void verticalMoved(double value) {
    CodeRows rows = model.rows().get();
    if (!arranging && rows != null) {
      model.scrollTo(
          value >= vertical.getMax() - 0.5 ? rows.last() : rows.place(Math.round(value)));
    }
  }

  // Mouse and keyboard

  /** The row at a height of the view; null below the last one. */
  @Nullable RowPlace placeAt(double y) {
    CodeRows rows = model.rows().get();
    if (rows == null || rows.bodies() == 0) {
      return null;
    }
    long row = (long) Math.floor(y / palette.rowHeight());
    RowPlace place = rows.moved(model.top(), row);
    boolean below = rows.moved(place, -row).compareTo(model.top()) != 0;
    return below && row > 0 ? null : place;
  }

  /** The top of a row in view, in pixels; for what opens beside it. */
  double heightOf(RowPlace place) {
    CodeRows rows = model.rows().get();
    return rows == null ? 0 : (rows.index(place) - rows.index(model.top())) * palette.rowHeight();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    RowPlace place = placeAt(event.getY());
    if (place == null) {
      return;
    }
    if (event.getButton() == MouseButton.PRIMARY && event.getX() < Columns.GUTTER) {
      model.toggleBreakpoint(place);
    } else if (event.getButton() == MouseButton.PRIMARY) {
      model.setCaret(place, event.isShiftDown());
      if (event.isShortcutDown()) {
        model.follow();
      }
    } else if (place.compareTo(model.selectedFrom()) < 0
        || place.compareTo(model.selectedTo()) > 0) {
      model.setCaret(place, false);
    }
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || event.getX() < Columns.GUTTER) {
      return;
    }
    RowPlace place = placeAt(Math.clamp(event.getY(), -palette.rowHeight(), getHeight()));
    if (place != null) {
      model.setCaret(place, true);
    }
    event.consume();
  }

  private void hovered(MouseEvent event) {
    String text = event.getX() < Columns.GUTTER ? told(placeAt(event.getY())) : "";
    if (text.isEmpty()) {
      Tooltip.uninstall(canvas, tooltip);
    } else {
      tooltip.setText(text);
      Tooltip.install(canvas, tooltip);
    }
  }

  /** What the marks beside a row say. */
  private String told(@Nullable RowPlace place) {
    int offset = place == null || place.row() == 0 ? -1 : model.instructionOffset(place);
    if (offset < 0) {
      return "";
    }
    FileMarks.Mark mark = model.marks().breakpoint(offset);
    Coverage coverage = model.marks().coverage();
    long count = coverage == null ? Coverage.NO_CODE : coverage.ofOffset(offset);
    String executed =
        count < 0
            ? ""
            : count == 0
                ? "Never executed"
                : String.format(Locale.ROOT, "Executed %,d times", count);
    String set = mark == null ? "" : mark.words().isEmpty() ? "Stops here" : mark.words();
    return set.isEmpty() || executed.isEmpty() ? set + executed : set + "\n" + executed;
  }

  private void wheel(ScrollEvent event) {
    if (event.isShortcutDown()) {
      return;
    }
    if (event.getDeltaX() != 0 && horizontal.isVisible()) {
      double value = horizontal.getValue() - event.getDeltaX();
      horizontal.setValue(Math.clamp(value, 0, horizontal.getMax()));
    }
    turned -= event.getDeltaY() / WHEEL_STEP * WHEEL_ROWS;
    long whole = (long) turned;
    turned -= whole;
    if (whole != 0) {
      model.scrollBy(whole);
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isAltDown()) {
      return;
    }
    boolean extend = event.isShiftDown();
    CodeRows rows = model.rows().get();
    if (rows == null) {
      return;
    }
    switch (event.getCode()) {
      case UP -> {
        if (event.isShortcutDown()) {
          function(rows, -1);
        } else {
          model.moveCaret(-1, extend);
        }
      }
      case DOWN -> {
        if (event.isShortcutDown()) {
          function(rows, 1);
        } else {
          model.moveCaret(1, extend);
        }
      }
      case PAGE_UP -> model.page(-1, extend);
      case PAGE_DOWN -> model.page(1, extend);
      case HOME -> model.setCaret(RowPlace.FIRST, extend);
      case END -> model.setCaret(rows.last(), extend);
      case LEFT ->
          horizontal.setValue(Math.max(0, horizontal.getValue() - horizontal.getUnitIncrement()));
      case RIGHT ->
          horizontal.setValue(
              Math.min(horizontal.getMax(), horizontal.getValue() + horizontal.getUnitIncrement()));
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Moves the caret to the heading of the function above or below. */
  private void function(CodeRows rows, int by) {
    RowPlace caret = model.caret();
    int body = by < 0 && caret.row() > 0 ? caret.body() : caret.body() + by;
    if (body >= 0 && body < rows.bodies()) {
      model.setCaret(new RowPlace(body, 0), false);
      model.scrollTo(model.caret());
    }
  }
}
