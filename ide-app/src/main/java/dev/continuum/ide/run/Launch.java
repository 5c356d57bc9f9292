package dev.continuum.ide.run;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Something that can be run here or deployed: a module, or a project that may need building. */
public interface Launch {
  /** What the user calls it: the project's or the file's name. */
  String title();

  /** How it is started, for the console's first line. */
  String commandLine();

  /** What happens to it, for the console's head. */
  default String doing() {
    return "running";
  }

  /**
   * Makes it ready, building it when that is due. Blocks; called on a background thread, and
   * interrupting that ends it.
   *
   * @param output gets the lines of a build as they come, on any thread
   * @throws LaunchException when it cannot be run, in words for the user
   * @throws InterruptedException when it was cancelled
   */
  RunConfiguration prepare(Consumer<String> output) throws LaunchException, InterruptedException;

  /** After which a run on this computer is stopped; known once it was made ready. */
  default Optional<Duration> timeout() {
    return Optional.empty();
  }

  /** How it is watched, kept running and bounded on a device; known once it is prepared. */
  default DeployOptions options() {
    return DeployOptions.USUAL;
  }
}
