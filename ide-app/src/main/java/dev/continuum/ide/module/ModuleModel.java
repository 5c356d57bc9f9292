package dev.continuum.ide.module;

import dev.continuum.ide.editor.Notice;
import dev.continuum.ide.file.FileStamp;
import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problem.Severity;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.syntax.Problem.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A module and its file: read in the background, and again when it changes. */
public final class ModuleModel implements AutoCloseable {
  private static final String SOURCE = "module";

  private final Path file;
  private final Tasks tasks;
  private final FileWatch watch;
  private final Problems problems;
  private final ReadOnlyObjectWrapper<@Nullable ModuleContent> content =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ModuleCode> code = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
  private FileWatch.@Nullable Watched watched;
  private Tasks.@Nullable Job reading;

  /** How often reading was begun: what an earlier one decodes is not wanted any more. */
  private int readings;

  /** A model of {@code file}, empty until {@link #load}. */
  public ModuleModel(Path file, Tasks tasks, FileWatch watch, Problems problems) {
    this.file = file.toAbsolutePath().normalize();
    this.tasks = tasks;
    this.watch = watch;
    this.problems = problems;
  }

  /** Its file, absolute. */
  public Path file() {
    return file;
  }

  /** What was read last, or null. */
  public ReadOnlyObjectProperty<@Nullable ModuleContent> content() {
    return content.getReadOnlyProperty();
  }

  /**
   * The code of what was read last, or null when it has none that can be shown. Comes before {@link
   * #content}, which takes longer.
   */
  public ReadOnlyObjectProperty<@Nullable ModuleCode> code() {
    return code.getReadOnlyProperty();
  }

  /** What the user should know, or null. */
  public ReadOnlyObjectProperty<@Nullable Notice> notice() {
    return notice.getReadOnlyProperty();
  }

  /** Reads the file, in the background. */
  public void load() {
    if (reading != null) {
      reading.cancel();
    }
    int begun = ++readings;
    reading =
        tasks.start(
            "Reading " + file.getFileName(),
            progress ->
                ModuleContent.read(file, read -> tasks.onScreen(() -> decoded(read, begun))),
            this::show,
            failure -> {
              tell("It could not be read. " + failure.getMessage());
              if (watched == null) {
                watched = watch.watch(file, FileStamp.MISSING, this::changed);
              }
            });
  }

  private void decoded(ModuleCode read, int begun) {
    if (begun == readings) {
      code.set(read);
    }
  }

  private void show(ModuleContent read) {
    notice.set(null);
    ModuleCode decoded = code.get();
    if (decoded != null && decoded.module() != read.inspection().binary()) {
      // A component, or a file that is too large, has taken its place.
      code.set(null);
    }
    if (read.stamp().size() > ModuleContent.mostKept()) {
      tell(
          "Its code is not shown: the file has more than "
              + Sized.bytes(ModuleContent.mostKept())
              + ", the most that this program keeps in memory for that.");
    }
    content.set(read);
    problems.set(
        SOURCE,
        file,
        read.inspection().problems().stream()
            .map(problem ->
                Problem.atOffset(
                    problem.stage() == Stage.NOTE ? Severity.INFORMATION : Severity.ERROR,
                    sentence(problem),
                    problem.offset()))
            .toList());
    if (watched == null) {
      watched = watch.watch(file, read.stamp(), this::changed);
    } else {
      watched.know(read.stamp());
    }
  }

  /** The problem in a sentence, with what kind of problem it is. */
  static String sentence(dev.continuum.inspector.syntax.Problem problem) {
    String message = problem.message();
    String first = message.isEmpty() ? "" : message.substring(0, 1).toUpperCase(Locale.ROOT);
    String whole = message.isEmpty() ? "" : first + message.substring(1);
    whole = whole.endsWith(".") ? whole : whole + ".";
    return switch (problem.stage()) {
      case MALFORMED -> "Malformed: " + whole;
      case INVALID -> "Invalid: " + whole;
      case NOTE -> whole;
    };
  }

  private void changed(FileStamp seen) {
    if (seen.exists()) {
      load();
    } else {
      tell(
          file.getFileName()
              + " was deleted or moved. What was read of it is still shown; build it again to see"
              + " the new one.");
    }
  }

  private void tell(String message) {
    notice.set(new Notice(Workbench.Severity.WARNING, message, List.of()));
  }

  @Override
  public void close() {
    readings++;
    if (reading != null) {
      reading.cancel();
    }
    if (watched != null) {
      watched.close();
    }
    problems.set(SOURCE, file, List.of());
  }
}
