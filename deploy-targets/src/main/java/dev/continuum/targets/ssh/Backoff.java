package dev.continuum.targets.ssh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts that keep failing: each about twice the one before up to a longest, and
 * each a little different, so that many who lost one network do not come back in step. For one
 * thread.
 */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration base;

  /**
   * Pauses that begin at one and end at another length.
   *
   * @throws IllegalArgumentException when the first is not positive, or the longest is shorter
   */
  public Backoff(Duration first, Duration longest) {
    this(first, longest, RandomGenerator.getDefault());
  }

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(first + " to " + longest);
    }
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.base = first;
  }

  /** The next pause: from half to the whole of what it is due, never more than the longest. */
  public Duration next() {
    Duration due = base;
    Duration twice = base.multipliedBy(2);
    base = twice.compareTo(longest) > 0 ? longest : twice;
    long half = due.toNanos() / 2;
    return Duration.ofNanos(due.toNanos() - half + (half == 0 ? 0 : random.nextLong(half + 1)));
  }

  /** After a success: the next pause is the first again. */
  public void reset() {
    base = first;
  }
}
