package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** The time as a guest is told it. All times are in nanoseconds. */
public interface WasiClock {
  /** The time since 1970 began, UTC. */
  long realtime();

  /** A time that never goes back; it is 0 at some moment before the guest starts. */
  long monotonic();

  /** What the guest has computed for. */
  long cpuTime();

  /** The difference between two times that can be told apart. */
  long resolution();

  /**
   * Lets time pass until there is input, or for so long.
   *
   * @param nanoseconds the longest wait
   * @throws InterruptedException when its thread is interrupted; nothing has changed then
   */
  void pass(long nanoseconds, WasiInput input) throws InterruptedException, IOException;

  /** Lets time pass. */
  void pass(long nanoseconds) throws InterruptedException;

  /** The computer's clock. The time computed for is the time since this was called. */
  static WasiClock system() {
    return new SystemClock();
  }

  /**
   * A clock of its own, for runs that can be repeated: all its times go on by a step each time one
   * is read, and waits take no time but move it to their end.
   *
   * @param start what the time is when the guest starts
   * @param step zero for a clock that stands still but for waits
   */
  static WasiClock stepped(Instant start, Duration step) {
    return new SteppedClock(start, step);
  }
}
