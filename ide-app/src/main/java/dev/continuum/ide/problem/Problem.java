package dev.continuum.ide.problem;

/**
 * Something wrong in a file.
 *
 * @param severity how bad it is
 * @param message a sentence
 * @param line from 1, or 0 when it has no place in a text
 * @param column in UTF-16 units, from 1, or 0 when only the line is known
 * @param length how many UTF-16 units are concerned, from {@code column}; 0 when unknown
 * @param offset a byte offset in a binary file, or -1
 */
public record Problem(
    Severity severity, String message, int line, int column, int length, long offset) {
  /** How bad it is; worst first. */
  public enum Severity {
    ERROR,
    WARNING,
    INFORMATION
  }

  /** A problem at a place in a text. */
  public static Problem at(Severity severity, String message, int line, int column, int length) {
    return new Problem(severity, message, line, column, length, -1);
  }

  /** A problem at a byte of a binary file. */
  public static Problem atOffset(Severity severity, String message, long offset) {
    return new Problem(severity, message, 0, 0, 0, offset);
  }

  /** A problem of a file as a whole. */
  public static Problem ofFile(Severity severity, String message) {
    return new Problem(severity, message, 0, 0, 0, -1);
  }

  /**
   * Where it is, as a document's {@code reveal} understands it: {@code 16:7}, {@code 0x1a3}, or
   * empty for a file as a whole.
   */
  public String position() {
    if (line > 0) {
      return line + ":" + Math.max(1, column);
    }
    return offset < 0 ? "" : "0x" + Long.toHexString(offset);
  }
}
