package dev.continuum.ide.debug;

import dev.continuum.inspector.debug.Stop;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The moments at which a program has stood still, for the timeline. Used on the JavaFX thread. */
public final class Travels {
  /** So many are remembered; the earliest are forgotten first. */
  private static final int MOST = 10_000;

  /** A moment at which it stood. */
  public record Mark(long tick, Stop.Reason reason) {}

  private final NavigableMap<Long, Mark> marks = new TreeMap<>();

  void begin() {
    marks.clear();
  }

  void stood(Standing now) {
    Mark mark = marks.get(now.tick());
    // Coming back by a step does not take from a moment what was found there.
    if (mark == null || now.stop().reason() != Stop.Reason.STEP) {
      marks.put(now.tick(), new Mark(now.tick(), now.stop().reason()));
    }
    marks.tailMap(now.lastTick(), false).clear();
    while (marks.size() > MOST) {
      marks.pollFirstEntry();
    }
  }

  /** All, in order of time. */
  public List<Mark> marks() {
    return List.copyOf(marks.values());
  }
}
