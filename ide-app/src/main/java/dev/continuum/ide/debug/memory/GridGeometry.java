package dev.continuum.ide.debug.memory;

import java.util.List;

/**
 * Where things stand in a row of bytes, in columns of one character: the address, the values, the
 * text.
 *
 * @param digits of an address
 * @param perRow the bytes of a row
 */
record GridGeometry(int digits, MemoryFormat format, int perRow) {
  private static final List<Integer> WIDTHS = List.of(64, 32, 16, 8);
  private static final List<Integer> TEXT_WIDTHS = List.of(128, 64, 32);

  /** After so many bytes comes a wider gap. */
  private static final int GROUP = 8;

  private static final int GAP = 2;

  /** A byte of a row, as the mouse points at it. */
  record Hit(int index, boolean text) {}

  /** The longest rows of a format that fit so many columns, or the shortest there are. */
  static GridGeometry fitting(int digits, MemoryFormat format, int columns) {
    List<Integer> widths = widths(format);
    for (int width : widths) {
      GridGeometry geometry = new GridGeometry(digits, format, width);
      if (geometry.columns() <= columns) {
        return geometry;
      }
    }
    return new GridGeometry(digits, format, widths.getLast());
  }

  /** How many bytes a row may have, the longest first. */
  static List<Integer> widths(MemoryFormat format) {
    return format.columns() == 0 ? TEXT_WIDTHS : WIDTHS;
  }

  /** Whether there are values, or text alone. */
  boolean hasValues() {
    return format.columns() > 0;
  }

  /** The first column of values. */
  int valuesStart() {
    return digits + GAP;
  }

  /** The first column of the unit that a byte belongs to. */
  int valueColumn(int index) {
    int width = format.width();
    int unit = index / width;
    int groups = width < GROUP ? index / GROUP : 0;
    return valuesStart() + unit * (format.columns() + 1) + groups;
  }

  /** The column of a byte's character. */
  int textColumn(int index) {
    return (hasValues() ? valueColumn(perRow - 1) + format.columns() + GAP : valuesStart()) + index;
  }

  /** How many columns there are. */
  int columns() {
    return textColumn(perRow - 1) + 1;
  }

  /** The byte at a column, or the nearest one. */
  Hit hit(double column) {
    int text = textColumn(0);
    if (!hasValues() || column >= text - 1) {
      return new Hit(Math.clamp((int) Math.floor(column - text), 0, perRow - 1), true);
    }
    int width = format.width();
    int index = 0;
    while (index + width < perRow && valueColumn(index + width) - 0.5 <= column) {
      index += width;
    }
    return new Hit(index, false);
  }
}
