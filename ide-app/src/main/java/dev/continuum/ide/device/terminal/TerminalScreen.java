package dev.continuum.ide.device.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of a terminal and where its cursor is: the screen that scrolls with what went off its
 * top, and the other that programs such as editors use. Columns and rows count from 0.
 */
final class TerminalScreen {
  /** The most rows kept that went off the top. */
  static final int SCROLLBACK = 5000;

  /** Where the cursor was and how it wrote. */
  private record Saved(int row, int column, long style, boolean origin) {}

  private final Scrollback scrollback = new Scrollback(SCROLLBACK);
  private List<TerminalLine> main = new ArrayList<>();
  private List<TerminalLine> other = new ArrayList<>();
  private boolean alternate;
  private int columns;
  private int rows;
  private int row;
  private int column;
  private boolean wrapPending;
  private int top;
  private int bottom;
  private long style;
  private boolean[] tabs = new boolean[0];
  private Saved savedMain = new Saved(0, 0, CellStyle.PLAIN, false);
  private Saved savedOther = savedMain;
  private long scrolledOff;

  /** Modes that say how text is placed. */
  boolean origin;

  boolean wrap = true;
  boolean insert;

  TerminalScreen(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    reset();
  }

  final void reset() {
    main = blank();
    other = blank();
    alternate = false;
    row = 0;
    column = 0;
    wrapPending = false;
    style = CellStyle.PLAIN;
    savedMain = new Saved(0, 0, CellStyle.PLAIN, false);
    savedOther = savedMain;
    softReset();
    tabs = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      tabs[i] = i % 8 == 0;
    }
  }

  /** Margins and modes as at first; what is on the screen stays. */
  void softReset() {
    top = 0;
    bottom = rows - 1;
    origin = false;
    wrap = true;
    insert = false;
    style = CellStyle.PLAIN;
  }

  private List<TerminalLine> blank() {
    List<TerminalLine> lines = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      lines.add(new TerminalLine(columns, CellStyle.PLAIN));
    }
    return lines;
  }

  private List<TerminalLine> lines() {
    return alternate ? other : main;
  }

  // ---- what is seen ----

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  int cursorRow() {
    return row;
  }

  int cursorColumn() {
    return Math.min(column, columns - 1);
  }

  boolean alternate() {
    return alternate;
  }

  /** How many rows stand above the screen. */
  int above() {
    return alternate ? 0 : scrollback.size();
  }

  /** How many rows ever went off the top; a selection moves with it. */
  long scrolledOff() {
    return scrolledOff;
  }

  /** A row, 0 the oldest kept, {@code above()} the screen's first. */
  TerminalLine line(int index) {
    int above = above();
    return index < above ? scrollback.get(index) : lines().get(index - above);
  }

  // ---- size ----

  void resize(int newColumns, int newRows) {
    if (newColumns == columns && newRows == rows) {
      return;
    }
    main = resized(main, newColumns, newRows, !alternate);
    other = resized(other, newColumns, newRows, alternate);
    boolean[] stops = Arrays.copyOf(tabs, newColumns);
    for (int i = columns; i < newColumns; i++) {
      stops[i] = i % 8 == 0;
    }
    tabs = stops;
    columns = newColumns;
    rows = newRows;
    top = 0;
    bottom = rows - 1;
    row = Math.clamp(row, 0, rows - 1);
    column = Math.min(column, columns - 1);
    wrapPending = false;
  }

  private List<TerminalLine> resized(
      List<TerminalLine> lines, int newColumns, int newRows, boolean hasCursor) {
    List<TerminalLine> next = new ArrayList<>(lines);
    boolean scrolls = lines == main;
    while (next.size() > newRows) {
      // Empty rows below the cursor go first, then those at the top.
      if (hasCursor && row < next.size() - 1 && next.getLast().toString().isEmpty()) {
        next.removeLast();
        continue;
      }
      TerminalLine gone = next.removeFirst();
      if (scrolls) {
        scrollback.add(gone);
        scrolledOff++;
      }
      if (hasCursor) {
        row--;
      }
    }
    while (next.size() < newRows) {
      if (scrolls && hasCursor && scrollback.size() > 0) {
        next.addFirst(scrollback.takeLast());
        scrolledOff--;
        row++;
      } else {
        next.add(new TerminalLine(newColumns, CellStyle.PLAIN));
      }
    }
    next.replaceAll(line -> line.columns() == newColumns ? line : line.resized(newColumns));
    return next;
  }

  // ---- writing ----

  long style() {
    return style;
  }

  void style(long next) {
    style = next;
  }

  /** Blank cells take the background that is set now. */
  private long filling() {
    return CellStyle.withBackground(CellStyle.PLAIN, CellStyle.background(style));
  }

  void write(int codePoint) {
    int width = CharWidth.of(codePoint);
    TerminalLine line = lines().get(row);
    if (width == 0) {
      int before = wrapPending ? column : column - 1;
      if (before > 0 && line.text(before).equals(TerminalLine.RIGHT_HALF)) {
        before--;
      }
      if (before >= 0) {
        line.combine(before, codePoint);
      }
      return;
    }
    if (wrap && (wrapPending || column + width > columns)) {
      line.wrapped = true;
      column = 0;
      wrapPending = false;
      lineFeed();
      line = lines().get(row);
    }
    column = Math.max(0, Math.min(column, columns - width));
    if (width > columns) {
      return;
    }
    if (insert) {
      line.insert(column, width, filling());
    }
    line.splitAt(column);
    line.splitAt(column + width);
    line.set(column, Character.toString(codePoint), style);
    if (width == 2) {
      line.set(column + 1, TerminalLine.RIGHT_HALF, style);
    }
    column += width;
    wrapPending = column >= columns;
    if (wrapPending) {
      column = columns - 1;
    }
  }

  void lineFeed() {
    wrapPending = false;
    if (row == bottom) {
      scrollUp(1);
    } else if (row < rows - 1) {
      row++;
    }
  }

  void reverseLineFeed() {
    wrapPending = false;
    if (row == top) {
      scrollDown(1);
    } else if (row > 0) {
      row--;
    }
  }

  void carriageReturn() {
    wrapPending = false;
    column = 0;
  }

  void tab(int count) {
    wrapPending = false;
    for (int i = 0; i < Math.min(count, columns); i++) {
      do {
        column++;
      } while (column < columns - 1 && !tabs[column]);
      column = Math.min(column, columns - 1);
    }
  }

  void backTab(int count) {
    wrapPending = false;
    for (int i = 0; i < Math.min(count, columns) && column > 0; i++) {
      do {
        column--;
      } while (column > 0 && !tabs[column]);
    }
  }

  void setTab() {
    tabs[cursorColumn()] = true;
  }

  void clearTab(boolean all) {
    if (all) {
      Arrays.fill(tabs, false);
    } else {
      tabs[cursorColumn()] = false;
    }
  }

  // ---- the cursor ----

  /** Moves by some cells, not over the margins it is within. */
  void moveBy(int downwards, int rightwards) {
    wrapPending = false;
    int highest = row >= top ? top : 0;
    int lowest = row <= bottom ? bottom : rows - 1;
    row = Math.clamp((long) row + downwards, highest, lowest);
    column = Math.clamp((long) column + rightwards, 0, columns - 1);
  }

  /** Moves to a place; with the origin mode set, rows count from the top margin. */
  void moveTo(int toRow, int toColumn) {
    wrapPending = false;
    row = origin ? Math.clamp((long) top + toRow, top, bottom) : Math.clamp(toRow, 0, rows - 1);
    column = Math.clamp(toColumn, 0, columns - 1);
  }

  /** The cursor's row as {@link #moveTo} takes it. */
  int rowInOrigin() {
    return origin ? row - top : row;
  }

  void save() {
    Saved saved = new Saved(row, cursorColumn(), style, origin);
    if (alternate) {
      savedOther = saved;
    } else {
      savedMain = saved;
    }
  }

  void restore() {
    Saved saved = alternate ? savedOther : savedMain;
    origin = saved.origin();
    style = saved.style();
    row = Math.min(saved.row(), rows - 1);
    column = Math.min(saved.column(), columns - 1);
    wrapPending = false;
  }

  void margins(int newTop, int newBottom) {
    if (newTop >= 0 && newTop < newBottom && newBottom < rows) {
      top = newTop;
      bottom = newBottom;
      moveTo(0, 0);
    }
  }

  /** Shows the other screen, or the one that scrolls again. */
  void alternate(boolean on, boolean clear) {
    if (on != alternate) {
      alternate = on;
      wrapPending = false;
    }
    if (on && clear) {
      other = blank();
    }
  }

  // ---- erasing and scrolling ----

  void eraseInLine(int which) {
    TerminalLine line = lines().get(row);
    int from = which == 0 ? column : 0;
    int to = which == 1 ? Math.min(column + 1, columns) : columns;
    line.splitAt(from);
    line.splitAt(to);
    line.clear(from, to, filling());
    if (which != 1) {
      line.wrapped = false;
    }
  }

  void eraseInDisplay(int which) {
    if (which == 3) {
      scrollback.clear();
      return;
    }
    int from = which == 0 ? row + 1 : 0;
    int to = which == 1 ? row : rows;
    for (int i = from; i < to; i++) {
      lines().get(i).clear(0, columns, filling());
      lines().get(i).wrapped = false;
    }
    if (which < 2) {
      eraseInLine(which);
    }
  }

  void eraseCharacters(int count) {
    int to = Math.min(columns, column + count);
    TerminalLine line = lines().get(row);
    line.splitAt(column);
    line.splitAt(to);
    line.clear(column, to, filling());
  }

  void insertCharacters(int count) {
    lines().get(row).insert(column, Math.min(count, columns - column), filling());
  }

  void deleteCharacters(int count) {
    lines().get(row).delete(column, Math.min(count, columns - column), filling());
  }

  void insertLines(int count) {
    if (row >= top && row <= bottom) {
      shiftDown(row, Math.min(count, bottom - row + 1));
    }
  }

  void deleteLines(int count) {
    if (row >= top && row <= bottom) {
      shiftUp(row, Math.min(count, bottom - row + 1), false);
    }
  }

  void scrollUp(int count) {
    shiftUp(top, Math.min(count, bottom - top + 1), top == 0 && !alternate);
  }

  void scrollDown(int count) {
    shiftDown(top, Math.min(count, bottom - top + 1));
  }

  private void shiftUp(int from, int count, boolean keep) {
    List<TerminalLine> lines = lines();
    for (int i = 0; i < count; i++) {
      TerminalLine gone = lines.remove(from);
      if (keep) {
        scrollback.add(gone);
        scrolledOff++;
      }
      lines.add(bottom, new TerminalLine(columns, filling()));
    }
  }

  private void shiftDown(int from, int count) {
    List<TerminalLine> lines = lines();
    for (int i = 0; i < count; i++) {
      lines.remove(bottom);
      lines.add(from, new TerminalLine(columns, filling()));
    }
  }

  /** Fills the screen with E, for adjusting it. */
  void align() {
    for (TerminalLine line : lines()) {
      for (int i = 0; i < columns; i++) {
        line.set(i, "E", CellStyle.PLAIN);
      }
    }
  }

  /** What stands on the screen, a line each, without what is above. */
  List<String> text() {
    return lines().stream().map(TerminalLine::toString).toList();
  }
}
