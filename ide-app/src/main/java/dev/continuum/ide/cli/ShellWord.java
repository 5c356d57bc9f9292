package dev.continuum.ide.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files as words of a command line that can be copied into a shell. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

  private ShellWord() {}

  static String of(Path file) {
    String text = file.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
