package dev.continuum.ide.output;

import org.jspecify.annotations.Nullable;

/**
 * What is selected in an output: from an anchor to a caret, by line numbers, so that lines that are
 * dropped or come do not move it.
 */
final class OutputSelection {
  /** A place between two characters of a line. */
  record Position(long line, int offset) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      return line != other.line
          ? Long.compare(line, other.line)
          : Integer.compare(offset, other.offset);
    }
  }

  private @Nullable Position anchor;
  private @Nullable Position caret;

  void clear() {
    anchor = null;
    caret = null;
  }

  void start(Position at) {
    anchor = at;
    caret = at;
  }

  void extend(Position to) {
    if (anchor == null) {
      anchor = to;
    }
    caret = to;
  }

  void set(Position from, Position to) {
    anchor = from;
    caret = to;
  }

  /** The first place; null when nothing is selected. */
  @Nullable Position first() {
    return isEmpty() ? null : smaller(true);
  }

  /** The last place; null when nothing is selected. */
  @Nullable Position last() {
    return isEmpty() ? null : smaller(false);
  }

  boolean isEmpty() {
    return anchor == null || anchor.equals(caret);
  }

  /** Where in a line of {@code length} characters the selection begins; length when nowhere. */
  int fromIn(long line, int length) {
    Position first = first();
    Position last = last();
    if (first == null || last == null || line < first.line() || line > last.line()) {
      return length;
    }
    return line == first.line() ? Math.min(first.offset(), length) : 0;
  }

  /** Where in a line of {@code length} characters the selection ends. */
  int toIn(long line, int length) {
    Position last = last();
    return last != null && line == last.line() ? Math.min(last.offset(), length) : length;
  }

  private @Nullable Position smaller(boolean first) {
    if (anchor == null || caret == null) {
      return null;
    }
    return anchor.compareTo(caret) <= 0 == first ? anchor : caret;
  }
}
