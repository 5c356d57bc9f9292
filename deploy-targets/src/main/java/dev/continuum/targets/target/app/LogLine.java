package dev.continuum.targets.target.app;

import java.time.Instant;

/**
 * One line of an app's log on a device.
 *
 * @param position the line's first byte in the log: grows, never repeats
 * @param next the byte after it: where to read on from
 * @param time by the device's clock
 * @param source who wrote it
 * @param text without its line end; control characters as the app wrote them
 * @param continued whether the app's line goes on in the next of the same stream: it was too long
 *     for one
 */
public record LogLine(
    long position, long next, Instant time, Source source, String text, boolean continued) {
  /** A line that is whole. */
  public LogLine(long position, long next, Instant time, Source source, String text) {
    this(position, next, time, source, text, false);
  }

  /** Who wrote a line. */
  public enum Source {
    STDOUT,
    STDERR,
    /** What the device's supervisor did: started, exited with 0, stopped. */
    SUPERVISOR
  }
}
