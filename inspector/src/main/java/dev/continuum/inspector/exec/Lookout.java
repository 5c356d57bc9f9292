package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.DebugBackend.HitListener;
import dev.continuum.inspector.debug.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices what happens on the way of a motion: breakpoints, watched places, goals of its own. */
final class Lookout implements Execution.Observer {
  /** The owner of probes and watches that a motion puts for itself. */
  static final int OWN = -1;

  /** How what happens is noticed. */
  private enum Mode {
    /** Not at all. */
    SILENT,
    /** It stops. */
    STOP,
    /** The last time is remembered. */
    REMEMBER
  }

  /** Where a motion wants to get: an instruction, in a frame of its own if the depth is known. */
  record Goal(int depth, int fp) {
    boolean isReached(Machine m) {
      return depth < 0 || m.depth == depth && m.fp == fp;
    }
  }

  /** Something that would have stopped. */
  record Found(long tick, List<Integer> ids, boolean byWatch) {}

  private final Execution execution;
  private final Machine m;
  private final Timeline timeline;
  private final Bindings bindings;
  private final Watches watches;
  private final Scopes scopes;

  private Mode mode = Mode.SILENT;
  private HitListener listener = HitListener.NONE;
  private final List<Integer> hits = new ArrayList<>();
  private @Nullable Goal goal;

  /** The object whose making is looked for, and whether the instruction that is next makes one. */
  private long made = Reference.NULL;

  private boolean makes;
  private boolean goalReached;
  private boolean thrown;
  private String thrownWords = "";

  /** When the motion began, and the breakpoints that were reported there before it. */
  private long startTick;

  private Set<Integer> reported = Set.of();

  /** With {@link Mode#REMEMBER}: the last hit before a tick. */
  private long before;

  private @Nullable Found last;

  Lookout(
      Execution execution, Timeline timeline, Bindings bindings, Watches watches, Scopes scopes) {
    this.execution = execution;
    this.timeline = timeline;
    this.bindings = bindings;
    this.watches = watches;
    this.scopes = scopes;
    m = execution.machine();
    execution.observe(this);
  }

  // What a motion asks for

  /**
   * Begins a motion, which stops at what happens.
   *
   * @param known the breakpoints that were reported where it begins, and are passed there
   */
  void begin(HitListener by, long tick, Set<Integer> known) {
    listener = by;
    mode = Mode.STOP;
    startTick = tick;
    reported = known;
    hits.clear();
    goalReached = false;
    thrown = false;
  }

  void end() {
    mode = Mode.SILENT;
    listener = HitListener.NONE;
    goal = null;
    made = Reference.NULL;
    makes = false;
    execution.probes().remove(OWN);
  }

  /** Goes on unseen. */
  void beSilent() {
    mode = Mode.SILENT;
  }

  /** Remembers the last that happens before a tick from now on, and stops at nothing. */
  void rememberBefore(long tick) {
    mode = Mode.REMEMBER;
    before = tick;
    last = null;
  }

  /** Notices nothing any more but what the motion itself looks for. */
  void onlyOwn() {
    listener = HitListener.NONE;
  }

  /** Looks for an instruction in a frame. */
  void lookFor(FunctionInstance function, int index, Goal wanted) {
    goal = wanted;
    execution.probes().add(OWN, function, index);
  }

  void lookFor(Goal wanted) {
    goal = wanted;
  }

  /** Looks for calls that take the place of a frame. */
  void lookForTailCalls(Goal wanted) {
    goal = wanted;
    execution
        .probes()
        .add(
            OWN,
            (function, in) ->
                switch (in.opcode()) {
                  case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> true;
                  default -> false;
                },
            m.store.instances());
  }

  /** Has what makes an object count as a write of the motion's own watch. */
  void lookForMaking(long reference) {
    made = reference;
    execution
        .probes()
        .add(
            OWN,
            (function, in) ->
                switch (in.opcode()) {
                  case STRUCT_NEW,
                      STRUCT_NEW_DEFAULT,
                      ARRAY_NEW,
                      ARRAY_NEW_DEFAULT,
                      ARRAY_NEW_FIXED,
                      ARRAY_NEW_DATA,
                      ARRAY_NEW_ELEM ->
                      true;
                  default -> false;
                },
            m.store.instances());
  }

  // What a motion has met

  List<Integer> hits() {
    return List.copyOf(hits);
  }

  boolean isGoalReached() {
    return goalReached;
  }

  /** What is thrown where it has stopped, in a sentence; null where it has not stopped for that. */
  @Nullable String thrownWords() {
    return thrown ? thrownWords : null;
  }

  @Nullable Found last() {
    return last;
  }

  /** Looks at what was accessed; whether to stop behind it. */
  boolean watched() {
    boolean stop = false;
    for (int id : watches.fired()) {
      stop |= id == OWN ? isMade() && hits.add(id) : hit(id);
    }
    makes = false;
    return stop && noticed(timeline.now(), true);
  }

  /** The instruction that is next is passed over without asking, but watches see it. */
  void touchHere() {
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

  /** Whether the instruction before, if it makes an object, has made the one that is looked for. */
  private boolean isMade() {
    if (!makes) {
      return true;
    }
    int top = m.fp + m.function.map().heights()[m.function.map().plainIndex(m.pc)];
    return m.plain && m.stack[top - 1] == made;
  }

  private boolean hit(int id) {
    if (!listener.hit(id, scopes.of(0), mode == Mode.REMEMBER || timeline.isInPast())) {
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
      last = new Found(tick, List.copyOf(hits), byWatch);
    }
    hits.clear();
    goalReached = false;
    return false;
  }

  /** Whether execution was stopped by a breakpoint in front of this very event, and now goes on. */
  private boolean isPassed(int id) {
    return mode == Mode.STOP && m.ticks == startTick && reported.contains(id);
  }

  // The observer

  @Override
  public boolean probe(FunctionInstance function, int index) {
    if (mode == Mode.SILENT) {
      return false;
    }
    boolean stop = false;
    for (int id : List.copyOf(execution.probes().at(function, index))) {
      if (watches.has(id)) {
        if (bindings.uses(id, function, index)) {
          watches.touch(id);
          makes = id == OWN && made != Reference.NULL;
        }
      } else if (id == OWN) {
        if (goal != null && goal.isReached(m)) {
          goalReached = true;
          stop = true;
        }
      } else {
        stop |= hit(id);
      }
    }
    return stop && noticed(m.ticks, false);
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
      stop |= !isPassed(id) && hit(id);
    }
    return stop && noticed(m.ticks, false);
  }

  @Override
  public boolean asksForThrows() {
    return mode != Mode.SILENT && !bindings.waitingFor(Location.Thrown.class::isInstance).isEmpty();
  }

  @Override
  public boolean thrown(int tag, boolean caught) {
    String name = m.store.tagName(tag);
    boolean stop = false;
    for (int id :
        bindings.waitingFor(location ->
            location instanceof Location.Thrown wanted
                && (wanted.tag() == null || wanted.tag().equals(name)))) {
      stop |= !isPassed(id) && hit(id);
    }
    thrown = stop;
    thrownWords =
        "An exception of tag "
            + m.store.tagWords(tag)
            + " is thrown"
            + (caught ? "." : ", and nothing catches it.");
    return stop && noticed(m.ticks, false);
  }

  @Override
  public boolean unwound(int depth) {
    return mode == Mode.STOP && goal != null && goal.depth >= 0 && depth <= goal.depth;
  }

  @Override
  public void slice() {
    timeline.keep();
  }
}
