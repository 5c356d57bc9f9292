package dev.continuum.targets.target.app;

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
 * @param exitStatus how it ended last, where it ended by itself; while it waits, how the run before
 *     ended
 * @param since when it came into this state, by the device's clock
 * @param runtime the adapter that runs it
 * @param restarts how often it was started again since this release was started, by its restart
 *     policy; runs of a schedule do not count
 * @param next when it is started next, by the device's clock, while it waits; with a schedule also
 *     while it runs
 * @param process the id of its first process on the device, while it runs
 * @param watched whether its supervisor lives while it runs or waits; without one its log is not
 *     kept and it is not started again
 */
public record AppStatus(
    String app,
    int release,
    State state,
    String digest,
    Optional<Integer> exitStatus,
    Optional<Instant> since,
    String runtime,
    int restarts,
    Optional<Instant> next,
    Optional<Long> process,
    boolean watched) {
  /** What an app's process does. */
  public enum State {
    RUNNING,
    /** Between two runs: of its schedule, or before it is started again. */
    WAITING,
    /** Ended by itself. */
    EXITED,
    /** Stopped by a user. */
    STOPPED
  }

  /** Whether something is going on that can be stopped: it runs, or will by itself. */
  public boolean active() {
    return state == State.RUNNING || state == State.WAITING;
  }
}
