package dev.continuum.ide.editor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a text as people say it.
 *
 * @param line from 1
 * @param column in UTF-16 units, from 1
 */
public record TextPosition(int line, int column) {
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(\\d{1,9})\\s*(?:[:,]\\s*(\\d{1,9})\\s*)?");

  /** Reads {@code 16} or {@code 16:7}; empty for anything else. */
  public static Optional<TextPosition> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int line = Integer.parseInt(matcher.group(1));
    int column = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    return Optional.of(new TextPosition(Math.max(1, line), Math.max(1, column)));
  }

  /** The place of an offset. */
  public static TextPosition of(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    return new TextPosition(line, offset - start + 1);
  }

  /** Its offset in a text; a place behind the end of a line, or of the text, is that end. */
  public int offset(String text) {
    return offset(text, line, column);
  }

  static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    return Math.min(start + Math.max(0, column - 1), end < 0 ? text.length() : end);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
