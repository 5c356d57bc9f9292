package dev.continuum.inspector.text.print;

import java.io.IOException;

/** Where the pieces of a line go: to a text that is being written, or to be laid out later. */
abstract class PieceSink {
  abstract PieceSink put(char c) throws IOException;

  abstract PieceSink put(String text) throws IOException;

  /**
   * A space, or a new line that continues this one.
   *
   * @param next how many characters come before the next gap, as far as is known
   */
  abstract PieceSink gap(int next) throws IOException;

  /** A piece behind a gap. */
  final PieceSink piece(String text) throws IOException {
    return gap(text.length()).put(text);
  }

  PieceSink number(long value) throws IOException {
    return value >= 0 && value < 10 ? put((char) ('0' + value)) : put(Long.toString(value));
  }

  final PieceSink unsigned(int value) throws IOException {
    return number(Integer.toUnsignedLong(value));
  }
}
