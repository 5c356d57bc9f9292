package dev.continuum.targets.stepping;

import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.targets.runner.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A guest that is recorded while it runs. */
final class RecordedRun extends KeptRun {
  private final SteppingBackend backend;
  private @Nullable Stop stop;

  /**
   * Makes an instance, of which nothing has run yet.
   *
   * @param file where the recording goes
   */
  RecordedRun(Guest guest, Path file) throws LinkException, TrapException {
    super(Keeping.RECORDING, file);
    backend = new SteppingBackend(guest);
  }

  @Override
  void move() {
    stop = backend.move(new Motion.Continue(), (id, scope, past) -> false);
  }

  @Override
  Outcome outcome(boolean showResults) {
    Stop last = stop;
    if (last == null) {
      return Outcome.stopped();
    }
    return switch (last.reason()) {
      case TRAP -> Outcome.trapped(TrapText.of(last.message(), backend.depth(), backend::frames));
      case EXIT -> Outcome.exited(last.status());
      case END -> {
        if (showResults) {
          ResultText.print(last.results());
        }
        yield Outcome.exited(0);
      }
      default -> Outcome.stopped();
    };
  }

  @Override
  void save(Path to) throws IOException {
    backend.save(to);
  }

  @Override
  void pause() {
    backend.pause();
  }
}
