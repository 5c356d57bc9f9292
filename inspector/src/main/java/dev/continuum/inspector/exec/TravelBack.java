package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.Stop.Reason;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    if (reached < Math.min(tick, timeline.end())) {
      // A pause may have been asked for before this motion began.
      paused = true;
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

  private Lookout.@Nullable Found lastBefore(long tick) {
    return last(tick, tick, 0);
  }

  /**
   * The last time at which something would have stopped, or null.
   *
   * @param before the first tick that is too late for it
   * @param until the tick to execute up to: what is next there may never have been executed
   * @param earliest what happened before this tick need not be found
   */
  private Lookout.@Nullable Found last(long before, long until, long earliest) {
    lookout.rememberBefore(before);
    long end = until;
    long start = Math.max(timeline.history().start(), earliest);
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
    if (found == null && paused) {
      return new Stop(Reason.PAUSE, timeline.now());
    }
    return found == null ? toStart(Reason.START_OF_HISTORY) : to(found.tick(), Reason.STEP);
  }

  /** Executes up to a tick and remembers the last hit. */
  private void remember(long end) {
    while (timeline.now() < end && !paused) {
      switch (timeline.advance(end, false)) {
        case WATCH -> lookout.watched();
        case PROBE -> {}
        case PAUSE -> paused = true;
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
    lookout.onlyOwn();
    if (place instanceof Place.Stack operand && frame != null) {
      int position = scope.stackSize() - 1 - operand.depth();
      return producer(frame, position, new Lookout.Goal(depth, frame.fp()), from);
    }
    Lookout.Found call = null;
    if (place instanceof Place.Local && frame != null && level + 1 < frames.depth()) {
      call = entry(frame, frames.frame(level + 1), depth, from);
    }
    Lookout.Found found;
    try {
      bindings.watch(Lookout.OWN, Location.Access.WRITE, place, scope, frame, depth);
      if (place instanceof Place.Field field) {
        lookout.lookForMaking(field.object().bits());
      }
      found = last(from + 1, from, call == null ? 0 : call.tick());
    } catch (BindException impossible) {
      return new Stop(Reason.STEP, from, List.of(), String.valueOf(impossible.getMessage()));
    } finally {
      bindings.unbind(Lookout.OWN);
    }
    if (paused) {
      return new Stop(Reason.PAUSE, timeline.now());
    }
    if (found != null && (call == null || found.tick() - 1 > call.tick())) {
      return to(found.tick() - 1, Reason.STEP);
    }
    if (call != null) {
      return to(call.tick(), Reason.STEP);
    }
    Stop back = toStart(Reason.START_OF_HISTORY);
    return new Stop(
        Reason.START_OF_HISTORY,
        back.tick(),
        List.of(),
        "Nothing has written it since the start of history.");
  }

  /** Finds the call, or the tail call, that a frame began with. */
  private Lookout.@Nullable Found entry(
      Frames.Frame frame, Frames.Frame caller, int depth, long from) {
    lookout.lookFor(caller.function(), caller.index(), new Lookout.Goal(depth - 1, caller.fp()));
    Lookout.Found call = lastBefore(from);
    bindings.unbind(Lookout.OWN);
    if (call == null) {
      return null;
    }
    lookout.lookForTailCalls(new Lookout.Goal(depth, frame.fp()));
    Lookout.Found tail = last(from, from, call.tick());
    bindings.unbind(Lookout.OWN);
    return tail != null && tail.tick() > call.tick() ? tail : call;
  }

  /** Goes to the instruction that put an operand where it is. */
  private Stop producer(Frames.Frame frame, int position, Lookout.Goal here, long from) {
    FunctionInstance function = frame.function();
    OperandFlow.Sources sources =
        frames.flow(function).sources(function.declaration().index(), position);
    FunctionMap map = function.map();
    Map<Integer, OperandFlow.Use> uses = new HashMap<>();
    for (OperandFlow.Use use : sources.uses()) {
      int index = map.indexAt(use.offset());
      uses.put(index, use);
      lookout.lookFor(function, index, here);
    }
    Set<Integer> landings = new HashSet<>();
    for (OperandFlow.Landing landing : sources.landings()) {
      int index = map.indexAt(landing.offset());
      if (landings.add(index) && !uses.containsKey(index)) {
        lookout.lookFor(function, index, here);
      }
    }
    if (here.isReached(m) && landings.contains(frame.index())) {
      Stop thrown = thrownBefore(from);
      if (thrown != null) {
        return thrown;
      }
    }
    long end = from;
    while (true) {
      Lookout.Found found = lastBefore(end);
      if (paused) {
        return new Stop(Reason.PAUSE, timeline.now());
      }
      if (found == null) {
        return toStart(Reason.START_OF_HISTORY);
      }
      end = found.tick();
      Stop there = to(end, Reason.STEP);
      if (paused) {
        return there;
      }
      int index = frames.frame(0).index();
      OperandFlow.Use use = uses.get(index);
      if (use != null && gives(use, position)) {
        return to(end, Reason.STEP);
      }
      Stop thrown = landings.contains(index) ? thrownBefore(end) : null;
      if (thrown != null) {
        return thrown;
      }
    }
  }

  /** Goes to what has thrown an exception that was caught at a tick; null when none was. */
  private @Nullable Stop thrownBefore(long tick) {
    if (tick <= timeline.history().start()) {
      return null;
    }
    Stop before = to(tick - 1, Reason.STEP);
    return paused || frames.depth() > 0 && frames.isThrow(frames.frame(0)) ? before : null;
  }

  /** Whether the instruction that is next gives the operand at a position. */
  private boolean gives(OperandFlow.Use use, int position) {
    if (use.gives(position)) {
      return true;
    }
    Cell top = new Cell();
    if (scopes.of(0).stackSize() > 0) {
      scopes.of(0).stack(0, top);
    }
    return switch (use.opcode()) {
      case BR_IF -> top.value() instanceof Value.I32(int condition) && condition != 0;
      case BR_TABLE -> {
        int label = top.value() instanceof Value.I32(int number) ? number : -1;
        int last = use.carries().size() - 1;
        yield use.carries().get(label < 0 ? last : Math.min(label, last)).moves(position);
      }
      case BR_ON_NULL -> top.value() instanceof Value.Reference to && to.isNull();
      case BR_ON_NON_NULL -> top.value() instanceof Value.Reference to && !to.isNull();
      case BR_ON_CAST, BR_ON_CAST_FAIL -> branches();
      default -> true;
    };
  }

  /** Whether the instruction that is next leads elsewhere than to the one behind it. */
  private boolean branches() {
    int behind = frames.frame(0).index() + 1;
    paused |= timeline.advance(timeline.now() + 1, true) == Execution.Event.PAUSE;
    return !paused && frames.frame(0).index() != behind;
  }
}
