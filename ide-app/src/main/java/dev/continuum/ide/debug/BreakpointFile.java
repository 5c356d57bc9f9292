package dev.continuum.ide.debug;

import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where breakpoints are kept from run to run. Used on the JavaFX thread. */
public final class BreakpointFile {
  /** Several changes in a row are written once. */
  private static final long AFTER_MILLIS = 300;

  /** The file's content; an older version may have written less. */
  record Stored(@Nullable Map<String, List<String>> programs) {}

  private @Nullable JsonFile<Stored> file;
  private @Nullable Workbench workbench;
  private Tasks.@Nullable Job writing;
  private @Nullable Map<String, List<String>> unwritten;

  /** Gives breakpoints what an earlier run has left, in the background. */
  void install(Breakpoints breakpoints, Workbench shown, UserFolders folders) {
    workbench = shown;
    JsonFile<Stored> from =
        new JsonFile<>(
            folders.state().resolve("breakpoints.json"), Stored.class, () -> new Stored(Map.of()));
    file = from;
    shown
        .tasks()
        .start(
            "Reading breakpoints",
            progress -> from.read(),
            stored -> {
              Map<String, List<String>> programs = stored.programs();
              breakpoints.load(programs == null ? Map.of() : programs);
            },
            failure -> {
              throw new IllegalStateException("The breakpoints could not be read", failure);
            });
  }

  /** Keeps what there is now. */
  public void save(Map<String, List<String>> programs) {
    unwritten = programs;
    Workbench shown = workbench;
    if (shown != null && (writing == null || !writing.isActive())) {
      writing = shown.tasks().later(AFTER_MILLIS, this::write);
    }
  }

  private void write() {
    Map<String, List<String>> programs = unwritten;
    unwritten = null;
    if (file == null || programs == null) {
      return;
    }
    try {
      file.write(new Stored(programs));
    } catch (IOException failure) {
      if (workbench != null) {
        workbench.notify(
            Workbench.Severity.WARNING,
            "The breakpoints could not be written. " + failure.getMessage());
      }
    }
  }

  void close() {
    if (writing != null) {
      writing.cancel();
    }
    write();
  }
}
