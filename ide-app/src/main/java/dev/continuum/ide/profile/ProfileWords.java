package dev.continuum.ide.profile;

import java.util.Locale;

/** Numbers of a profile as the user reads them. */
final class ProfileWords {
  private static final long MICRO = 1000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private ProfileWords() {}

  /** {@code 12,345}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 call}, {@code 12,345 calls}. */
  static String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 12.3 %}; {@code 0.0 %} for nothing, {@code < 0.1 %} for nearly nothing. */
  static String percent(double share) {
    double percent = share * 100;
    return percent > 0 && percent < 0.1
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** A time such as {@code 340 ns}, {@code 1.2 µs}, {@code 12 ms}, {@code 3.4 s}. */
  static String time(long nanos) {
    if (nanos < MICRO) {
      return nanos + " ns";
    }
    if (nanos < MILLI) {
      return scaled(nanos, MICRO) + " µs";
    }
    return nanos < SECOND ? scaled(nanos, MILLI) + " ms" : scaled(nanos, SECOND) + " s";
  }

  private static String scaled(long nanos, long unit) {
    double value = (double) nanos / unit;
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%,.0f", value);
  }
}
