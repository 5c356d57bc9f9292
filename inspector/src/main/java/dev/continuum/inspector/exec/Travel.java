package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.DebugBackend.HitListener;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.Stop.Reason;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the motions of a debugger: forwards by execution, backwards by executing anew.
 *
 * <p>The class is long because all motions share how what happens on the way is noticed.
 */
final class Travel implements Execution.Observer {
  /** Later than any tick. */
  private static final long NEVER = Long.MAX_VALUE / 2;

  /** The owner of probes that a motion puts for itself. */
  private static final int OWN = -1;

  private final Execution execution;
  private final Machine m;
  private final Timeline timeline;
  private final Frames frames;
  private final Bindings bindings;
  private final Watches watches;
  private final ModuleInstance instance;

  /** How what happens is noticed. */
  private enum Mode {
    /** Not at all. */
    SILENT,
    /** It stops. */
    STOP,
    /** The last time is remembered. */
    REMEMBER
  }

  private Mode mode = Mode.SILENT;
  private HitListener listener = (id, scope, past) -> false;
  private final List<Integer> hits = new ArrayList<>();
  private @Nullable Goal goal;
  private boolean goalReached;
  private long exception;
  private String thrownWords = "";

  /** With {@link Mode#REMEMBER}: the last hit before a tick. */
  private long before;

  /** When the motion began. */
  private long startTick;

  private long lastHit;
  private List<Integer> lastHits = List.of();
  private boolean lastByWatch;

  /** Where a motion wants to get: an instruction, in a frame of its own if the depth is known. */
  private record Goal(int depth, int fp) {
    boolean isReached(Machine m) {
      return depth < 0 || m.depth == depth && m.fp == fp;
    }
  }

  Travel(
      Execution execution,
      Timeline timeline,
      Frames frames,
      Bindings bindings,
      Watches watches,
      ModuleInstance instance) {
    this.execution = execution;
    this.timeline = timeline;
    this.frames = frames;
    this.bindings = bindings;
    this.watches = watches;
    this.instance = instance;
    m = execution.machine();
    execution.observe(this);
  }

  private volatile boolean paused;

  void pause() {
    paused = true;
    execution.pause();
  }

  // The observer

  @Override
  public boolean probe(FunctionInstance function, int index) {
    if (mode == Mode.SILENT) {
      return false;
    }
    boolean stop = false;
    for (int id : List.copyOf(execution.probes().at(function, index))) {
      if (id == OWN) {
        if (goal != null && goal.isReached(m)) {
          goalReached = true;
          stop = true;
        }
      } else if (watches.has(id)) {
        if (bindings.uses(id, function, index)) {
          watches.touch(id);
        }
      } else {
        stop |= hit(id);
      }
    }
    return stop && noticed(m.ticks, false);
  }

  private boolean hit(int id) {
    if (!listener.hit(id, scope(0), mode == Mode.REMEMBER || timeline.isInPast())) {
      return false;
    }
    hits.add(id);
    return true;
  }

  /** Whether to stop for what has just been found. */
  private boolean noticed(long tick, boolean byWatch) {
    if (mode == Mode.STOP) {
      return true;
    }
    if (tick < before) {
      lastHit = tick;
      lastHits = List.copyOf(hits);
      lastByWatch = byWatch;
    }
    hits.clear();
    goalReached = false;
    return false;
  }

  @Override
  public boolean asksFor(FunctionInstance callee) {
    return mode != Mode.SILENT && !waiting(callee).isEmpty();
  }

  private List<Integer> waiting(FunctionInstance callee) {
    return bindings.waitingFor(location ->
        location instanceof Location.ImportCall call
            && callee.hostName.equals(call.module() + "." + call.name()));
  }

  @Override
  public boolean hostCall(FunctionInstance callee) {
    boolean stop = false;
    for (int id : waiting(callee)) {
      stop |= !passing() && hit(id);
    }
    return stop && noticed(m.ticks, false);
  }

  /** Whether execution was stopped in front of this very call or throw, and now goes on. */
  private boolean passing() {
    return mode == Mode.STOP && m.ticks == startTick;
  }

  @Override
  public boolean asksForThrows() {
    return mode != Mode.SILENT && !bindings.waitingFor(Location.Thrown.class::isInstance).isEmpty();
  }

