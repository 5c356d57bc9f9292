package dev.continuum.inspector.text.print;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of text through a buffer of its own, and remembers which byte each stands for. A
 * piece that would make a line too long goes to the next one.
 */
final class LineWriter extends PieceSink {
  /** How many characters a buffer holds. */
  static final int CAPACITY = 1 << 14;

  private final Appendable target;
  private final int width;
  private final int deepest;
  private final LineOffsets.@Nullable Builder offsets;
  private final char[] buffer;
  private int length;
  private int column;
  private int indent;
  private int offset = LineOffsets.NONE;
  private boolean empty = true;

  /**
   * @param buffer of {@link #CAPACITY}; nobody else's until {@link #finish}
   * @param offsets what gathers the offsets of the lines, or null
   */
  LineWriter(
      Appendable target,
      char[] buffer,
      int width,
      int deepest,
      LineOffsets.@Nullable Builder offsets) {
    this.target = target;
    this.buffer = buffer;
    this.width = width;
    this.deepest = deepest;
    this.offsets = offsets;
  }

  /** Starts a line that stands for a byte, or for none. */
  void line(int depth, int byteOffset) throws IOException {
    if (!empty) {
      endLine();
    }
    empty = false;
    offset = byteOffset;
    indent = Math.min(2 * depth, deepest);
    spaces(indent);
  }

  private void endLine() throws IOException {
    put('\n');
    column = 0;
    if (offsets != null) {
      offsets.line(offset);
    }
  }

  private void spaces(int count) throws IOException {
    if (count > CAPACITY - length) {
      flush();
    }
    Arrays.fill(buffer, length, length + count, ' ');
    length += count;
    column += count;
  }

  /** Ends the last line and hands everything to the target. */
  void finish() throws IOException {
    if (!empty) {
      endLine();
      empty = true;
    }
    flush();
  }

  private void flush() throws IOException {
    if (target instanceof StringBuilder text) {
      text.append(buffer, 0, length);
    } else if (target instanceof java.io.Writer writer) {
      writer.write(buffer, 0, length);
    } else {
      target.append(CharBuffer.wrap(buffer, 0, length));
    }
    length = 0;
  }

  @Override
  LineWriter put(char c) throws IOException {
    if (length == CAPACITY) {
      flush();
    }
    buffer[length++] = c;
    column++;
    return this;
  }

  @Override
  LineWriter put(String text) throws IOException {
    int size = text.length();
    if (size > CAPACITY - length) {
      putLong(text);
    } else {
      text.getChars(0, size, buffer, length);
      length += size;
    }
    column += size;
    return this;
  }

  private void putLong(String text) throws IOException {
    int from = 0;
    while (from < text.length()) {
      if (length == CAPACITY) {
        flush();
      }
      int size = Math.min(CAPACITY - length, text.length() - from);
      text.getChars(from, from + size, buffer, length);
      length += size;
      from += size;
    }
  }

  @Override
  LineWriter gap(int next) throws IOException {
    if (column + 1 + next > width && column > indent + 4) {
      endLine();
      offset = LineOffsets.NONE;
      spaces(indent + 4);
    } else {
      put(' ');
    }
    return this;
  }

  @Override
  LineWriter number(long value) throws IOException {
    if (value >= 0 && value < 10) {
      return put((char) ('0' + value));
    }
    if (value < 0 || value > Integer.MAX_VALUE) {
      return put(Long.toString(value));
    }
    if (CAPACITY - length < 10) {
      flush();
    }
    int digits = 1;
    for (int rest = (int) value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int rest = (int) value;
    for (int at = length + digits - 1; at >= length; at--) {
      buffer[at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    column += digits;
    return this;
  }

  /** A comment to the end of the line; the next thing must start a line. */
  void comment(String text) throws IOException {
    put(" ;; ").put(text);
  }

  /** How many columns are left in the line. */
  int room() {
    return width - column;
  }
}
