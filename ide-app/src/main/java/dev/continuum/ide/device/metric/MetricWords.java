package dev.continuum.ide.device.metric;

import java.time.Duration;
import java.util.Locale;

/** Measured things as people read them. */
public final class MetricWords {
  private MetricWords() {}

  /**
   * The two largest units: {@code 42 s}, {@code 5 min 3 s}, {@code 3 h 5 min}, {@code 12 d 4 h}.
   */
  public static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + second(seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h" + second(seconds % 3600 / 60, "min");
    }
    return seconds / 86_400 + " d" + second(seconds % 86_400 / 3600, "h");
  }

  private static String second(long count, String unit) {
    return count == 0 ? "" : " " + count + " " + unit;
  }

  /** A share of 1 as {@code 0.3 %}, {@code 12 %}, {@code 150 %}. */
  public static String percent(double share) {
    double percent = Math.max(0, share) * 100;
    return String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
  }

  /**
   * How far a clock is from this computer's: {@code 3.5 s ahead}, {@code 2 min 5 s behind}; {@code
   * the same} when it is less than the uncertainty.
   */
  public static String offset(Duration offset, Duration uncertainty) {
    if (offset.abs().compareTo(uncertainty) <= 0) {
      return "the same, within " + exact(uncertainty);
    }
    return exact(offset.abs()) + (offset.isNegative() ? " behind" : " ahead");
  }

  private static String exact(Duration span) {
    long millis = span.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 60_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : span(span);
  }
}
