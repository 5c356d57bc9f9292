package dev.continuum.inspector.syntax;

/**
 * Something wrong with a binary.
 *
 * @param stage which of the specification's checks it fails
 * @param offset the byte at which it was noticed, counted from the start of the file
 * @param message what is wrong, in the words of the specification's test suite where it has some
 */
public record Problem(Stage stage, int offset, String message) {
  /** The stages of the specification; a note is none of them, and stops nothing. */
  public enum Stage {
    /** The bytes do not follow the binary format. */
    MALFORMED,
    /** The bytes follow the format, but the module breaks a rule of validation. */
    INVALID,
    /** Worth knowing; an engine would not refuse the module for it. */
    NOTE
  }

  @Override
  public String toString() {
    return message + " (at byte 0x" + Integer.toHexString(offset) + ")";
  }
}
