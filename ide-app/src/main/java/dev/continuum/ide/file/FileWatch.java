package dev.continuum.ide.file;

import dev.continuum.ide.task.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that files were changed by someone else, by looking at them every now and then, which
 * works on every file system. Used on the JavaFX thread only; files are looked at in the
 * background.
 */
public final class FileWatch implements AutoCloseable {
  /** One file's watch; ends with {@link #close}. */
  public final class Watched implements AutoCloseable {
    private final Path file;
    private final Consumer<FileStamp> changed;
    private FileStamp known;

    private Watched(Path file, FileStamp known, Consumer<FileStamp> changed) {
      this.file = file;
      this.known = known;
      this.changed = changed;
    }

    /** Says what the file looks like now by the watcher's own doing, as after saving it. */
    public void know(FileStamp stamp) {
      known = stamp;
    }

    @Override
    public void close() {
      watched.remove(this);
    }
  }

  private static final long PERIOD_MILLIS = 2000;

  private final Tasks tasks;
  private final List<Watched> watched = new ArrayList<>();
  private Tasks.@Nullable Job look;
  private Tasks.@Nullable Job pause;

  /** A watch that looks only when told to, until {@link #start}. */
  public FileWatch(Tasks tasks) {
    this.tasks = tasks;
  }

  /** Looks every two seconds from now on. */
  public void start() {
    pause =
        tasks.later(
            PERIOD_MILLIS,
            () -> {
              check();
              start();
            });
  }

  /**
   * Watches a file.
   *
   * @param known what it looked like when it was read
   * @param changed called on the JavaFX thread with each new look
   */
  public Watched watch(Path file, FileStamp known, Consumer<FileStamp> changed) {
    Watched entry = new Watched(file, known, changed);
    watched.add(entry);
    return entry;
  }

  /** Looks now, as when the window comes to the front. */
  public void check() {
    if (watched.isEmpty() || (look != null && look.isActive())) {
      return;
    }
    Map<Watched, FileStamp> asked = new LinkedHashMap<>();
    watched.forEach(entry -> asked.put(entry, entry.known));
    look =
        tasks.start(
            "Looking for changed files",
            progress -> {
              Map<Watched, FileStamp> seen = new LinkedHashMap<>();
              asked.keySet().forEach(entry -> seen.put(entry, FileStamp.of(entry.file)));
              return seen;
            },
            seen ->
                seen.forEach((entry, stamp) -> {
                  // Where the watcher itself wrote meanwhile, this look is of no use.
                  if (asked.get(entry) == entry.known) {
                    tell(entry, stamp);
                  }
                }),
            failure -> {
              throw new IllegalStateException(failure);
            });
  }

  private void tell(Watched entry, FileStamp seen) {
    if (watched.contains(entry) && !entry.known.equals(seen)) {
      entry.known = seen;
      entry.changed.accept(seen);
    }
  }

  @Override
  public void close() {
    watched.clear();
    if (pause != null) {
      pause.cancel();
    }
    if (look != null) {
      look.cancel();
    }
  }
}
