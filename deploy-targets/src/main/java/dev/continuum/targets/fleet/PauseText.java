package dev.continuum.targets.fleet;

import java.time.Duration;

/** A pause in words. */
final class PauseText {
  private PauseText() {}

  /** Such as {@code 30 seconds}, {@code 1 minute}, {@code 2 hours}. */
  static String of(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds % 3600 == 0) {
      return count(seconds / 3600, "hour");
    }
    return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
