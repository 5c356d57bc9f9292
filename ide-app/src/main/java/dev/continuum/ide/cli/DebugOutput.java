package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Terminal;
import dev.continuum.ide.prompt.Answer;
import dev.continuum.ide.prompt.PromptOutput;
import dev.continuum.targets.target.run.OutputListener;
import java.io.IOException;

/** Writes what the debugger answers: text between the guest's output, or JSON with a line each. */
final class DebugOutput implements PromptOutput {
  private final Terminal terminal;
  private final boolean json;
  private final GuestOutput guest;
  private boolean lineOpen;

  DebugOutput(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
    guest = new GuestOutput(terminal, json);
  }

  @Override
  public synchronized void command(String line) {
    if (!json) {
      endLine();
      terminal.line("> " + SafeText.line(line));
    }
  }

  @Override
  public synchronized void answer(Answer answer) {
    if (json) {
      terminal.line(Json.line(answer.json()));
    } else if (!answer.text().isEmpty()) {
      endLine();
      String text = SafeText.lines(answer.text());
      if (answer.failed()) {
        terminal.errorLine("✗ " + text);
      } else {
        terminal.line(text);
      }
    }
  }

  /** What the guest has written last may not have ended its line. */
  private void endLine() {
    if (lineOpen) {
      terminal.line("");
      lineOpen = false;
    }
  }

  @Override
  public synchronized void guest(boolean error, byte[] bytes, int from, int length)
      throws IOException {
    if (length == 0) {
      return;
    }
    byte[] written = java.util.Arrays.copyOfRange(bytes, from, from + length);
    try {
      guest.output(
          error ? OutputListener.Stream.STDERR : OutputListener.Stream.STDOUT, written, length);
    } catch (Terminal.OutputClosed closed) {
      throw new IOException(closed);
    }
    lineOpen = written[length - 1] != '\n';
  }

  /** Nothing more comes. */
  synchronized void end() throws IOException {
    guest.end();
    if (!json) {
      endLine();
    }
  }
}
