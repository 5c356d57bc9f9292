package dev.continuum.inspector.text.print;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes bytes as strings of the text format (specification, "Strings"), line by line. */
final class StringText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private StringText() {}

  /**
   * Writes bytes behind what is in the line if they fit there, or else as one string a line. No
   * bytes, no string.
   *
   * @param from where they start in the file
   * @param shown how many of them to write before a comment stands for the rest
   */
  static void put(
      ByteBuffer bytes, int from, int to, int shown, int depth, Heads heads, LineWriter out)
      throws IOException {
    int end = (int) Math.min(to, (long) from + shown);
    if (end > from && fits(bytes, from, end, out.room() - 4)) {
      out.put(' ');
      string(bytes, from, end, Integer.MAX_VALUE, out);
    } else {
      int at = from;
      while (at < end) {
        heads.line(depth, at, out);
        at = string(bytes, at, end, out.room() - 4, out);
      }
    }
    if (end < to) {
      out.put(" (; and ").number(to - end).put(" more bytes ;)");
    }
  }

  private static boolean fits(ByteBuffer bytes, int from, int to, int room) {
    if (to - from > room) {
      return false;
    }
    int width = 0;
    for (int at = from; at < to && width <= room; at++) {
      width += width(bytes.get(at));
    }
    return width <= room;
  }

  /** Writes a string of at most so many columns, but never an empty one; returns where it ends. */
  private static int string(ByteBuffer bytes, int from, int to, int room, LineWriter out)
      throws IOException {
    out.put('"');
    int at = from;
    int left = room;
    while (at < to && (left >= 3 || at == from)) {
      byte b = bytes.get(at++);
      int width = width(b);
      left -= width;
      if (width > 1) {
        out.put('\\');
      }
      if (width == 3) {
        out.put(HEX[b >> 4 & 15]).put(HEX[b & 15]);
      } else {
        out.put(b == '\n' ? 'n' : b == '\t' ? 't' : (char) b);
      }
    }
    out.put('"');
    return at;
  }

  /** Writes bytes as one string. */
  static void string(ByteBuffer bytes, int from, int to, LineWriter out) throws IOException {
    string(bytes, from, to, Integer.MAX_VALUE, out);
  }

  private static int width(byte b) {
    return switch (b) {
      case '"', '\\', '\n', '\t' -> 2;
      default -> b >= ' ' && b < 0x7f ? 1 : 3;
    };
  }
}
