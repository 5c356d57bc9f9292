package dev.continuum.ide.editor;

import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the unsaved text of one document for the case of a crash: a moment after the last change,
 * in the background. Used on the JavaFX thread only.
 */
final class UnsavedText implements AutoCloseable {
  private static final long PAUSE_MILLIS = 800;

  private final Tasks tasks;
  private final Backups backups;
  private final Consumer<String> warn;

  /** Raised whenever a backup under way is no longer wanted. */
  private final AtomicInteger turn = new AtomicInteger();

  private Tasks.@Nullable Job pause;

  /**
   * Keeps text in {@code backups}.
   *
   * @param warn told, in sentences, what could not be kept or removed
   */
  UnsavedText(Tasks tasks, Backups backups, Consumer<String> warn) {
    this.tasks = tasks;
    this.backups = backups;
    this.warn = warn;
  }

  /**
   * The text changed: keeps it after a pause.
   *
   * @param now asked after the pause: what to keep, or null to keep nothing
   */
  void changed(Supplier<Backups.@Nullable Backup> now) {
    turn.incrementAndGet();
    if (pause != null) {
      pause.cancel();
    }
    pause = tasks.later(PAUSE_MILLIS, () -> keep(now.get()));
  }

  private void keep(Backups.@Nullable Backup backup) {
    if (backup == null) {
      return;
    }
    int mine = turn.get();
    tasks.start(
        "Keeping unsaved text",
        progress -> {
          backups.put(backup, () -> turn.get() == mine);
          return mine;
        },
        done -> {},
        failure ->
            warn.accept(
                "Unsaved text could not be kept for the case of a crash. "
                    + FileFailure.sentence(failure, backup.file())
                    + " Save often."));
  }

  /** Forgets what was kept for a file, also what is just being kept. */
  void drop(Path file) {
    turn.incrementAndGet();
    try {
      backups.remove(file);
    } catch (IOException e) {
      warn.accept(
          "An old copy of unsaved text could not be removed. " + FileFailure.sentence(e, file));
    }
  }

  /** Keeps nothing more; what was kept stays. */
  @Override
  public void close() {
    if (pause != null) {
      pause.cancel();
    }
  }
}
