package dev.continuum.ide.module;

import java.util.Locale;

/** Sizes and offsets as the user reads them. */
public final class Sized {
  private Sized() {}

  /** {@code 812 B}, {@code 4.2 KiB}, {@code 1.3 MiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    String unit = "KiB";
    if (value >= 1024) {
      value /= 1024;
      unit = "MiB";
    }
    if (value >= 1024) {
      value /= 1024;
      unit = "GiB";
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, unit);
  }

  /** A part in percent: {@code 12 %}, {@code 0.4 %}, {@code < 0.1 %}. */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
  }

  /** {@code 0x1a3}. */
  public static String offset(long offset) {
    return "0x" + Long.toHexString(offset);
  }

  /** {@code 1 function}, {@code 12,345 functions}. */
  public static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