  @Override
  public boolean thrown(int tag, boolean caught) {
    String name = tagName(tag);
    boolean stop = false;
    for (int id :
        bindings.waitingFor(location ->
            location instanceof Location.Thrown wanted
                && (wanted.tag() == null || wanted.tag().equals(name)))) {
      stop |= !passing() && hit(id);
    }
    thrownWords =
        "An exception of tag "
            + (name == null ? "" + tag : "$" + name)
            + " is thrown"
            + (caught ? "." : ", and nothing catches it.");
    return stop && noticed(m.ticks, false);
  }

  private @Nullable String tagName(int tag) {
    for (int i = 0; i < instance.tags.length; i++) {
      if (instance.tags[i].address() == tag) {
        return instance.module.tags().get(i).name();
      }
    }
    return null;
  }

  @Override
  public boolean unwound(int depth) {
    return mode == Mode.STOP && goal != null && goal.depth >= 0 && depth <= goal.depth;
  }

  @Override
  public void slice() {
    timeline.keep();
  }

  // Scopes

  /** What can be seen in a frame. */
  GuestScope scope(int level) {
    boolean framed = !timeline.isAtEnd() && level < frames.depth();
    return new GuestScope(
        m,
        frames,
        instance,
        framed ? frames.frame(level) : null,
        timeline.now(),
        exception,
        List.of());
  }

  // Motions

  Stop move(Motion motion, HitListener by) {
    listener = by;
    mode = Mode.STOP;
    startTick = timeline.now();
    paused = false;
    hits.clear();
    try {
      return switch (motion) {
        case Motion.Continue on -> forward(NEVER);
        case Motion.StepInto step -> forward(plus(timeline.now(), step.count()));
        case Motion.StepOver over -> stepOver();
        case Motion.StepOut out -> stepOut();
        case Motion.RunTo to -> runTo(to.offset());
        case Motion.ToTick to ->
            to.tick() > timeline.end() ? forward(to.tick()) : backTo(to.tick(), Reason.STEP);
        case Motion.StepBack back -> backTo(timeline.now() - back.count(), Reason.STEP);
        case Motion.ReverseContinue reverse -> reverse();
        case Motion.StepBackOver over -> backOver();
        case Motion.StepBackOut out -> backOut();
        case Motion.ToLastWrite write -> lastWrite(write.level(), write.place());
      };
    } finally {
      mode = Mode.SILENT;
      listener = (id, scope, past) -> false;
      goal = null;
      execution.probes().remove(OWN);
    }
  }

  private static long plus(long tick, long count) {
    return tick > NEVER - count ? NEVER : tick + count;
  }

  /** Executes until a tick, or until something stops it. */
  private Stop forward(long until) {
    boolean pass = true;
    touchHere();
    while (true) {
      Execution.Event event = timeline.advance(until, pass);
      pass = false;
      switch (event) {
        case WATCH -> {
          Stop stop = watched();
          if (stop != null) {
            return stop;
          }
          if (timeline.now() >= until) {
            return new Stop(Reason.STEP, timeline.now());
          }
        }
        case PAUSE -> {
          return new Stop(Reason.PAUSE, timeline.now());
        }
        case TICK -> {
          return new Stop(Reason.STEP, timeline.now());
        }
        case PROBE -> {
          return probed();
        }
        default -> {
          return ended(event);
        }
      }
    }
  }

  /** The instruction that is next is passed over without asking, but watches see it. */
  private void touchHere() {
    if (timeline.isAtEnd() || m.isAtBottom()) {
      return;
    }
    int index = m.function.map().plainIndex(m.pc);
    for (int id : execution.probes().at(m.function, index)) {
      if (watches.has(id) && bindings.uses(id, m.function, index)) {
        watches.touch(id);
      }
    }
  }

  private @Nullable Stop watched() {
    boolean stop = false;
    for (int id : watches.fired()) {
      stop |= hit(id);
    }
    return stop ? new Stop(Reason.WATCHPOINT, timeline.now(), List.copyOf(hits), "") : null;
  }

