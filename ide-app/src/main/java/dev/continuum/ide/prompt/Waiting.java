package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Stop;
import java.util.concurrent.CompletableFuture;

/** What happens at the prompt while the guest moves. */
@FunctionalInterface
public interface Waiting {
  /** Nothing: whoever is interrupted stops waiting, and the guest stands still soon. */
  Waiting SILENTLY =
      (session, stop) -> {
        try {
          return DebugSession.await(stop);
        } catch (InterruptedException interrupted) {
          session.pause();
          throw interrupted;
        }
      };

  /**
   * Waits until the guest stands still.
   *
   * @throws Exception why it could not move
   */
  Stop until(DebugSession session, CompletableFuture<Stop> stop) throws Exception;
}
