package dev.continuum.targets.log;

import dev.continuum.targets.target.app.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the lines of several logs into one order by time; lines of one log keep theirs, whatever
 * their clock did. A line goes on when no other log can have an earlier one: when the others' next
 * lines are known and later, or have had {@link #HOLD_BACK} to come. A log that still reads what it
 * held when it was opened is waited for up to {@link #PATIENCE}. Moments are those of a clock that
 * only goes forward, in nanoseconds. Not thread-safe.
 */
final class LineMerger {
  /** How long a line waits for earlier ones of other logs: longer than a device gathers lines. */
  static final Duration HOLD_BACK = Duration.ofMillis(1200);

  /** How long a log that says nothing is waited for while it is being opened. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long NEVER = Long.MAX_VALUE;

  private record Waiting(LogLine line, Instant time, long since) {}

  private static final class Source {
    final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    Duration ahead = Duration.ZERO;
    Instant latest = Instant.MIN;
    boolean catchingUp = true;
    boolean gone;
    long heard;
  }

  private final List<Source> sources = new ArrayList<>();
  private Instant latest = Instant.MIN;
  private int waiting;

  LineMerger(int count, long now) {
    for (int i = 0; i < count; i++) {
      Source source = new Source();
      source.heard = now;
      sources.add(source);
    }
  }

  /** How far a device's clock is ahead of this computer's, from its next line on. */
  void clockAhead(int index, Duration ahead) {
    sources.get(index).ahead = ahead;
  }

  /** Takes lines of a log, in its order. */
  void add(int index, List<LogLine> lines, long now) {
    Source source = sources.get(index);
    source.heard = now;
    for (LogLine line : lines) {
      Instant time = line.time().minus(source.ahead);
      // A clock put back must not hold up what its log says next.
      Instant ordered = time.isBefore(source.latest) ? source.latest : time;
      source.latest = ordered;
      source.waiting.add(new Waiting(line, ordered, now));
    }
    waiting += lines.size();
  }

  /** A log has given all that it held when it was opened. */
  void caughtUp(int index, long now) {
    Source source = sources.get(index);
    source.catchingUp = false;
    source.heard = now;
  }

  /** A log is not connected, and not waited for until it is again; or it is. */
  void connected(int index, boolean connected, long now) {
    Source source = sources.get(index);
    source.gone = !connected;
    source.catchingUp = connected && source.catchingUp;
    source.heard = now;
  }

  /** How many lines wait. */
  int waiting() {
    return waiting;
  }

  /** Which lines can go now, in order. */
  List<MergedLine> take(long now) {
    List<MergedLine> taken = new ArrayList<>();
    while (true) {
      int best = earliest();
      if (best < 0 || releaseAt(best) > now) {
        return taken;
      }
      Waiting line = sources.get(best).waiting.remove();
      waiting--;
      boolean late = line.time().isBefore(latest);
      if (!late) {
        latest = line.time();
      }
      Instant time = line.line().time().minus(sources.get(best).ahead);
      taken.add(new MergedLine(best, line.line(), time, late));
    }
  }

  /** When {@link #take} is worth asking again; {@code Long.MAX_VALUE}: when something comes. */
  long next() {
    int best = earliest();
    return best < 0 ? NEVER : releaseAt(best);
  }

  private int earliest() {
    int best = -1;
    for (int i = 0; i < sources.size(); i++) {
      Waiting head = sources.get(i).waiting.peek();
      if (head != null && (best < 0 || head.time().isBefore(head(best).time()))) {
        best = i;
      }
    }
    return best;
  }

  private Waiting head(int index) {
    return sources.get(index).waiting.element();
  }

  /** When the earliest line may go for all that other logs may still say. */
  private long releaseAt(int best) {
    long at = Long.MIN_VALUE;
    for (int i = 0; i < sources.size(); i++) {
      Source other = sources.get(i);
      if (i == best || other.gone || !other.waiting.isEmpty()) {
        continue;
      }
      at =
          Math.max(
              at,
              other.catchingUp
                  ? other.heard + PATIENCE.toNanos()
                  : head(best).since() + HOLD_BACK.toNanos());
    }
    return at;
  }
}
