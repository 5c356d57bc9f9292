package dev.continuum.ide.editor;

import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problem.Severity;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.text.Outline;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.targets.target.ModuleProblem;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a WebAssembly text while it is typed: what its outline tells at once,
 * and, when that is in order and the user pauses, what the assembler says of it. Used on the JavaFX
 * thread only.
 */
final class WatChecks implements AutoCloseable {
  /** Assembles a module without running it. */
  @FunctionalInterface
  interface Assembler {
    /** What is wrong with the module in a file. */
    List<ModuleProblem> check(Path module) throws TargetException;
  }

  private static final String OUTLINE = "wat-outline";
  private static final String ASSEMBLER = "wat-assembler";
  private static final long OUTLINE_PAUSE_MILLIS = 120;
  private static final long ASSEMBLER_PAUSE_MILLIS = 700;

  /** Longer texts are assembled when they are run. */
  private static final int MAX_ASSEMBLED = 1 << 20;

  private final TextBuffer buffer;
  private final Supplier<Path> file;
  private final Problems problems;
  private final Tasks tasks;
  private final Assembler assembler;
  private final List<Tasks.Job> pending = new ArrayList<>();
  private @Nullable Path told;
  private boolean closed;

  WatChecks(
      TextBuffer buffer, Supplier<Path> file, Problems problems, Tasks tasks, Assembler assembler) {
    this.buffer = buffer;
    this.file = file;
    this.problems = problems;
    this.tasks = tasks;
    this.assembler = assembler;
    buffer.onChange(this::changed);
    changed();
  }

  private void changed() {
    cancel();
    if (!closed) {
      pending.add(tasks.later(OUTLINE_PAUSE_MILLIS, this::outline));
    }
  }

  private void outline() {
    String text = buffer.text();
    Path path = file.get();
    if (told != null && !told.equals(path)) {
      takeBack(told);
    }
    told = path;
    pending.add(
        tasks.start(
            "Checking " + path.getFileName(),
            progress -> Outline.of(text).problems(),
            found -> outlined(path, text, found),
            failure -> {
              throw new IllegalStateException("The outline could not be read", failure);
            }));
  }

  private void outlined(Path path, String text, List<TextProblem> found) {
    problems.set(
        OUTLINE,
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
    boolean script = path.toString().endsWith(".wast");
    if (!found.isEmpty() || script || text.isBlank() || text.length() > MAX_ASSEMBLED) {
      // The assembler would only say the same in other words.
      problems.set(ASSEMBLER, path, List.of());
      return;
    }
    pending.add(tasks.later(ASSEMBLER_PAUSE_MILLIS, () -> assemble(path, text)));
  }

  private static int firstLineLength(String text, TextProblem problem) {
    int start = problem.range().start();
    int end = Math.min(problem.range().end(), text.length());
    int line = text.indexOf('\n', start);
    return Math.max(0, (line < 0 ? end : Math.min(end, line)) - start);
  }

  private void assemble(Path path, String text) {
    pending.add(
        tasks.start(
            "Assembling " + path.getFileName(),
            progress -> assembled(text),
            found -> problems.set(ASSEMBLER, path, found),
            failure ->
                problems.set(
                    ASSEMBLER,
                    path,
                    List.of(
                        Problem.ofFile(
                            Severity.WARNING,
                            "The text could not be checked by the assembler. "
                                + failure.getMessage())))));
  }

  private List<Problem> assembled(String text) throws IOException, TargetException {
    Path copy = Files.createTempFile("continuum-check-", ".wat");
    try {
      Files.writeString(copy, text);
      return assembler.check(copy).stream()
          .map(problem ->
              problem.line().isPresent()
                  ? Problem.at(
                      Severity.ERROR,
                      problem.message(),
                      problem.line().getAsInt(),
                      problem.column().orElse(1),
                      0)
                  : Problem.ofFile(Severity.ERROR, problem.message()))
          .toList();
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private void cancel() {
    pending.forEach(Tasks.Job::cancel);
    pending.clear();
  }

  private void takeBack(Path path) {
    problems.set(OUTLINE, path, List.of());
    problems.set(ASSEMBLER, path, List.of());
  }

  @Override
  public void close() {
    closed = true;
    cancel();
    if (told != null) {
      takeBack(told);
    }
  }
}
