package dev.continuum.ide.run;

import dev.continuum.ide.output.Durations;
import dev.continuum.ide.output.OutputLine;
import dev.continuum.ide.output.OutputLine.Kind;
import dev.continuum.ide.output.PlainText;
import dev.continuum.targets.target.run.Exit;
import java.util.ArrayList;
import java.util.List;

/** How a run ended, in words. */
final class EndText {
  private EndText() {}

  /** The console's last lines. */
  static List<OutputLine> lines(Exit exit) {
    List<OutputLine> lines = new ArrayList<>();
    Kind kind = exit.status() == 0 ? Kind.SUCCESS : Kind.FAILURE;
    exit.message()
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> lines.add(OutputLine.of(Kind.FAILURE, PlainText.of(line))));
    lines.add(OutputLine.of(kind, sentence(exit)));
    return lines;
  }

  private static String sentence(Exit exit) {
    String time = Durations.text(exit.elapsed());
    return switch (exit.kind()) {
      case EXITED -> "Exited with status " + exit.status() + " after " + time + ".";
      case TRAPPED -> "Trapped after " + time + " (status " + exit.status() + ").";
      case STOPPED -> "Stopped after " + time + ".";
      case FAILED -> "It did not start (status " + exit.status() + ").";
      case DIED -> "Its process died after " + time + " (status " + exit.status() + ").";
    };
  }

  /** A few words for the console's head. */
  static String brief(Exit exit) {
    return switch (exit.kind()) {
      case EXITED -> "exit status " + exit.status() + ", " + Durations.text(exit.elapsed());
      case TRAPPED -> "trapped";
      case STOPPED -> "stopped";
      case FAILED -> "did not start";
      case DIED -> "died";
    };
  }
}
