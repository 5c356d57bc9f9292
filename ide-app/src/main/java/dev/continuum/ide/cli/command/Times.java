package dev.continuum.ide.cli.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people here read them. */
public final class Times {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  /** {@code 2026-01-31 16:20:05}, by this computer's clock. */
  public static String local(Instant time) {
    return DATE_TIME.format(time.atZone(ZoneId.systemDefault()));
  }
}
