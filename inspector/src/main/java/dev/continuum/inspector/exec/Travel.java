package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.DebugBackend.HitListener;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.Stop.Reason;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the motions of a debugger; those forwards here, those backwards in {@link TravelBack}. */
final class Travel {
  /** Later than any tick. */
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final Execution execution;
  private final Machine m;
  private final Timeline timeline;
  private final Frames frames;
  private final Bindings bindings;
  private final Scopes scopes;
  private final Recorder recorder;
  private final Lookout lookout;
  private final TravelBack back;

  /** The breakpoints that the last motion has stopped at, and when. */
  private Set<Integer> reported = Set.of();

  private long reportedAt = -1;

  Travel(
      Execution execution,
      Timeline timeline,
      Frames frames,
      Bindings bindings,
      Watches watches,
      Scopes scopes,
      Recorder recorder) {
    this.execution = execution;
    this.timeline = timeline;
    this.frames = frames;
    this.bindings = bindings;
    this.scopes = scopes;
    this.recorder = recorder;
    m = execution.machine();
    lookout = new Lookout(execution, timeline, bindings, watches, scopes);
    back = new TravelBack(m, timeline, frames, bindings, watches, scopes, lookout);
  }

  /** Has the motion that is being made stop soon; from any thread. */
  void pause() {
    back.pause();
    execution.pause();
    recorder.hurry();
  }

  Stop move(Motion motion, HitListener by) {
    long from = timeline.now();
    lookout.begin(by, from, reportedAt == from ? reported : Set.of());
    back.begin();
    try {
      Stop stop = make(motion);
      if (by != HitListener.NONE) {
        reported = Set.copyOf(stop.breakpoints());
        reportedAt = stop.tick();
      }
      return stop;
    } finally {
      lookout.end();
      recorder.calm();
    }
  }

  /** As {@link dev.continuum.inspector.debug.DebugBackend#visit}. */
  <T> T visit(long tick, Supplier<T> look) {
    return back.visit(tick, look);
  }

  private Stop make(Motion motion) {
    long now = timeline.now();
    return switch (motion) {
      case Motion.Continue on -> forward(NEVER);
      case Motion.StepInto step -> stepInto(step.count());
      case Motion.StepOver over -> stepOver();
      case Motion.StepOut out -> stepOut();
      case Motion.RunTo to -> runTo(to.offset());
      case Motion.ToTick to ->
          to.tick() > timeline.end() ? forward(to.tick()) : back.to(to.tick(), Reason.STEP);
      case Motion.StepBack step -> back.to(now - step.count(), Reason.STEP);
      case Motion.ReverseContinue reverse -> back.reverse();
      case Motion.StepBackOver over -> back.over();
      case Motion.StepBackOut out -> back.out();
      case Motion.ToLastWrite write -> back.lastWrite(write.level(), write.place());
    };
  }

  private static long plus(long tick, long count) {
    return tick > NEVER - count ? NEVER : tick + count;
  }

  /** Executes until a tick, or until something stops it. */
  private Stop forward(long until) {
    boolean pass = true;
    lookout.touchHere();
    while (true) {
      Execution.Event event = timeline.advance(until, pass);
      pass = false;
      switch (event) {
        case WATCH -> {
          if (lookout.watched()) {
            return new Stop(Reason.WATCHPOINT, timeline.now(), lookout.hits(), "");
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

  private Stop probed() {
    List<Integer> hits = lookout.hits();
    if (hits.isEmpty()) {
      // The goal is reached, or an exception has left the frame that was to be stepped over.
      return new Stop(Reason.STEP, timeline.now());
    }
    String thrown = lookout.thrownWords();
    return thrown == null
        ? new Stop(Reason.BREAKPOINT, timeline.now(), hits, "")
        : new Stop(Reason.EXCEPTION, timeline.now(), hits, thrown);
  }

  private Stop ended(Execution.Event event) {
    long tick = timeline.now();
    Timeline.Ending ending = timeline.ending();
    if (ending == null || event == Execution.Event.DONE) {
      return new Stop(Reason.END, tick, List.of(), "", 0, scopes.results());
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

  private Stop stepInto(long count) {
    boolean returns = count == 1 && isReturnNext();
    int depth = m.depth;
    Stop stop = forward(plus(timeline.now(), count));
    if (returns && stop.reason() == Reason.STEP && m.depth < depth) {
      scopes.returnedHere();
    }
    return stop;
  }

  private boolean isReturnNext() {
    return !timeline.isAtEnd() && frames.depth() > 1 && frames.isReturn(frames.frame(0));
  }

  private Stop stepOver() {
    if (timeline.isAtEnd() || m.isAtBottom()) {
      return forward(NEVER);
    }
    Frames.Frame frame = frames.frame(0);
    int depth = m.depth;
    boolean calls = frames.resultTypes(frame.function(), frame.index()).length > 0;
    boolean returns = isReturnNext();
    Stop stop = forward(timeline.now() + 1);
    if (stop.reason() != Reason.STEP || timeline.isAtEnd()) {
      return stop;
    }
    if (m.depth > depth) {
      stop = toGoal(frame.function(), frame.index() + 1, new Lookout.Goal(depth, frame.fp()));
    } else if (returns && m.depth < depth
        || calls && m.depth == depth && frames.frame(0).index() == frame.index() + 1) {
      scopes.returnedHere();
    }
    return stop;
  }

  private Stop stepOut() {
    if (timeline.isAtEnd() || frames.depth() < 2) {
      return forward(NEVER);
    }
    Frames.Frame caller = frames.frame(1);
    return toGoal(
        caller.function(), caller.index() + 1, new Lookout.Goal(m.depth - 1, caller.fp()));
  }

  /** Goes on to behind a call that is open. */
  private Stop toGoal(FunctionInstance function, int index, Lookout.Goal wanted) {
    lookout.lookFor(function, index, wanted);
    Stop stop = forward(NEVER);
    if (lookout.isGoalReached()) {
      scopes.returnedHere();
    }
    return stop;
  }

  private Stop runTo(int offset) {
    try {
      bindings.bind(Lookout.OWN, new Location.Instruction(offset));
      lookout.lookFor(new Lookout.Goal(-1, -1));
      return forward(NEVER);
    } catch (BindException nowhere) {
      return new Stop(Reason.STEP, timeline.now(), List.of(), String.valueOf(nowhere.getMessage()));
    } finally {
      bindings.unbind(Lookout.OWN);
    }
  }
}
