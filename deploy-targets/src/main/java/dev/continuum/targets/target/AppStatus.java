package dev.continuum.targets.target;

import java.time.Instant;
import java.util.Optional;

/**
 * What a device says about one app.
 *
 * @param app its name
 * @param release the current release's number, from 1
 * @param state what its process does
 * @param digest SHA-256 of the current release's module, 64 hexadecimal digits, read from the
 *     device's disk
 * @param exitStatus how it ended, where it ended by itself
 * @param since when it came into this state, by the device's clock
 * @param runtime the adapter that runs it
 */
public record AppStatus(
    String app,
    int release,
    State state,
    String digest,
    Optional<Integer> exitStatus,
    Optional<Instant> since,
    String runtime) {
  /** What an app's process does. */
  public enum State {
    RUNNING,
    /** Ended by itself. */
    EXITED,
    /** Stopped by a user. */
    STOPPED
  }
}
