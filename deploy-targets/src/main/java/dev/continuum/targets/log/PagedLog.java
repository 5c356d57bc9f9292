package dev.continuum.targets.log;

import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app's log read line by line, page by page, from a place up to where it ended when reading
 * began. Every method may ask the device. Not thread-safe.
 */
public final class PagedLog {
  /** How many lines are asked for at once. */
  private static final int PAGE = 5000;

  private final DeviceTarget target;
  private final String app;
  private final Duration ahead;
  private final long begin;
  private final long end;
  private List<LogLine> page = List.of();
  private int index;
  private long position;

  /**
   * Finds the place and reads the first page.
   *
   * @param ahead how far the device's clock is ahead of this computer's
   */
  public PagedLog(DeviceTarget target, String app, LogPlace from, Duration ahead)
      throws TargetException {
    this.target = target;
    this.app = app;
    this.ahead = ahead;
    this.end = target.logPosition(app, new LogPlace.End());
    this.begin = target.logPosition(app, from);
    this.position = begin;
    load();
  }

  private void load() throws TargetException {
    page = position >= end ? List.of() : target.readLog(app, position, PAGE);
    index = 0;
    if (!page.isEmpty()) {
      position = page.getLast().next();
    }
  }

  /** The next line; null at the end. */
  public @Nullable LogLine peek() {
    return index < page.size() && page.get(index).position() < end ? page.get(index) : null;
  }

  /** When the next line was written, by this computer's clock as far as the device's is known. */
  public Instant time() {
    return page.get(index).time().minus(ahead);
  }

  /** Goes on to the line after the next. */
  public void remove() throws TargetException {
    index++;
    if (index >= page.size()) {
      load();
    }
  }

  /** How much is read, 0 to 1. */
  public double done() {
    return end <= begin ? 1 : Math.clamp((double) (position - begin) / (end - begin), 0, 1);
  }

  /** The log whose next line is the oldest; null when all are at their ends. */
  public static @Nullable PagedLog oldest(List<PagedLog> logs) {
    PagedLog best = null;
    for (PagedLog log : logs) {
      if (log.peek() != null && (best == null || log.time().isBefore(best.time()))) {
        best = log;
      }
    }
    return best;
  }
}
