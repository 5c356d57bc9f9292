package dev.continuum.targets.release;

/** Makes any text one word of a POSIX shell script. */
final class ShellQuote {
  private ShellQuote() {}

  /**
   * The text between single quotes, in which a shell changes nothing.
   *
   * @throws IllegalArgumentException for a zero character, which no argument can hold
   */
  static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A text with a zero character cannot be an argument.");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
