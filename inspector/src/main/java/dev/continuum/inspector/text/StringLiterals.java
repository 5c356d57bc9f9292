package dev.continuum.inspector.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The strings of the text format (specification, "Strings"), which stand for bytes. */
public final class StringLiterals {
  private StringLiterals() {}

  /**
   * The bytes that a string token stands for.
   *
   * @param literal a token of kind {@link TokenKind#STRING}, with its quotes
   * @throws IllegalArgumentException when it is not one
   */
  public static byte[] bytes(CharSequence literal) {
    int length = literal.length();
    char[] text = Lexer.characters(literal, 0, length);
    if (length < 2 || text[0] != '"' || text[length - 1] != '"' || !escapesWell(text, length)) {
      throw new IllegalArgumentException("not a string literal: " + literal);
    }
    byte[] bytes = new byte[room(1, length - 1)];
    return Arrays.copyOf(bytes, write(text, 1, length - 1, bytes, 0));
  }

  private static boolean escapesWell(char[] text, int length) {
    for (int at = 1; at < length - 1; ) {
      int step = text[at] == '\\' ? escapeLength(text, at, length - 1) : 1;
      if (step == 0) {
        return false;
      }
      at += step;
    }
    return true;
  }

  /** The text that a string token stands for; bytes that are no UTF-8 become U+FFFD. */
  public static String text(CharSequence literal) {
    return new String(bytes(literal), StandardCharsets.UTF_8);
  }

  /** The text that bytes stand for, or null when they are no UTF-8. */
  public static @Nullable String utf8(byte[] bytes, int start, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  /** How many bytes the characters of a string stand for at most. */
  static int room(int start, int end) {
    return Math.multiplyExact(end - start, 3);
  }

  /**
   * Writes the bytes that well-formed characters between quotes stand for.
   *
   * @param out has {@link #room} for them
   * @return the place behind the last byte written
   */
  static int write(char[] text, int start, int end, byte[] out, int at) {
    int to = at;
    for (int from = start; from < end; ) {
      char c = text[from];
      if (c == '\\') {
        char escape = text[from + 1];
        int high = Numbers.digit(escape, 16);
        if (high >= 0) {
          out[to++] = (byte) (high << 4 | Numbers.digit(text[from + 2], 16));
          from += 3;
        } else if (escape == 'u') {
          int length = escapeLength(text, from, end);
          to = utf8(codePoint(text, from + 3, from + length - 1), out, to);
          from += length;
        } else {
          out[to++] = (byte) escaped(escape);
          from += 2;
        }
      } else if (c < 0x80) {
        out[to++] = (byte) c;
        from++;
      } else {
        int codePoint = Character.codePointAt(text, from, end);
        to = utf8(codePoint, out, to);
        from += Character.charCount(codePoint);
      }
    }
    return to;
  }

  private static char escaped(char escape) {
    return switch (escape) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> escape;
    };
  }

  /** Writes a character; half of a surrogate pair, which is none, as U+FFFD. */
  private static int utf8(int character, byte[] out, int at) {
    int c = character >= 0xd800 && character < 0xe000 ? 0xfffd : character;
    int to = at;
    if (c < 0x80) {
      out[to++] = (byte) c;
      return to;
    }
    if (c < 0x800) {
      out[to++] = (byte) (0xc0 | c >> 6);
    } else if (c < 0x10000) {
      out[to++] = (byte) (0xe0 | c >> 12);
      out[to++] = (byte) (0x80 | c >> 6 & 0x3f);
    } else {
      out[to++] = (byte) (0xf0 | c >> 18);
      out[to++] = (byte) (0x80 | c >> 12 & 0x3f);
      out[to++] = (byte) (0x80 | c >> 6 & 0x3f);
    }
    out[to++] = (byte) (0x80 | c & 0x3f);
    return to;
  }

  /**
   * How many characters the escape at a position has, its backslash included, or 0 when it is none.
   */
  static int escapeLength(char[] text, int start, int end) {
    if (start + 1 >= end) {
      return 0;
    }
    char c = text[start + 1];
    switch (c) {
      case 't', 'n', 'r', '"', '\'', '\\':
        return 2;
      case 'u':
        int close = start + 3;
        while (close < end && (Numbers.digit(text[close], 16) >= 0 || text[close] == '_')) {
          close++;
        }
        boolean braces =
            start + 2 < end && text[start + 2] == '{' && close < end && text[close] == '}';
        return braces && codePoint(text, start + 3, close) >= 0 ? close + 1 - start : 0;
      default:
        boolean hex =
            start + 2 < end && Numbers.digit(c, 16) >= 0 && Numbers.digit(text[start + 2], 16) >= 0;
        return hex ? 3 : 0;
    }
  }

  /** The value of hexadecimal digits if it is a Unicode scalar value, or -1. */
  private static int codePoint(char[] text, int start, int end) {
    int value = 0;
    boolean digit = false;
    for (int at = start; at < end; at++) {
      int next = Numbers.digit(text[at], 16);
      if (next < 0) {
        if (!digit) {
          return -1;
        }
        digit = false;
        continue;
      }
      digit = true;
      value = value << 4 | next;
      if (value > Character.MAX_CODE_POINT) {
        return -1;
      }
    }
    return digit && (value < 0xd800 || value >= 0xe000) ? value : -1;
  }
}
