package dev.continuum.targets.target.run;

import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A module running on this computer, in a process of its own. */
public interface Execution {
  /** The guest's standard input; close it to send end of file. */
  OutputStream standardInput();

  /**
   * Ends it, whatever the guest does, within a second or two; returns at once. Ending what has
   * ended does nothing.
   */
  void stop();

  /** Completed when the guest has ended and all its output was delivered; never exceptionally. */
  CompletableFuture<Exit> exit();
}
