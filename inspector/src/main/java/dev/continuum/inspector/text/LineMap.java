package dev.continuum.inspector.text;

import java.util.Arrays;

/** Where the lines of a source start; a line ends with LF, CR or CR LF. */
public final class LineMap {
  private final int[] starts;

  private LineMap(int[] starts) {
    this.starts = starts;
  }

  public static LineMap of(CharSequence source) {
    return of(Lexer.characters(source, 0, source.length()));
  }

  static LineMap of(char[] source) {
    int[] starts = new int[Math.max(16, source.length / 16)];
    int lines = 1;
    for (int i = 0; i < source.length; i++) {
      char c = source[i];
      boolean twoCharacters = c == '\r' && i + 1 < source.length && source[i + 1] == '\n';
      if (c == '\n' || c == '\r' && !twoCharacters) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    return new LineMap(Arrays.copyOf(starts, lines));
  }

  /** How many lines there are; at least 1. */
  public int lines() {
    return starts.length;
  }

  /** The line a position lies in, from 1. */
  public int line(int position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of a position in its line, from 1. */
  public int column(int position) {
    return position - start(line(position)) + 1;
  }

  /** Where a line (from 1) starts. */
  public int start(int line) {
    return starts[line - 1];
  }
}
