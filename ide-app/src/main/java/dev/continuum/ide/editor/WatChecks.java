package dev.continuum.ide.editor;

import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problem.Severity;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.script.Script;
import dev.continuum.inspector.text.script.ScriptCommand;
import dev.continuum.inspector.text.script.ScriptModule;
import dev.continuum.inspector.valid.CheckedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a WebAssembly text while it is typed: a module is assembled and
 * validated, the modules of a script are assembled. Used on the JavaFX thread only.
 */
final class WatChecks implements AutoCloseable {
  private static final String SOURCE = "wat";
  private static final long PAUSE_MILLIS = 150;

  private final TextBuffer buffer;
  private final Supplier<Path> file;
  private final Problems problems;
  private final Tasks tasks;
  private final List<Tasks.Job> pending = new ArrayList<>();
  private @Nullable Path told;
  private boolean closed;

  WatChecks(TextBuffer buffer, Supplier<Path> file, Problems problems, Tasks tasks) {
    this.buffer = buffer;
    this.file = file;
    this.problems = problems;
    this.tasks = tasks;
    buffer.onChange(this::changed);
    changed();
  }

  private void changed() {
    cancel();
    if (!closed) {
      pending.add(tasks.later(PAUSE_MILLIS, this::check));
    }
  }

  private void check() {
    String text = buffer.text();
    Path path = file.get();
    if (told != null && !told.equals(path)) {
      problems.set(SOURCE, told, List.of());
    }
    told = path;
    boolean script = path.toString().endsWith(".wast");
    pending.add(
        tasks.start(
            "Checking " + path.getFileName(),
            progress -> script ? ofScript(text) : ofModule(text),
            found -> show(path, text, found),
            failure -> {
              throw new IllegalStateException("The text could not be checked", failure);
            }));
  }

  private static List<TextProblem> ofModule(String text) {
    return text.isBlank() ? List.of() : CheckedText.of(text).problems();
  }

  /** What a script asserts to be wrong is meant to be. */
  private static List<TextProblem> ofScript(String text) {
    Script script = Script.of(text);
    List<TextProblem> found = new ArrayList<>(script.problems());
    for (ScriptCommand command : script.commands()) {
      if (command instanceof ScriptCommand.Define define
          && define.module().form() == ScriptModule.Form.TEXT) {
        found.addAll(define.module().assemble(AssemblyOptions.WITHOUT_MAP).problems());
      }
    }
    return found;
  }

  private void show(Path path, String text, List<TextProblem> found) {
    problems.set(
        SOURCE,
        path,
        found.stream()
            .map(problem ->
                Problem.at(
                    Severity.ERROR,
                    problem.message(),
                    problem.line(),
                    problem.column(),
                    firstLineLength(text, problem)))
            .toList());
  }

  private static int firstLineLength(String text, TextProblem problem) {
    int start = problem.range().start();
    int end = Math.min(problem.range().end(), text.length());
    int line = text.indexOf('\n', start);
    return Math.max(0, (line < 0 ? end : Math.min(end, line)) - start);
  }

  private void cancel() {
    pending.forEach(Tasks.Job::cancel);
    pending.clear();
  }

  @Override
  public void close() {
    closed = true;
    cancel();
    if (told != null) {
      problems.set(SOURCE, told, List.of());
    }
  }
}
