package dev.continuum.ide.device.terminal;

import dev.continuum.ide.device.terminal.SequenceParser.Parameters;

/** Select Graphic Rendition: from the numbers of {@code CSI … m} to a style. */
final class Rendition {
  private Rendition() {}

  static long apply(long before, Parameters p) {
    if (p.count() == 0) {
      return CellStyle.PLAIN;
    }
    long style = before;
    int i = 0;
    while (i < p.count()) {
      int code = p.get(i, 0);
      if (code == 38 || code == 48) {
        Colour colour = colour(p, i);
        if (colour.value >= 0) {
          style =
              code == 38
                  ? CellStyle.withForeground(style, colour.value)
                  : CellStyle.withBackground(style, colour.value);
        }
        i += colour.length;
      } else {
        style = p.isSub(i) ? style : simple(style, code, p.isSub(i + 1) && p.get(i + 1, 1) == 0);
        i++;
      }
    }
    return style;
  }

  private static long simple(long style, int code, boolean none) {
    if (code >= 30 && code <= 37) {
      return CellStyle.withForeground(style, code - 30 + 1);
    }
    if (code >= 40 && code <= 47) {
      return CellStyle.withBackground(style, code - 40 + 1);
    }
    if (code >= 90 && code <= 97) {
      return CellStyle.withForeground(style, code - 90 + 9);
    }
    if (code >= 100 && code <= 107) {
      return CellStyle.withBackground(style, code - 100 + 9);
    }
    return switch (code) {
      case 0 -> CellStyle.PLAIN;
      case 1 -> style | CellStyle.BOLD;
      case 2 -> style | CellStyle.FAINT;
      case 3 -> style | CellStyle.ITALIC;
      case 4 -> none ? style & ~CellStyle.UNDERLINE : style | CellStyle.UNDERLINE;
      case 7 -> style | CellStyle.INVERSE;
      case 8 -> style | CellStyle.HIDDEN;
      case 9 -> style | CellStyle.STRUCK;
      case 21 -> style | CellStyle.UNDERLINE;
      case 22 -> style & ~(CellStyle.BOLD | CellStyle.FAINT);
      case 23 -> style & ~CellStyle.ITALIC;
      case 24 -> style & ~CellStyle.UNDERLINE;
      case 27 -> style & ~CellStyle.INVERSE;
      case 28 -> style & ~CellStyle.HIDDEN;
      case 29 -> style & ~CellStyle.STRUCK;
      case 39 -> CellStyle.withForeground(style, 0);
      case 49 -> CellStyle.withBackground(style, 0);
      default -> style;
    };
  }

  /** A colour and how many numbers it took; a negative value when it is none. */
  private record Colour(int value, int length) {}

  private static Colour colour(Parameters p, int i) {
    boolean colons = p.isSub(i + 1);
    int end = i + 1;
    while (colons && end < p.count() && p.isSub(end)) {
      end++;
    }
    int kind = p.get(i + 1, 0);
    if (kind == 5) {
      int index = p.get(i + 2, 0);
      return new Colour(index > 255 ? -1 : index + 1, colons ? end - i : 3);
    }
    if (kind == 2) {
      // With colons a colour space may stand before the red.
      int red = colons && end - i >= 6 ? i + 3 : i + 2;
      int value =
          CellStyle.RGB
              | (Math.min(255, p.get(red, 0)) << 16)
              | (Math.min(255, p.get(red + 1, 0)) << 8)
              | Math.min(255, p.get(red + 2, 0));
      return new Colour(value, colons ? end - i : 5);
    }
    return new Colour(-1, colons ? end - i : 2);
  }
}
