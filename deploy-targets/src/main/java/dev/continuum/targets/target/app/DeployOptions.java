package dev.continuum.targets.target.app;

import java.time.Duration;
import java.util.Optional;

/**
 * How a release is watched, kept running and bounded on a device; kept with the release there, so
 * that a way back restores it too.
 *
 * @param health when it counts as well started
 * @param restart whether it is started again when it ends; {@link RestartPolicy#NEVER} with {@code
 *     every}
 * @param limits what it may use
 * @param grace how long it may take to end when told to (SIGTERM) before it is ended by force
 *     (SIGKILL), zero to ten minutes
 * @param atBoot whether it starts when the device does, where the system there can
 * @param every for a job: the time from one start to the next, one minute to 31 days; a run still
 *     going on then is left to finish. Empty: it is started once
 * @param runtime the {@code RuntimeAdapter} to use; empty: the first that fits
 * @param keep how many releases are kept beside the current one and the pinned, 1 to 1000
 */
public record DeployOptions(
    HealthCheck health,
    RestartPolicy restart,
    Limits limits,
    Duration grace,
    boolean atBoot,
    Optional<Duration> every,
    Optional<String> runtime,
    int keep) {
  /**
   * Alive after three seconds, not restarted, no limits but the device's, five seconds of grace,
   * not at boot, started once, any runtime, ten releases kept.
   */
  public static final DeployOptions USUAL =
      new DeployOptions(
          new HealthCheck.Alive(Duration.ofSeconds(3)),
          RestartPolicy.NEVER,
          Limits.NONE,
          Duration.ofSeconds(5),
          false,
          Optional.empty(),
          Optional.empty(),
          10);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public DeployOptions {
    if (grace.isNegative() || grace.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("The time to end is from 0 to 10 minutes.");
    }
    if (every
        .filter(time -> time.toSeconds() < 60 || time.compareTo(Duration.ofDays(31)) > 0)
        .isPresent()) {
      throw new IllegalArgumentException("A job can run every minute to every 31 days.");
    }
    if (every.isPresent() && restart != RestartPolicy.NEVER) {
      throw new IllegalArgumentException(
          "A job that runs every so often is not restarted in between: use one or the other.");
    }
    if (keep < 1 || keep > 1000) {
      throw new IllegalArgumentException("From 1 to 1000 releases can be kept.");
    }
  }

  /** The same with another health check. */
  public DeployOptions withHealth(HealthCheck check) {
    return new DeployOptions(check, restart, limits, grace, atBoot, every, runtime, keep);
  }

  /** The same with another restart policy. */
  public DeployOptions withRestart(RestartPolicy policy) {
    return new DeployOptions(health, policy, limits, grace, atBoot, every, runtime, keep);
  }
}
