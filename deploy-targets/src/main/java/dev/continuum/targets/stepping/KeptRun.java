package dev.continuum.targets.stepping;

import dev.continuum.targets.runner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A guest of whose run something is kept in a file, and that can be asked to end before. */
abstract class KeptRun {
  private final Path file;
  private final Keeping keeping;
  private @Nullable Thread runs;
  private boolean endWanted;

  /**
   * A run that has not begun.
   *
   * @param file where what is kept goes
   */
  KeptRun(Keeping keeping, Path file) {
    this.keeping = keeping;
    this.file = file;
  }

  /** Runs the guest from its beginning until it ends, or {@link #pause} has it stop. */
  abstract void move();

  /** How it has ended. */
  abstract Outcome outcome(boolean showResults);

  /** Saves what is kept, whole or not at all. */
  abstract void save(Path to) throws IOException;

  /** Has the guest stop soon, unless the host waits for something. From any thread. */
  abstract void pause();

  /** Runs the guest and saves what is kept of it. */
  Outcome run(boolean showResults) {
    Outcome outcome = Outcome.stopped();
    if (begin()) {
      move();
      finish();
      outcome = outcome(showResults);
    }
    try {
      save(file);
      return outcome.with(keeping.kept(), Files.size(file));
    } catch (IOException e) {
      return outcome.with(keeping.lost(), String.valueOf(e.getMessage()));
    }
  }

  private synchronized boolean begin() {
    runs = Thread.currentThread();
    return !endWanted;
  }

  private synchronized void finish() {
    runs = null;
    // Set by somebody who came too late, it would break the saving.
    boolean late = Thread.interrupted();
    assert !late || endWanted;
  }

  /** Has it end soon. May be called again, and by any thread. */
  synchronized void end() {
    endWanted = true;
    Thread thread = runs;
    if (thread != null) {
      pause();
      thread.interrupt();
    }
  }
}
