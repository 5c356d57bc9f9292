package dev.continuum.ide.device.terminal;

/**
 * What is selected of a terminal. Lines are numbered from the first that ever was, so that a
 * selection stays with its text when more goes off the top.
 */
final class TerminalSelection {
  private record Place(long line, int column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return line == other.line
          ? Integer.compare(column, other.column)
          : Long.compare(line, other.line);
    }
  }

  private static final Place NOWHERE = new Place(-1, 0);

  private Place anchor = NOWHERE;
  private Place end = NOWHERE;
  private boolean onAlternate;

  /** The number of a line of the screen, {@code index} as {@link TerminalScreen#line} takes it. */
  static long number(TerminalScreen screen, int index) {
    return screen.alternate() ? index : screen.scrolledOff() - screen.above() + index;
  }

  void clear() {
    anchor = NOWHERE;
    end = NOWHERE;
  }

  /** Begins one: at a place, of a word with two clicks, of a line with three. */
  void begin(TerminalScreen screen, long line, int column, int clicks) {
    onAlternate = screen.alternate();
    anchor = new Place(line, column);
    end = anchor;
    int index = index(screen, line);
    if (clicks < 2 || index < 0) {
      return;
    }
    TerminalLine cells = screen.line(index);
    int from = Math.min(column, cells.columns() - 1);
    int to = from;
    if (clicks > 2) {
      from = 0;
      to = cells.columns();
    } else if (isWord(cells.text(from))) {
      while (from > 0 && isWord(cells.text(from - 1))) {
        from--;
      }
      while (to < cells.columns() && isWord(cells.text(to))) {
        to++;
      }
    }
    anchor = new Place(line, from);
    end = new Place(line, to);
  }

  private static boolean isWord(String cell) {
    return cell.isEmpty()
        || Character.isLetterOrDigit(cell.codePointAt(0))
        || "_-./~:@%+=".contains(cell);
  }

  void extend(long line, int column) {
    end = new Place(line, column);
  }

  private static int index(TerminalScreen screen, long number) {
    long index = screen.alternate() ? number : number - (screen.scrolledOff() - screen.above());
    return index < 0 || index >= screen.above() + screen.rows() ? -1 : (int) index;
  }

  private Place first() {
    return anchor.compareTo(end) <= 0 ? anchor : end;
  }

  private Place last() {
    return anchor.compareTo(end) <= 0 ? end : anchor;
  }

  boolean isEmpty(TerminalScreen screen) {
    return anchor.equals(end) || onAlternate != screen.alternate();
  }

  /** The first selected column of a line, and the one after the last; equal when none is. */
  int[] columns(TerminalScreen screen, int index) {
    long line = number(screen, index);
    if (isEmpty(screen) || line < first().line() || line > last().line()) {
      return new int[] {0, 0};
    }
    int from = line == first().line() ? first().column() : 0;
    int to = line == last().line() ? last().column() : screen.columns();
    return new int[] {Math.min(from, screen.columns()), Math.min(to, screen.columns())};
  }

  String text(TerminalScreen screen) {
    if (isEmpty(screen)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < screen.above() + screen.rows(); i++) {
      long line = number(screen, i);
      if (line < first().line() || line > last().line()) {
        continue;
      }
      int[] columns = columns(screen, i);
      TerminalLine cells = screen.line(i);
      text.append(cells.text(columns[0], columns[1]));
      if (line < last().line() && !cells.wrapped) {
        text.append('\n');
      }
    }
    return text.toString();
  }
}