  private Stop probed() {
    if (goalReached) {
      goalReached = false;
      return hits.isEmpty()
          ? new Stop(Reason.STEP, timeline.now())
          : new Stop(Reason.BREAKPOINT, timeline.now(), List.copyOf(hits), "");
    }
    if (hits.isEmpty()) {
      // An exception has left the frame that was to be stepped over.
      return new Stop(Reason.STEP, timeline.now());
    }
    boolean thrown =
        hits.stream()
            .anyMatch(id -> bindings.waitingFor(Location.Thrown.class::isInstance).contains(id));
    return thrown
        ? new Stop(Reason.EXCEPTION, timeline.now(), List.copyOf(hits), thrownWords)
        : new Stop(Reason.BREAKPOINT, timeline.now(), List.copyOf(hits), "");
  }

  private Stop ended(Execution.Event event) {
    long tick = timeline.now();
    Timeline.Ending ending = timeline.ending();
    if (ending == null || event == Execution.Event.DONE) {
      return new Stop(Reason.END, tick, List.of(), "", 0, results());
    }
    return switch (event) {
      case TRAP -> {
        List<Integer> ids = bindings.waitingFor(Location.Trap.class::isInstance);
        yield new Stop(Reason.TRAP, tick, ids, ending.message());
      }
      case EXIT -> new Stop(Reason.EXIT, tick, List.of(), "", ending.status(), List.of());
      default -> throw new IllegalStateException("nothing ends by " + event);
    };
  }

  private List<Value> results() {
    return SteppingBackend.results(scope(0), timeline.lastFunction(), m.stack);
  }

  private Stop stepOver() {
    if (timeline.isAtEnd()) {
      return forward(NEVER);
    }
    int depth = m.depth;
    int fp = m.fp;
    FunctionInstance function = m.function;
    int index = function.map().plainIndex(m.pc);
    Stop stop = forward(timeline.now() + 1);
    if (stop.reason() != Reason.STEP || timeline.isAtEnd() || m.depth <= depth) {
      return stop;
    }
    return toGoal(function, index + 1, new Goal(depth, fp));
  }

  private Stop stepOut() {
    if (timeline.isAtEnd() || frames.depth() < 2) {
      return forward(NEVER);
    }
    Frames.Frame caller = frames.frame(1);
    return toGoal(caller.function(), caller.index() + 1, new Goal(m.depth - 1, caller.fp()));
  }

  private Stop toGoal(FunctionInstance function, int index, Goal wanted) {
    goal = wanted;
    execution.probes().add(OWN, function, index);
    return forward(NEVER);
  }

  private Stop runTo(int offset) {
    try {
      bindings.bind(OWN, new Location.Instruction(offset));
      goal = new Goal(-1, -1);
      return forward(NEVER);
    } catch (BindException nowhere) {
      return new Stop(Reason.STEP, timeline.now(), List.of(), String.valueOf(nowhere.getMessage()));
    } finally {
      bindings.unbind(OWN);
    }
  }

  // Backwards

  private Stop backTo(long tick, Reason reason) {
    mode = Mode.SILENT;
    long from = timeline.now();
    if (from <= timeline.history().start() && tick < from) {
      return new Stop(Reason.START_OF_HISTORY, from);
    }
    long reached = timeline.goTo(tick);
    watches.publishAll();
    return new Stop(reached > tick ? Reason.START_OF_HISTORY : reason, reached);
  }

  private Stop reverse() {
    long found = lastBefore(timeline.now());
    if (found < 0) {
      Stop stop = backTo(timeline.history().start(), Reason.START_OF_HISTORY);
      return new Stop(paused ? Reason.PAUSE : Reason.START_OF_HISTORY, stop.tick());
    }
    List<Integer> ids = lastHits;
    Reason reason = lastByWatch ? Reason.WATCHPOINT : Reason.BREAKPOINT;
    Stop stop = backTo(found, reason);
    return new Stop(reason, stop.tick(), ids, "");
  }

  /** The last tick before another at which something would have stopped, or -1. */
  private long lastBefore(long tick) {
    mode = Mode.REMEMBER;
    before = tick;
    long end = tick;
    long start = timeline.history().start();
    while (end > start && !paused) {
      lastHit = -1;
      timeline.restoreBefore(end - 1);
      watches.publishAll();
      long segment = timeline.now();
      remember(end);
      if (lastHit >= 0) {
        return lastHit;
      }
      end = segment;
    }
    return -1;
  }

