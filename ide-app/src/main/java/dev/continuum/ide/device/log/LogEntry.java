package dev.continuum.ide.device.log;

import dev.continuum.targets.target.app.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log as it is kept for showing: small, since there are many.
 *
 * @param source which of the shown logs it is of
 * @param kind who wrote it; null for what this program says about the log
 * @param millis when, since 1970, by this computer's clock
 * @param position its first byte in its log; negative for what this program says
 * @param next the byte after it
 * @param text harmless, at most {@link LogIntake#LONGEST} characters
 * @param continued whether it goes on in the next entry of its log
 * @param late whether lines of later times of other logs stand before it
 */
record LogEntry(
    LogSource source,
    LogLine.@Nullable Source kind,
    long millis,
    long position,
    long next,
    String text,
    boolean continued,
    boolean late) {
  /** How much room it takes, in characters. */
  int weight() {
    return text.length() + 1;
  }
}
