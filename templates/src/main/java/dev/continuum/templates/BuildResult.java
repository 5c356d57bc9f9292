package dev.continuum.templates;

import java.time.Duration;
import java.util.List;

/**
 * How a build ended.
 *
 * @param status the build command's exit status, 0 for success
 * @param problems what the compiler complained about, in its order, at most {@value
 *     Builder#MAX_PROBLEMS}
 * @param elapsed how long it took
 */
public record BuildResult(int status, List<BuildProblem> problems, Duration elapsed) {
  /** Copies the list. */
  public BuildResult {
    problems = List.copyOf(problems);
  }

  /** Whether the command ended with status 0. */
  public boolean succeeded() {
    return status == 0;
  }
}
