package dev.continuum.inspector.exec.wasi;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The computer's clock. */
final class SystemClock implements WasiClock {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** What the system calls the time says nothing of the guest; it is told the time since this. */
  private final long start = System.nanoTime();

  @Override
  public long realtime() {
    Instant now = Instant.now();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  @Override
  public long monotonic() {
    return System.nanoTime() - start;
  }

  @Override
  public long cpuTime() {
    return System.nanoTime() - start;
  }

  @Override
  public long resolution() {
    return 1;
  }

  @Override
  public void pass(long nanoseconds, WasiInput input) throws InterruptedException, IOException {
    input.await(nanoseconds);
  }

  @Override
  public void pass(long nanoseconds) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanoseconds);
  }
}
