package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.DebugSession;
import java.util.concurrent.CompletableFuture;

/** What happens at the prompt while the guest moves. */
public interface Waiting {
  /** Nothing: whoever is interrupted stops waiting, and the guest stands still soon. */
  Waiting SILENTLY =
      new Waiting() {
        @Override
        public <T> T until(DebugSession session, CompletableFuture<T> done) throws Exception {
          try {
            return DebugSession.await(done);
          } catch (InterruptedException interrupted) {
            session.pause();
            throw interrupted;
          }
        }
      };

  /**
   * Waits until the guest stands still.
   *
   * @param done is completed then
   * @throws Exception why it could not move
   */
  <T> T until(DebugSession session, CompletableFuture<T> done) throws Exception;
}
