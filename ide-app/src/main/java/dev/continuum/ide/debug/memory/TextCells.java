package dev.continuum.ide.debug.memory;

import java.util.function.LongToIntFunction;

/**
 * The characters that bytes are in UTF-8, one cell for each byte: a character stands at its first
 * byte. Only what stands still and alone is shown: nothing that controls, joins or turns text
 * around.
 */
final class TextCells {
  /** A byte that is no character that can be shown. */
  static final int NONE = -1;

  /** A byte of the character before. */
  static final int REST = -2;

  /** A byte that is not known. */
  static final int UNKNOWN = -3;

  private TextCells() {}

  /**
   * The cells of a stretch: code points, or one of the above.
   *
   * @param bytes gives bytes, also around the stretch; -1 where they are not known
   */
  static int[] of(LongToIntFunction bytes, long from, int length) {
    int[] cells = new int[length];
    for (int i = 0; i < length; i++) {
      int first = bytes.applyAsInt(from + i);
      cells[i] = first < 0 ? UNKNOWN : first >= ' ' && first < 0x7f ? first : NONE;
    }
    // A character may begin up to three bytes before the stretch.
    for (int i = -3; i < length; i++) {
      if (from + i >= 0 && bytes.applyAsInt(from + i) >= 0xc2) {
        i += character(bytes, from, i, cells);
      }
    }
    return cells;
  }

  /** Enters a character of several bytes; how many follow the first, 0 when it is none. */
  private static int character(LongToIntFunction bytes, long from, int at, int[] cells) {
    int lead = bytes.applyAsInt(from + at);
    int more = lead >= 0xf5 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    int point = lead & (0x3f >> more);
    for (int i = 1; i <= more; i++) {
      int next = bytes.applyAsInt(from + at + i);
      if (next < 0 || (next & 0xc0) != 0x80) {
        return 0;
      }
      point = point << 6 | next & 0x3f;
    }
    boolean shortest = more == 1 || more == 2 && point >= 0x800 || more == 3 && point >= 0x10000;
    if (more == 0 || !shortest || !isShown(point)) {
      return 0;
    }
    for (int i = 0; i <= more; i++) {
      if (at + i >= 0 && at + i < cells.length) {
        cells[at + i] = i == 0 ? point : REST;
      }
    }
    return more;
  }

  private static boolean isShown(int point) {
    if (!Character.isValidCodePoint(point)) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          false;
      default -> true;
    };
  }
}
