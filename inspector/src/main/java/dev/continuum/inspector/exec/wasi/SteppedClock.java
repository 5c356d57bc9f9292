package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A clock that goes on when it is read and when the guest waits. */
final class SteppedClock implements WasiClock {
  private final long start;
  private final long step;
  private long passed;

  SteppedClock(Instant start, Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("a clock does not go back: " + step);
    }
    this.start = Duration.between(Instant.EPOCH, start).toNanos();
    this.step = step.toNanos();
  }

  @Override
  public long realtime() {
    return start + read();
  }

  @Override
  public long monotonic() {
    return read();
  }

  @Override
  public long cpuTime() {
    return read();
  }

  @Override
  public long resolution() {
    return Math.max(step, 1);
  }

  @Override
  public void pass(long nanoseconds, WasiInput input) throws IOException {
    if (input.available() == 0) {
      pass(nanoseconds);
    }
  }

  @Override
  public void pass(long nanoseconds) {
    // A wait that is meant to last forever ends at the end of time.
    passed = nanoseconds > Long.MAX_VALUE - passed ? Long.MAX_VALUE : passed + nanoseconds;
  }

  private long read() {
    long now = passed;
    pass(step);
    return now;
  }
}
