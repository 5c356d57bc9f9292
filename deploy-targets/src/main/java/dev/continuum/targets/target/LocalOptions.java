package dev.continuum.targets.target;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a module is run on this computer, besides its configuration.
 *
 * @param engine what executes it; empty: what suits the module
 * @param recording the file that the run is recorded into; recording is for the stepping engine
 */
public record LocalOptions(Optional<RunEngine> engine, Optional<Path> recording) {
  /** What suits the module, and no recording. */
  public static final LocalOptions NONE = new LocalOptions(Optional.empty(), Optional.empty());

  /**
   * Checks that they go together.
   *
   * @throws IllegalArgumentException when another engine than the stepping one is to record
   */
  public LocalOptions {
    if (recording.isPresent() && engine.isPresent() && engine.get() != RunEngine.STEPPING) {
      throw new IllegalArgumentException("only the stepping engine records");
    }
  }
}
