package dev.continuum.targets.target.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a module is run on this computer, besides its configuration.
 *
 * @param engine what executes it; empty: what suits the module
 * @param recording the file that the run is recorded into; recording is for the stepping engine
 * @param profile the file that the run's profile goes to, in this program's own format when it ends
 *     with {@code .profile}, in speedscope's when it ends with {@code .json}, otherwise as
 *     collapsed stacks; profiling is for the stepping engine too
 */
public record LocalOptions(
    Optional<RunEngine> engine, Optional<Path> recording, Optional<Path> profile) {
  /** What suits the module, and nothing kept. */
  public static final LocalOptions NONE = new LocalOptions(Optional.empty(), Optional.empty());

  /**
   * Checks that they go together.
   *
   * @throws IllegalArgumentException when another engine than the stepping one is to record or to
   *     profile, or a run is to be both
   */
  public LocalOptions {
    boolean kept = recording.isPresent() || profile.isPresent();
    if (kept && engine.isPresent() && engine.get() != RunEngine.STEPPING) {
      throw new IllegalArgumentException("only the stepping engine records and profiles");
    }
    if (recording.isPresent() && profile.isPresent()) {
      throw new IllegalArgumentException("a run is recorded or profiled, not both");
    }
  }

  /** Options without a profile. */
  public LocalOptions(Optional<RunEngine> engine, Optional<Path> recording) {
    this(engine, recording, Optional.empty());
  }

  /** A run on the stepping engine whose profile goes to a file. */
  public static LocalOptions profiling(Path file) {
    return new LocalOptions(
        Optional.of(RunEngine.STEPPING), Optional.empty(), Optional.of(file.toAbsolutePath()));
  }
}
