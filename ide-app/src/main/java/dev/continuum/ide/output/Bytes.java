package dev.continuum.ide.output;

import java.util.Locale;

/** Sizes as the user reads them, in powers of 1024. */
public final class Bytes {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Bytes() {}

  /** Such as {@code 812 B}, {@code 4.2 KiB}, {@code 12 MiB}. */
  public static String text(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    do {
      value /= 1024;
      unit++;
    } while (value >= 1023.5 && unit < UNITS.length - 1);
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }
}
