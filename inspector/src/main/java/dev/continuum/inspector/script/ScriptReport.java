package dev.continuum.inspector.script;

import java.util.List;

/**
 * What came of checking a script.
 *
 * @param passed how many commands did what the script says
 * @param inOtherWords how many of those passed were refused for a reason that does not begin as the
 *     script says
 * @param failures what went wrong, in the order of the script
 */
public record ScriptReport(int passed, int inOtherWords, List<Failure> failures) {
  public ScriptReport {
    failures = List.copyOf(failures);
  }

  /** How many commands did not do what the script says. */
  public int failed() {
    return failures.size();
  }

  /**
   * A command that did not do what the script says.
   *
   * @param line the line it starts in, from 1
   * @param reason what went wrong, in a sentence
   */
  public record Failure(int line, String reason) {
    @Override
    public String toString() {
      return line + ": " + reason;
    }
  }
}
