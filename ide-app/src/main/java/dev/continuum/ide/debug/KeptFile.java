package dev.continuum.ide.debug;

import dev.continuum.ide.settings.JsonFile;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept from run to run in a file of its own: read in the background, and written a little
 * behind its changes. Used on the JavaFX thread.
 *
 * @param <T> a record
 */
final class KeptFile<T> {
  /** Several changes in a row are written once. */
  private static final long AFTER_MILLIS = 300;

  private final JsonFile<T> file;
  private final Workbench workbench;
  private final String what;
  private Tasks.@Nullable Job writing;
  private @Nullable T unwritten;

  /**
   * @param what the user calls it, in the plural
   */
  KeptFile(Path path, Class<T> type, T initial, Workbench workbench, String what) {
    file = new JsonFile<>(path, type, () -> initial);
    this.workbench = workbench;
    this.what = what;
  }

  /** Reads it. */
  void load(Consumer<T> kept) {
    workbench
        .tasks()
        .start(
            "Reading " + what,
            progress -> file.read(),
            kept,
            failure -> {
              throw new IllegalStateException("The " + what + " could not be read", failure);
            });
  }

  /** Keeps what there is now. */
  void save(T content) {
    unwritten = content;
    if (writing == null || !writing.isActive()) {
      writing = workbench.tasks().later(AFTER_MILLIS, this::write);
    }
  }

  private void write() {
    T content = unwritten;
    unwritten = null;
    if (content == null) {
      return;
    }
    try {
      file.write(content);
    } catch (IOException failure) {
      workbench.notify(
          Workbench.Severity.WARNING,
          "The " + what + " could not be written. " + failure.getMessage());
    }
  }

  /** Writes what is not written yet. */
  void close() {
    if (writing != null) {
      writing.cancel();
    }
    write();
  }
}
