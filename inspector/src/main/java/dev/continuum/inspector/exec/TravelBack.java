package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.Stop.Reason;
import dev.continuum.inspector.debug.expression.Place;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the motions backwards: by going to an image and executing anew. */
final class TravelBack {
  private static final int MOST_TRIES = 10;

  private final Machine m;
  private final Timeline timeline;
  private final Frames frames;
  private final Bindings bindings;
  private final Watches watches;
  private final Scopes scopes;
  private final Lookout lookout;
  private volatile boolean paused;

  TravelBack(
      Machine machine,
      Timeline timeline,
      Frames frames,
      Bindings bindings,
      Watches watches,
      Scopes scopes,
      Lookout lookout) {
    m = machine;
    this.timeline = timeline;
    this.frames = frames;
    this.bindings = bindings;
    this.watches = watches;
    this.scopes = scopes;
    this.lookout = lookout;
  }

  void begin() {
    paused = false;
  }

  void pause() {
    paused = true;
  }

  /** Goes to a moment that has been. */
  Stop to(long tick, Reason reason) {
    lookout.beSilent();
    long from = timeline.now();
    if (from <= timeline.history().start() && tick < from) {
      return new Stop(Reason.START_OF_HISTORY, from);
    }
    long reached = timeline.goTo(tick);
    watches.publishAll();
    if (reached < tick && paused) {
      return new Stop(Reason.PAUSE, reached);
    }
    return new Stop(reached > tick ? Reason.START_OF_HISTORY : reason, reached);
  }

  /** Goes to a moment that has been, looks, and comes back, as if it had stayed. */
  <T> T visit(long tick, Supplier<T> look) {
    long here = timeline.now();
    try {
      goUnseen(tick);
      return look.get();
    } finally {
      goUnseen(here);
    }
  }

  private void goUnseen(long tick) {
    long reached = timeline.goTo(tick);
    // A wish to pause, meant for a motion that waits, ends the way early.
    for (int tries = 0; reached < tick && tries < MOST_TRIES; tries++) {
      reached = timeline.goTo(tick);
    }
    watches.publishAll();
  }

  private Stop toStart(Reason reason) {
    return to(timeline.history().start(), reason);
  }

  Stop reverse() {
    Lookout.Found found = lastBefore(timeline.now());
    if (found == null) {
      Stop stop = toStart(Reason.START_OF_HISTORY);
      return new Stop(paused ? Reason.PAUSE : Reason.START_OF_HISTORY, stop.tick());
    }
    Reason reason = found.byWatch() ? Reason.WATCHPOINT : Reason.BREAKPOINT;
    Stop stop = to(found.tick(), reason);
    return new Stop(reason, stop.tick(), found.ids(), "");
  }

  /** The last time before a tick at which something would have stopped, or null. */
  private Lookout.@Nullable Found lastBefore(long tick) {
    lookout.rememberBefore(tick);
    long end = tick;
    long start = timeline.history().start();
    while (end > start && !paused) {
      timeline.restoreBefore(end - 1);
      watches.publishAll();
      long segment = timeline.now();
      remember(end);
      if (lookout.last() != null) {
        return lookout.last();
      }
      end = segment;
    }
    return null;
  }

  /** Goes to what the motion itself looks for. */
  private Stop lastOwnBefore(long tick) {
    lookout.onlyOwn();
    Lookout.Found found = lastBefore(tick);
    return found == null ? toStart(Reason.START_OF_HISTORY) : to(found.tick(), Reason.STEP);
  }

  /** Executes up to a tick and remembers the last hit. */
  private void remember(long end) {
    while (timeline.now() < end && !paused) {
      switch (timeline.advance(end, false)) {
        case WATCH -> lookout.watched();
        case PROBE -> {}
        default -> {
          return;
        }
      }
    }
  }

  Stop over() {
    if (timeline.isAtEnd() || frames.depth() == 0) {
      return to(timeline.now() - 1, Reason.STEP);
    }
    long from = timeline.now();
    int depth = m.depth;
    Stop stop = to(from - 1, Reason.STEP);
    if (stop.reason() != Reason.STEP || m.depth <= depth) {
      return stop;
    }
    // What was called has just returned or thrown: back to the call.
    Frames.Frame caller = frames.frame(m.depth - depth);
    return lastAt(caller.function(), caller.index(), new Lookout.Goal(depth, caller.fp()), from);
  }

  Stop out() {
    if (timeline.isAtEnd() || frames.depth() < 2) {
      return toStart(Reason.STEP);
    }
    Frames.Frame caller = frames.frame(1);
    return lastAt(
        caller.function(),
        caller.index(),
        new Lookout.Goal(m.depth - 1, caller.fp()),
        timeline.now());
  }

  /** Goes to the last time an instruction of a frame was next. */
  private Stop lastAt(FunctionInstance function, int index, Lookout.Goal wanted, long tick) {
    lookout.lookFor(function, index, wanted);
    return lastOwnBefore(tick);
  }

  Stop lastWrite(int level, Place place) {
    long from = timeline.now();
    boolean framed = !timeline.isAtEnd() && level < frames.depth();
    Frames.Frame frame = framed ? frames.frame(level) : null;
    GuestScope scope = scopes.of(level);
    int depth = m.depth - level;
    if (place instanceof Place.Stack operand && frame != null) {
      return producer(scope, frame, operand.depth(), depth, from);
    }
    try {
      bindings.watch(Lookout.OWN, Location.Access.WRITE, place, scope, frame, depth);
    } catch (BindException impossible) {
      return new Stop(Reason.STEP, from, List.of(), String.valueOf(impossible.getMessage()));
    }
    Lookout.Found found;
    try {
      lookout.onlyOwn();
      found = lastBefore(from + 1);
    } finally {
      bindings.unbind(Lookout.OWN);
    }
    if (found == null) {
      Stop back = toStart(Reason.START_OF_HISTORY);
      return new Stop(
          Reason.START_OF_HISTORY,
          back.tick(),
          List.of(),
          "Nothing has written it since the start of history.");
    }
    return to(found.tick() - 1, Reason.STEP);
  }

  /** Goes to the instruction that put an operand where it is. */
  private Stop producer(GuestScope scope, Frames.Frame frame, int operand, int depth, long from) {
    int slot = scope.operandSlot(operand) - frame.fp();
    FunctionMap map = frame.function().map();
    Lookout.Goal here = new Lookout.Goal(depth, frame.fp());
    for (int index = 0; index < map.count(); index++) {
      if (map.heights()[index] <= slot || takes(map, index, slot)) {
        lookout.lookFor(frame.function(), index, here);
      }
    }
    return lastOwnBefore(from);
  }

  /** Whether an instruction replaces the operand in a slot that is alive in front of it. */
  private static boolean takes(FunctionMap map, int index, int slot) {
    return index + 1 < map.count()
        && map.heights()[index + 1] == slot + 1
        && map.heights()[index] == slot + 1;
  }
}
