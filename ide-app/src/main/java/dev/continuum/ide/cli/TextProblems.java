package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.inspector.text.TextProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems of texts as the command line shows them. */
final class TextProblems {
  private TextProblems() {}

  /** A line as compilers write it, which editors know how to follow. */
  static String line(Path file, TextProblem problem) {
    return file
        + ":"
        + problem.line()
        + ":"
        + problem.column()
        + ": "
        + SafeText.line(problem.message());
  }

  static String count(List<TextProblem> problems) {
    return problems.size() == 1 ? "one problem" : problems.size() + " problems";
  }

  static Map<String, @Nullable Object> json(TextProblem problem) {
    return Json.object(
        "line", problem.line(), "column", problem.column(), "message", problem.message());
  }
}
