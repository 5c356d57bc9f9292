package dev.continuum.targets.stepping;

import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.targets.runner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A guest that is recorded while it runs, and that can be asked to end. */
final class RecordedRun {
  private final SteppingBackend backend;
  private final Path file;
  private @Nullable Thread runs;
  private boolean endWanted;

  /**
   * Makes an instance, of which nothing has run yet.
   *
   * @param file where the recording goes
   */
  RecordedRun(Guest guest, Path file) throws LinkException, TrapException {
    backend = new SteppingBackend(guest);
    this.file = file;
  }

  /** Runs it from its beginning to its end, and saves the recording. */
  Outcome run(boolean showResults) {
    Outcome outcome = begin() ? outcome(move(), showResults) : Outcome.stopped();
    try {
      backend.save(file);
      return outcome.with("recorded", Files.size(file));
    } catch (IOException e) {
      return outcome.with("unrecorded", String.valueOf(e.getMessage()));
    }
  }

  private synchronized boolean begin() {
    runs = Thread.currentThread();
    return !endWanted;
  }

  private Stop move() {
    Stop stop = backend.move(new Motion.Continue(), (id, scope, past) -> false);
    synchronized (this) {
      runs = null;
      // Set by somebody who came too late, it would break the saving.
      boolean late = Thread.interrupted();
      assert !late || endWanted;
    }
    return stop;
  }

  private Outcome outcome(Stop stop, boolean showResults) {
    return switch (stop.reason()) {
      case TRAP -> Outcome.trapped(TrapText.of(stop.message(), backend.depth(), backend::frames));
      case EXIT -> Outcome.exited(stop.status());
      case END -> {
        if (showResults) {
          ResultText.print(stop.results());
        }
        yield Outcome.exited(0);
      }
      default -> Outcome.stopped();
    };
  }

  /** Has it end soon. May be called again, and by any thread. */
  synchronized void end() {
    endWanted = true;
    Thread thread = runs;
    if (thread != null) {
      backend.pause();
      thread.interrupt();
    }
  }
}
