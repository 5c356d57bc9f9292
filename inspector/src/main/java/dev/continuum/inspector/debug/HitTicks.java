package dev.continuum.inspector.debug;

import java.util.Arrays;

/**
 * When a breakpoint was hit for the first time, the second and so on, so that each hit keeps its
 * number when execution goes over it again. Only the first 65,536 are remembered; all are counted.
 */
final class HitTicks {
  private static final int MOST = 1 << 16;

  private long[] ticks = {};
  private int known;
  private long count;
  private long last = -1;

  /** How many hits there were. */
  long count() {
    return count;
  }

  /**
   * Counts a hit, once however often it is met at its tick.
   *
   * @return its number, from 1
   */
  long add(long tick) {
    if (tick == last) {
      return count;
    }
    last = tick;
    count++;
    if (known < MOST && known == count - 1) {
      if (known == ticks.length) {
        ticks = Arrays.copyOf(ticks, Math.max(8, known * 2));
      }
      ticks[known++] = tick;
    }
    return count;
  }

  /** The number that the hit of a tick has; 0 when it has none, or it is not known any more. */
  long number(long tick) {
    return Math.max(0, Arrays.binarySearch(ticks, 0, known, tick) + 1);
  }

  /** Forgets the hits behind a tick: what is executed from there on is executed anew. */
  void forgetBehind(long tick) {
    if (last <= tick) {
      return;
    }
    int at = Arrays.binarySearch(ticks, 0, known, tick);
    int kept = at < 0 ? -at - 1 : at + 1;
    if (kept < known) {
      known = kept;
      count = kept;
    }
    last = kept == 0 ? -1 : ticks[kept - 1];
  }
}
