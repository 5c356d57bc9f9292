package dev.continuum.templates;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something a compiler complained about.
 *
 * @param file where, absolute
 * @param line from 1
 * @param column from 1; 0 when it was not told
 * @param severity how bad it is
 * @param message in the compiler's words
 */
public record BuildProblem(Path file, int line, int column, Severity severity, String message) {
  /** How bad a problem is. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /** {@code file:line:column: error: text}, as clang, gcc, wat2wasm and many others write. */
  private static final Pattern LINE =
      Pattern.compile("(.+?):(\\d{1,9}):(?:(\\d{1,9}):)? ?(fatal error|error|warning|note): ?(.*)");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

  /**
   * Reads a line of a compiler's output.
   *
   * @param folder what relative file names are relative to
   */
  static Optional<BuildProblem> parse(String line, Path folder) {
    Matcher matcher = LINE.matcher(COLOUR.matcher(line).replaceAll(""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Severity severity =
          switch (matcher.group(4)) {
            case "warning" -> Severity.WARNING;
            case "note" -> Severity.NOTE;
            default -> Severity.ERROR;
          };
      String column = matcher.group(3);
      return Optional.of(
          new BuildProblem(
              folder.resolve(matcher.group(1)).normalize(),
              Integer.parseInt(matcher.group(2)),
              column == null ? 0 : Integer.parseInt(column),
              severity,
              matcher.group(5)));
    } catch (InvalidPathException e) {
      // What stands before the numbers is not a file's name, so this is not such a line.
      return Optional.empty();
    }
  }
}
