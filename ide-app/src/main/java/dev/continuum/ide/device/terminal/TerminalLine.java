package dev.continuum.ide.device.terminal;

import java.util.Arrays;

/** A row of cells: a character with its combining marks and a style each. */
final class TerminalLine {
  /** The right half of a wide character. */
  static final String RIGHT_HALF = "";

  private static final String BLANK = " ";

  private final String[] text;
  private final long[] style;

  /** Whether the text goes on in the next row. */
  boolean wrapped;

  TerminalLine(int columns, long filling) {
    text = new String[columns];
    style = new long[columns];
    clear(0, columns, filling);
  }

  /** The same cells in a row of another width. */
  TerminalLine resized(int columns) {
    TerminalLine line = new TerminalLine(columns, CellStyle.PLAIN);
    int common = Math.min(columns, text.length);
    System.arraycopy(text, 0, line.text, 0, common);
    System.arraycopy(style, 0, line.style, 0, common);
    line.wrapped = wrapped && columns == text.length;
    if (common < text.length && text[common].equals(RIGHT_HALF)) {
      line.text[common - 1] = BLANK;
    }
    return line;
  }

  int columns() {
    return text.length;
  }

  String text(int column) {
    return text[column];
  }

  long style(int column) {
    return style[column];
  }

  void set(int column, String character, long look) {
    text[column] = character;
    style[column] = look;
  }

  /** Adds a combining mark, up to eight. */
  void combine(int column, int mark) {
    if (text[column].length() < 10) {
      text[column] = text[column] + Character.toString(mark);
    }
  }

  void clear(int from, int to, long filling) {
    if (from < to) {
      Arrays.fill(text, from, to, BLANK);
      Arrays.fill(style, from, to, filling);
    }
  }

  /** Takes away a wide character of which one half is to be written over. */
  void splitAt(int column) {
    if (column > 0 && column < text.length && text[column].equals(RIGHT_HALF)) {
      text[column - 1] = BLANK;
      text[column] = BLANK;
    }
  }

  void insert(int column, int count, long filling) {
    int moved = Math.max(0, text.length - column - count);
    System.arraycopy(text, column, text, text.length - moved, moved);
    System.arraycopy(style, column, style, style.length - moved, moved);
    clear(column, text.length - moved, filling);
  }

  void delete(int column, int count, long filling) {
    int moved = Math.max(0, text.length - column - count);
    System.arraycopy(text, text.length - moved, text, column, moved);
    System.arraycopy(style, style.length - moved, style, column, moved);
    clear(column + moved, text.length, filling);
  }

  /** The text between two columns, without blanks at its end. */
  String text(int from, int to) {
    StringBuilder all = new StringBuilder();
    for (int i = Math.max(0, from); i < Math.min(to, text.length); i++) {
      all.append(text[i]);
    }
    int end = all.length();
    while (end > 0 && all.charAt(end - 1) == ' ') {
      end--;
    }
    return all.substring(0, end);
  }

  @Override
  public String toString() {
    return text(0, text.length);
  }
}
