package dev.continuum.ide.prompt;

import java.io.BufferedReader;

/** Carries out commands that nobody types: a line each, remarks behind {@code #}. */
public final class Script {
  private Script() {}

  /**
   * Carries them out until one ends the debugger, or there are no more.
   *
   * @param persistent whether the commands behind one that fails are carried out too
   * @return whether all that were carried out could be
   * @throws Exception when the lines cannot be read, or this thread is interrupted
   */
  public static boolean run(
      Debuggee debuggee, BufferedReader lines, PromptOutput output, boolean persistent)
      throws Exception {
    boolean good = true;
    output.answer(debuggee.shown());
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (Commands.isRemark(line)) {
        continue;
      }
      output.command(line.strip());
      if (Commands.isQuit(line)) {
        break;
      }
      Answer answer = Commands.run(debuggee, line);
      answer.json().put("command", line.strip());
      output.answer(answer);
      good &= !answer.failed();
      if (answer.failed() && !persistent) {
        break;
      }
    }
    return good;
  }
}
