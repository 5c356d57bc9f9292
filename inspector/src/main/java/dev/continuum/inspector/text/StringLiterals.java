package dev.continuum.inspector.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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
    int end = literal.length() - 1;
    if (end < 1 || literal.charAt(0) != '"' || literal.charAt(end) != '"') {
      throw new IllegalArgumentException("not a string literal: " + literal);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(literal.length());
    int at = 1;
    while (at < end) {
      if (literal.charAt(at) == '\\') {
        int length = escapeLength(literal, at, end);
        if (length == 0) {
          throw new IllegalArgumentException("not a string literal: " + literal);
        }
        writeEscape(bytes, literal.subSequence(at + 1, at + length).toString());
        at += length;
      } else {
        int run = at;
        while (run < end && literal.charAt(run) != '\\') {
          run++;
        }
        bytes.writeBytes(literal.subSequence(at, run).toString().getBytes(StandardCharsets.UTF_8));
        at = run;
      }
    }
    return bytes.toByteArray();
  }

  /** The text that a string token stands for; bytes that are no UTF-8 become U+FFFD. */
  public static String text(CharSequence literal) {
    return new String(bytes(literal), StandardCharsets.UTF_8);
  }

  private static void writeEscape(ByteArrayOutputStream bytes, String escape) {
    switch (escape.charAt(0)) {
      case 't' -> bytes.write('\t');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case '"', '\'', '\\' -> bytes.write(escape.charAt(0));
      case 'u' ->
          bytes.writeBytes(
              Character.toString(codePoint(escape, 2, escape.length() - 1))
                  .getBytes(StandardCharsets.UTF_8));
      default -> bytes.write(Integer.parseInt(escape, 16));
    }
  }

  /**
   * How many characters the escape at a position has, its backslash included, or 0 when it is none.
   */
  static int escapeLength(CharSequence text, int start, int end) {
    if (start + 1 >= end) {
      return 0;
    }
    char c = text.charAt(start + 1);
    switch (c) {
      case 't', 'n', 'r', '"', '\'', '\\':
        return 2;
      case 'u':
        int close = start + 3;
        while (close < end && (hexDigit(text.charAt(close)) >= 0 || text.charAt(close) == '_')) {
          close++;
        }
        boolean braces =
            start + 2 < end
                && text.charAt(start + 2) == '{'
                && close < end
                && text.charAt(close) == '}';
        return braces && codePoint(text, start + 3, close) >= 0 ? close + 1 - start : 0;
      default:
        boolean hex = start + 2 < end && hexDigit(c) >= 0 && hexDigit(text.charAt(start + 2)) >= 0;
        return hex ? 3 : 0;
    }
  }

  /** The value of hexadecimal digits if it is a Unicode scalar value, or -1. */
  private static int codePoint(CharSequence text, int start, int end) {
    int value = 0;
    boolean digit = false;
    for (int at = start; at < end; at++) {
      int next = hexDigit(text.charAt(at));
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

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
