package dev.continuum.ide.output;

import java.time.Duration;
import java.util.Locale;

/** Times as the user reads them. */
public final class Durations {
  private Durations() {}

  /** Such as {@code 12 ms}, {@code 1.24 s}, {@code 2 min 03 s}. */
  public static String text(Duration time) {
    long millis = time.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
    return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
  }
}
