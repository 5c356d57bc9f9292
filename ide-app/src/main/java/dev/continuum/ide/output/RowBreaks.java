package dev.continuum.ide.output;

import java.util.Arrays;

/** Where lines wrap: after so many columns of the code font, in which wide characters take two. */
final class RowBreaks {
  private static final int[] WHOLE = {0};

  private RowBreaks() {}

  /** The beginnings of a text's rows; {@code columns} 0: never wrapped. */
  static int[] of(String text, int columns) {
    if (columns <= 0 || text.length() * 2L <= columns) {
      return WHOLE;
    }
    int[] starts = new int[8];
    int count = 1;
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int width = isWide(c) ? 2 : 1;
      if (used + width > columns && used > 0) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i;
        used = 0;
      }
      used += width;
      i += Character.charCount(c);
    }
    return Arrays.copyOf(starts, count);
  }

  /** East Asian wide characters and emoji, roughly as Unicode Standard Annex 11 has them. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
