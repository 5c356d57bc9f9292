package dev.continuum.ide.output;

import dev.continuum.ide.output.OutputModel.Match;
import dev.continuum.ide.output.OutputSelection.Position;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Shows {@link OutputLines}: only the rows in view exist, so a screenful costs the same however
 * much there is. Text is selected by character over any number of lines and copied with broken
 * lines joined. Follows the end only while the end is in view.
 */
public final class OutputView extends Region {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination ALL =
      new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);
  private static final int WHEEL_ROWS = 3;

  private final OutputLines model;
  private final Pane area = new Pane();
  private final List<OutputRow> rows = new ArrayList<>();
  private final Text ruler = new Text("0");
  private final ScrollBar vertical = new ScrollBar();
  private final ScrollBar horizontal = new ScrollBar();
  private final BooleanProperty wrap = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyBooleanWrapper atBeginning = new ReadOnlyBooleanWrapper(true);
  private final OutputSelection selection = new OutputSelection();
  private final ChangeListener<Number> onChange = (property, was, is) -> requestLayout();
  private @Nullable Match found;
  private Position top = new Position(0, 0);
  private double widest;
  private boolean arranging;

  /** A view of a model; {@link #close} lets go of it. */
  public OutputView(OutputLines model) {
    this.model = model;
    getStyleClass().add("output-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    area.setCursor(Cursor.TEXT);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(area.widthProperty());
    clip.heightProperty().bind(area.heightProperty());
    area.setClip(clip);
    ruler.getStyleClass().add("output-text");
    ruler.setVisible(false);
    ruler.setManaged(false);
    ruler.layoutBoundsProperty().addListener(o -> requestLayout());
    vertical.setOrientation(Orientation.VERTICAL);
    vertical.setFocusTraversable(false);
    horizontal.setFocusTraversable(false);
    getChildren().addAll(ruler, area, vertical, horizontal);
    vertical.valueProperty().addListener((p, was, is) -> verticalMoved(is.doubleValue()));
    horizontal.valueProperty().addListener(o -> requestLayout());
    wrap.addListener(o -> requestLayout());
    model.revision().addListener(onChange);
    area.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    area.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Whether lines wider than the view go on in the next row. */
  public BooleanProperty wrapProperty() {
    return wrap;
  }

  /** Whether the end is in view and stays there as lines come. */
  public ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  /** Whether the first line is in view. */
  public ReadOnlyBooleanProperty atBeginningProperty() {
    return atBeginning.getReadOnlyProperty();
  }

  /** Goes to the end and follows it, or stays where it is. */
  public void setFollowing(boolean follow) {
    following.set(follow);
    requestLayout();
  }

  /** All that it shows, as text. */
  public String text() {
    return model.text();
  }

  /** The selected text; empty when there is none. */
  public String selectedText() {
    Position first = selection.first();
    Position last = selection.last();
    return first == null || last == null
        ? ""
        : model.text(first.line(), first.offset(), last.line(), last.offset());
  }

  /** Puts the selected text on the clipboard, or all text when none is selected. */
  public void copy() {
    String text = selection.isEmpty() ? model.text() : selectedText();
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Selects everything. */
  public void selectAll() {
    selection.set(new Position(model.first(), 0), new Position(model.end(), 0));
    requestLayout();
  }

  /**
   * Selects the next place a text occurs and brings it into view; false when there is none. Another
   * search for the same text goes on from there.
   */
  public boolean find(String text, boolean forward, boolean again) {
    Match from = found;
    long line = from != null ? from.line() : following.get() ? model.end() - 1 : top.line();
    int offset = from == null ? (forward ? 0 : Integer.MAX_VALUE) : from.start();
    if (from != null && again) {
      offset += forward ? 1 : -1;
    }
    if (offset < 0) {
      line--;
      offset = Integer.MAX_VALUE;
    }
    found = model.find(text, line, offset, forward).orElse(null);
    if (found != null) {
      bringIntoView(found);
    }
    requestLayout();
    return found != null || text.isEmpty();
  }

  /** What the last search found and is marked; empty when nothing is. */
  public Optional<Match> found() {
    return Optional.ofNullable(found);
  }

  /** Goes to the beginning, and follows the end no more. */
  public void showBeginning() {
    following.set(false);
    top = new Position(model.first(), 0);
    requestLayout();
  }

  /** Takes the mark off what was found. */
  public void endFind() {
    found = null;
    requestLayout();
  }

  /** Lets go of the model. */
  public void close() {
    model.revision().removeListener(onChange);
  }

  private void bringIntoView(Match match) {
    long shown = Math.max(1, fullRows());
    if (match.line() < top.line() || match.line() >= top.line() + shown - 1) {
      moveTo(new Position(Math.max(model.first(), match.line() - shown / 3), 0));
    }
    if (!wrap.get()) {
      double at = OutputRow.GUTTER + match.start() * charWidth();
      if (at < horizontal.getValue() || at > horizontal.getValue() + area.getWidth() - 40) {
        horizontal.setMax(Math.max(horizontal.getMax(), at));
        horizontal.setValue(Math.max(0, at - area.getWidth() / 3));
      }
    }
  }

  // Where the view stands: the first row shown, as a line and a row of that line.

  private int columns() {
    return wrap.get()
        ? Math.max(16, (int) ((area.getWidth() - OutputRow.GUTTER - 4) / charWidth()))
        : 0;
  }

  private int rowsOf(long line) {
    return wrap.get() ? RowBreaks.of(model.get(line).display(), columns()).length : 1;
  }

  private double charWidth() {
    return Math.max(1, ruler.getLayoutBounds().getWidth());
  }

  private double rowHeight() {
    return Math.max(8, Math.ceil(ruler.getLayoutBounds().getHeight()) + 2);
  }

  private int fullRows() {
    return Math.max(1, (int) (area.getHeight() / rowHeight()));
  }

  private Position clamped(Position at) {
    if (model.size() == 0) {
      return new Position(model.first(), 0);
    }
    long line = Math.clamp(at.line(), model.first(), model.end() - 1);
    return line != at.line()
        ? new Position(line, 0)
        : new Position(line, Math.min(at.offset(), rowsOf(line) - 1));
  }

  private Position moved(Position from, int rowsDown) {
    if (model.size() == 0) {
      return new Position(model.first(), 0);
    }
    Position at = clamped(from);
    long line = at.line();
    int row = at.offset() + rowsDown;
    while (row < 0 && line > model.first()) {
      line--;
      row += rowsOf(line);
    }
    while (line < model.end() - 1 && row >= rowsOf(line)) {
      row -= rowsOf(line);
      line++;
    }
    return new Position(line, Math.clamp(row, 0, rowsOf(line) - 1));
  }

  private Position lastTop() {
    if (model.size() == 0) {
      return new Position(model.first(), 0);
    }
    long last = model.end() - 1;
    return moved(new Position(last, rowsOf(last) - 1), 1 - fullRows());
  }

  private void moveTo(Position wanted) {
    Position last = lastTop();
    Position at = clamped(wanted);
    top = at.compareTo(last) > 0 ? last : at;
    following.set(top.compareTo(last) >= 0);
    requestLayout();
  }

  private void scrollRows(int down) {
    moveTo(moved(top, down));
  }

  private void verticalMoved(double value) {
    if (!arranging) {
      boolean atEnd = value >= vertical.getMax() - 0.5;
      moveTo(atEnd ? lastTop() : new Position(model.first() + Math.round(value), 0));
    }
  }

  // Layout.

  @Override
  protected void layoutChildren() {
    arranging = true;
    try {
      double barWidth = vertical.prefWidth(-1);
      double barHeight = horizontal.isVisible() ? horizontal.prefHeight(-1) : 0;
      area.resizeRelocate(0, 0, Math.max(0, getWidth() - barWidth), getHeight() - barHeight);
      top = following.get() ? lastTop() : clamped(top);
      atBeginning.set(top.line() <= model.first() && top.offset() == 0);
      arrangeBars(barWidth);
      arrangeRows();
    } finally {
      arranging = false;
    }
  }

  private void arrangeBars(double barWidth) {
    int size = model.size();
    double lastIndex = lastTop().line() - model.first();
    vertical.setVisible(lastIndex > 0);
    vertical.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
    vertical.setMax(Math.max(lastIndex, 1));
    vertical.setVisibleAmount(
        size == 0
            ? vertical.getMax()
            : vertical.getMax() * Math.min(1.0, (size - lastIndex) / size));
    vertical.setBlockIncrement(fullRows());
    vertical.setValue(top.line() - model.first());
    if (wrap.get() || size == 0) {
      widest = 0;
    }
    double beyond = wrap.get() ? 0 : Math.max(0, widest + 16 - area.getWidth());
    boolean needed = beyond > 0;
    if (needed != horizontal.isVisible()) {
      horizontal.setVisible(needed);
      horizontal.setValue(0);
      requestLayout();
    }
    double height = horizontal.prefHeight(-1);
    horizontal.resizeRelocate(0, getHeight() - height, area.getWidth(), height);
    horizontal.setMax(Math.max(beyond, 1));
    horizontal.setVisibleAmount(horizontal.getMax() * area.getWidth() / Math.max(widest, 1));
    horizontal.setUnitIncrement(charWidth() * 4);
    horizontal.setValue(Math.min(horizontal.getValue(), beyond));
  }

  private void arrangeRows() {
    double height = rowHeight();
    double x = wrap.get() ? 0 : -Math.floor(horizontal.getValue());
    double width = area.getWidth() - x;
    int needed = fullRows() + 1;
    int used = 0;
    double y = 0;
    double seen = widest;
    for (long line = top.line(); used < needed && line < model.end(); line++) {
      OutputLine shown = model.get(line);
      int length = shown.display().length();
      int[] breaks = RowBreaks.of(shown.display(), columns());
      int part = line == top.line() ? Math.min(top.offset(), breaks.length - 1) : 0;
      for (; part < breaks.length && used < needed; part++) {
        OutputRow row = row(used++);
        int to = part + 1 < breaks.length ? breaks[part + 1] : length;
        row.resizeRelocate(x, y, width, height);
        row.show(line, shown, breaks[part], to);
        highlight(row, length);
        seen = Math.max(seen, row.textWidth());
        y += height;
      }
    }
    for (int i = used; i < rows.size(); i++) {
      rows.get(i).setVisible(false);
    }
    if (!wrap.get() && seen > widest) {
      widest = seen;
      if (seen + 16 > area.getWidth()) {
        requestLayout();
      }
    }
  }

  private void highlight(OutputRow row, int length) {
    Match match = found;
    boolean here = match != null && match.line() == row.line();
    row.highlight(
        selection.fromIn(row.line(), length),
        selection.toIn(row.line(), length),
        here && match != null ? match.start() : 0,
        here && match != null ? match.end() : 0);
  }

  private OutputRow row(int index) {
    if (index == rows.size()) {
      OutputRow row = new OutputRow();
      rows.add(row);
      area.getChildren().add(row);
      row.applyCss();
    }
    OutputRow row = rows.get(index);
    row.setVisible(true);
    return row;
  }

  // Mouse and keyboard.

  private Position positionAt(double x, double y) {
    if (model.size() == 0 || rows.isEmpty()) {
      return new Position(model.first(), 0);
    }
    int index = (int) Math.floor(y / rowHeight());
    int visible = (int) rows.stream().filter(OutputRow::isVisible).count();
    if (index >= visible) {
      long last = rows.get(visible - 1).line();
      return new Position(last, rows.get(visible - 1).to());
    }
    OutputRow row = rows.get(Math.max(0, index));
    return new Position(row.line(), row.offsetAt(x - row.getLayoutX()));
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Position at = positionAt(event.getX(), event.getY());
    if (event.isShiftDown()) {
      selection.extend(at);
    } else if (event.getClickCount() == 2) {
      selectWord(at);
    } else if (event.getClickCount() >= 3) {
      selection.set(new Position(at.line(), 0), new Position(at.line() + 1, 0));
    } else {
      selection.start(at);
    }
    requestLayout();
    event.consume();
  }

  private void selectWord(Position at) {
    if (at.line() >= model.end()) {
      return;
    }
    String display = model.get(at.line()).display();
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(display);
    int offset = Math.min(at.offset(), Math.max(0, display.length() - 1));
    int end = display.isEmpty() ? 0 : words.following(offset);
    int start = display.isEmpty() ? 0 : words.previous();
    selection.set(new Position(at.line(), start), new Position(at.line(), end));
  }

  private void dragged(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || event.getClickCount() > 1) {
      return;
    }
    if (event.getY() < 0) {
      scrollRows(-1);
    } else if (event.getY() > area.getHeight()) {
      scrollRows(1);
    }
    selection.extend(positionAt(event.getX(), Math.clamp(event.getY(), 0, area.getHeight())));
    requestLayout();
    event.consume();
  }

  private void wheel(ScrollEvent event) {
    if (event.isShortcutDown()) {
      return;
    }
    if (event.getDeltaX() != 0 && horizontal.isVisible()) {
      double value = horizontal.getValue() - event.getDeltaX();
      horizontal.setValue(Math.clamp(value, 0, horizontal.getMax()));
    }
    if (event.getDeltaY() != 0) {
      int size = Math.max(1, (int) Math.round(Math.abs(event.getDeltaY()) / 40 * WHEEL_ROWS));
      scrollRows(event.getDeltaY() > 0 ? -size : size);
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    if (COPY.match(event)) {
      copy();
    } else if (ALL.match(event)) {
      selectAll();
    } else if (event.isAltDown() || event.isMetaDown() || event.isShiftDown()) {
      return;
    } else {
      switch (event.getCode()) {
        case UP -> scrollRows(-1);
        case DOWN -> scrollRows(1);
        case PAGE_UP -> scrollRows(1 - fullRows());
        case PAGE_DOWN -> scrollRows(fullRows() - 1);
        case HOME -> moveTo(new Position(model.first(), 0));
        case END -> moveTo(lastTop());
        case LEFT -> horizontal.decrement();
        case RIGHT -> horizontal.increment();
        default -> {
          return;
        }
      }
    }
    event.consume();
  }
}