  /** As {@link #lastBefore}, but only of what the motion itself looks for. */
  private long lastOwnBefore(long tick) {
    listener = (id, scope, past) -> false;
    return lastBefore(tick);
  }

  /** Executes up to a tick and remembers the last hit. */
  private void remember(long end) {
    while (timeline.now() < end) {
      Execution.Event event = timeline.advance(end, false);
      switch (event) {
        case WATCH -> {
          hits.clear();
          for (int id : watches.fired()) {
            if (id == OWN) {
              hits.add(id);
            } else {
              hit(id);
            }
          }
          if (!hits.isEmpty()) {
            noticed(timeline.now(), true);
          }
        }
        case TICK -> {
          return;
        }
        case PROBE -> {}
        default -> {
          return;
        }
      }
      if (paused) {
        return;
      }
    }
  }

  private Stop backOver() {
    if (timeline.isAtEnd() || frames.depth() == 0) {
      return backTo(timeline.now() - 1, Reason.STEP);
    }
    long from = timeline.now();
    int depth = m.depth;
    int fp = m.fp;
    FunctionInstance function = m.function;
    int index = function.map().plainIndex(m.pc);
    Stop stop = backTo(from - 1, Reason.STEP);
    if (stop.reason() != Reason.STEP || m.depth <= depth || index == 0) {
      return stop;
    }
    // The instruction before was the last of a function that was called: back to the call.
    return lastAt(function, index - 1, new Goal(depth, fp), from);
  }

  private Stop backOut() {
    if (timeline.isAtEnd() || frames.depth() < 2) {
      return backTo(timeline.history().start(), Reason.STEP);
    }
    Frames.Frame caller = frames.frame(1);
    return lastAt(
        caller.function(), caller.index(), new Goal(m.depth - 1, caller.fp()), timeline.now());
  }

  /** Goes to the last time an instruction of a frame was next. */
  private Stop lastAt(FunctionInstance function, int index, Goal wanted, long tick) {
    goal = wanted;
    execution.probes().add(OWN, function, index);
    long found = lastOwnBefore(tick);
    return found < 0
        ? backTo(timeline.history().start(), Reason.START_OF_HISTORY)
        : backTo(found, Reason.STEP);
  }

  private Stop lastWrite(int level, Place place) {
    long from = timeline.now();
    boolean framed = !timeline.isAtEnd() && level < frames.depth();
    Frames.Frame frame = framed ? frames.frame(level) : null;
    GuestScope scope = scope(level);
    int depth = m.depth - level;
    if (place instanceof Place.Stack operand && frame != null) {
      return producer(scope, frame, operand.depth(), depth, from);
    }
    try {
      bindings.watch(OWN, Location.Access.WRITE, place, scope, frame, depth);
    } catch (BindException impossible) {
      return new Stop(Reason.STEP, from, List.of(), String.valueOf(impossible.getMessage()));
    }
    long found;
    try {
      found = lastOwnBefore(from + 1);
    } finally {
      bindings.unbind(OWN);
    }
    if (found < 0) {
      Stop back = backTo(timeline.history().start(), Reason.START_OF_HISTORY);
      return new Stop(
          Reason.START_OF_HISTORY,
          back.tick(),
          List.of(),
          "Nothing has written it since the start of history.");
    }
    return backTo(found - 1, Reason.STEP);
  }

  /** Goes to the instruction that put an operand where it is. */
  private Stop producer(GuestScope scope, Frames.Frame frame, int operand, int depth, long from) {
    int slot = scope.operandSlot(operand) - frame.fp();
    FunctionMap map = frame.function().map();
    goal = new Goal(depth, frame.fp());
    for (int index = 0; index < map.count(); index++) {
      if (map.heights()[index] <= slot || takes(map, index, slot)) {
        execution.probes().add(OWN, frame.function(), index);
      }
    }
    long found = lastOwnBefore(from);
    return found < 0
        ? backTo(timeline.history().start(), Reason.START_OF_HISTORY)
        : backTo(found, Reason.STEP);
  }

  /** Whether an instruction replaces the operand in a slot that is alive in front of it. */
  private static boolean takes(FunctionMap map, int index, int slot) {
    return index + 1 < map.count()
        && map.heights()[index + 1] == slot + 1
        && map.heights()[index] == slot + 1;
  }
}
