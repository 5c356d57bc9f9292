package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link Machine}: runs quick code where nothing is to be noticed and plain code where it
 * is, makes calls that leave an instance, and throws exceptions.
 *
 * <p>The class is long because all ways out of code, quick, hot or plain, lead through it to the
 * way that goes on.
 */
final class Execution {
  /** How many ticks quick code runs before it is asked whether to pause. */
  private static final long SLICE = 1 << 21;

  /** The same where a function may become hot. */
  private static final long SHORT_SLICE = 1 << 16;

  /** The same in a function that has hot code, but not from where it is. */
  private static final long BRIEF_SLICE = 1 << 12;

  /** The same in hot code. */
  private static final long HOT_SLICE = 1 << 23;

  /** How far it may go beyond that until it comes by a place where it asks. */
  private static final int SLACK = 1 << 16;

  /** Why execution has stopped. */
  enum Event {
    /** The tick that was asked for is reached. */
    TICK,
    /** Someone asked for a pause. */
    PAUSE,
    /** The instruction that is next has a probe, and the observer wants to stop. */
    PROBE,
    /** An instruction has accessed a watched place. */
    WATCH,
    /** The instruction that is next traps, or throws what nobody catches. */
    TRAP,
    /** The guest has ended itself. */
    EXIT,
    /** The function called has returned. */
    DONE
  }

  /** Is told what happens, where it asked to be told. */
  interface Observer {
    /** An instruction with a probe is next. Returns whether to stop in front of it. */
    boolean probe(FunctionInstance function, int index);

    /** Whether to be asked in front of calls of a function of the host. */
    boolean asksFor(FunctionInstance callee);

    /** A function of the host that was asked for is called next. Returns whether to stop. */
    boolean hostCall(FunctionInstance callee);

    /** Whether to be asked in front of throws. */
    boolean asksForThrows();

    /**
     * An exception is thrown next. Returns whether to stop in front of that.
     *
     * @param caught whether something catches it
     */
    boolean thrown(int tag, boolean caught);

    /** Frames were left by an exception; the depth is that of the one that caught it. */
    boolean unwound(int depth);

    /** A good moment to look at the whole state: everything lies in its slot. */
    void slice();
  }

  private final Machine m;
  private final Calling calling;
  private final Throwing throwing;
  private final Probes probes = new Probes();
  private final HotEntries entries = new HotEntries();
  private HostAnswers answers = HostAnswers.LIVE;
  private @Nullable Observer observer;
  private boolean watched;
  private volatile boolean pause;

  /** How many instructions have to be made in plain code before the quick one is tried again. */
  private int plainFor;

  private boolean plainOnly;
  private int exitStatus;

  /** The tick to stop at. */
  private long until;

  Execution(Machine machine) {
    m = machine;
    calling = new Calling(machine);
    machine.pacer = this::goOn;
    throwing = new Throwing(machine);
  }

  Machine machine() {
    return m;
  }

  Probes probes() {
    return probes;
  }

  void observe(@Nullable Observer by) {
    observer = by;
  }

  /** Who answers the calls of host functions from now on. */
  void answerBy(HostAnswers by) {
    answers = by;
  }

  /** Asks for a pause, from any thread. */
  void pause() {
    pause = true;
    m.pausing = true;
  }

  /** Notes that an instruction has accessed a watched place; it will stop behind it. */
  void watchHit() {
    watched = true;
  }

  /** Which functions run often. */
  HotEntries entries() {
    return entries;
  }

  /** Whether to make every instruction in plain code. */
  void setPlainOnly(boolean only) {
    plainOnly = only;
  }

  int exitStatus() {
    return exitStatus;
  }

  /**
   * Starts a call from the outside.
   *
   * @param arguments the slots of the arguments
   * @throws TrapException when the stack has no room for it
   */
  void start(FunctionInstance callee, long... arguments) throws TrapException {
    m.reset();
    m.reserve(Math.max(arguments.length, callee.resultSlots) + 2);
    System.arraycopy(arguments, 0, m.stack, 0, arguments.length);
    plainFor = 0;
    pause = false;
    watched = false;
    startCall = callee;
  }

  /** What was started and not yet entered. */
  private @Nullable FunctionInstance startCall;

  /** Brings the machine to its first instruction, so that it can be looked at. */
  Event enter() throws TrapException {
    FunctionInstance callee = startCall;
    if (callee == null) {
      return Event.TICK;
    }
    startCall = null;
    if (callee.host != null) {
      Event event = host(callee, 0);
      if (event == Event.PAUSE) {
        startCall = callee;
      }
      return event == null ? Event.DONE : event;
    }
    calling.enter(callee, 0, 1);
    entries.called(callee);
    return Event.TICK;
  }

  /** Goes on in plain code, so that what is in each slot can be looked at. */
  void toPlain() {
    if (!m.plain && !m.isAtBottom()) {
      leaveQuick();
    }
  }

  /** Notes that the machine was brought back to another moment. */
  void restored() {
    startCall = null;
    plainFor = 0;
    watched = false;
  }

  /**
   * The exact time: how many instructions have been executed. Only where everything lies in its
   * slot, as it does when {@link #advance} has returned.
   */
  long tick() {
    return m.plain || m.isAtBottom() ? m.ticks : m.ticks - ahead();
  }

  private long ahead() {
    FunctionMap map = m.function.map();
    return map.ticks(map.quickIndices()[map.boundary(m.pc)]);
  }

  /**
   * Executes.
   *
   * @param until the tick to stop at, if nothing stops it before
   * @param pass whether a probe at the instruction that is next is passed over
   */
  Event advance(long until, boolean pass) {
    this.until = until;
    boolean passing = pass;
    while (true) {
      if (startCall != null) {
        try {
          Event event = enter();
          if (event != Event.TICK) {
            return event;
          }
        } catch (TrapException trap) {
          m.trap = trap;
          return Event.TRAP;
        }
      }
      Event event;
      if (m.plain) {
        event = plainStep(passing);
        passing = false;
      } else if (passing || plainOnly) {
        // The instruction that is next is made in plain code, past its probe.
        leaveQuick();
        continue;
      } else {
        event = quickRun();
      }
      if (event != null) {
        return event;
      }
    }
  }

  // Quick code

  private @Nullable Event quickRun() {
    if (pause) {
      pause = false;
      leaveQuick();
      return Event.PAUSE;
    }
    HotCode hot = hot();
    long slice = hot != null ? HOT_SLICE : coldSlice();
    setLimit(slice);
    if (m.ticks > m.limit) {
      leaveQuick();
      return null;
    }
    int reason = hot == null ? Interpreter.run(m) : run(hot);
    switch (reason) {
      case Interpreter.LIMIT -> {
        if (hot == null) {
          entries.running(m.function);
        }
        calling.finishStub();
        return limit();
      }
      case Interpreter.RELOAD -> {
        if (m.isAtBottom()) {
          return Event.DONE;
        }
        m.ticks += calling.code()[m.pc - 1];
        return limit();
      }
      case Interpreter.BREAK, Interpreter.TRAP, Interpreter.WATCH -> {
        plainFor = leaveQuick();
        return null;
      }
      case Interpreter.CALL -> {
        return call();
      }
      case Interpreter.THROW -> {
        return raise();
      }
      case Interpreter.DONE -> {
        return Event.DONE;
      }
      default -> throw new IllegalStateException("quick code stopped for " + reason);
    }
  }

  /** Has the limit of what is run next be the end of a slice, or the tick to stop at. */
  private void setLimit(long slice) {
    boolean whole = until - m.ticks > slice + SLACK;
    m.limit = whole ? m.ticks + slice + SLACK : until;
    m.slack = whole ? SLACK : 0;
  }

  private boolean goOn() {
    if (pause || m.ticks > until) {
      return false;
    }
    if (observer != null) {
      observer.slice();
    }
    setLimit(HOT_SLICE);
    return m.ticks <= m.limit;
  }

  private @Nullable HotCode hot() {
    return entries.from(m.function, m.pc);
  }

  private long coldSlice() {
    if (entries.isHot(m.function)) {
      // Soon it comes to a position that there is hot code from.
      return BRIEF_SLICE;
    }
    return m.function.looped == null ? SHORT_SLICE : SLICE;
  }

  /** Runs hot code. Returns a reason as the interpreter does. */
  private int run(HotCode hot) {
    m.nestLimit = Math.min(m.frames.length, m.depth + HotCode.NEST);
    int depth = m.depth;
    // Code for calls counts what entering has counted already.
    int entered = hot == m.function.hot ? m.function.entryTicks : 0;
    int left = hot.run(m, m.stack, m.fp, depth, (int) (m.limit - m.ticks) + entered);
    if (left < 0) {
      return ~left;
    }
    m.ticks = m.limit - left;
    m.depth = depth - 1;
    long to = m.returns[m.depth];
    m.function = m.frames[m.depth];
    m.fp = (int) (to >>> 32);
    m.pc = (int) to;
    return Interpreter.RELOAD;
  }

  private @Nullable Event limit() {
    if (m.ticks > until) {
      leaveQuick();
      return null;
    }
    if (observer != null) {
      observer.slice();
    }
    return null;
  }

  /**
   * Goes on in plain code from the boundary at or in front of the position.
   *
   * @return how many instructions the quick code would have made up to its next boundary
   */
  private int leaveQuick() {
    FunctionMap map = m.function.map();
    int at = map.boundary(m.pc);
    int index = map.quickIndices()[at];
    Operands.settle(map.pending()[at], m.stack, m.fp);
    m.ticks -= map.ticks(index);
    m.pc = map.plainPositions()[index];
    m.plain = true;
    return Math.max(1, map.indexBehind(at) - index);
  }

  /** Goes on in plain code in front of the call or throw that quick code has reached. */
  private void leaveQuickAtCall() {
    if (m.plain) {
      FunctionMap map = m.function.map();
      m.pc = map.plainPositions()[map.plainIndex(m.pc)];
      m.ticks--;
      return;
    }
    FunctionMap map = m.function.map();
    int at = map.boundary(m.pc);
    int index = map.indexBehind(at) - 1;
    m.ticks -= map.ticks(index);
    m.pc = map.plainPositions()[index];
    m.plain = true;
    plainFor = 1;
  }

  // Plain code

  private @Nullable Event plainStep(boolean pass) {
    if (pause) {
      pause = false;
      return Event.PAUSE;
    }
    if (m.ticks >= until) {
      return Event.TICK;
    }
    FunctionMap map = m.function.map();
    int index = map.plainIndex(m.pc);
    boolean probed = probes.has(m.function, index);
    if (probed && !pass && observer != null && observer.probe(m.function, index)) {
      return Event.PROBE;
    }
    if (plainFor > 0) {
      plainFor--;
    } else if (!probed && !pass && !plainOnly && enterQuick(map, index)) {
      return null;
    }
    m.limit = m.ticks + 1;
    int reason = Interpreter.run(m);
    Event event =
        switch (reason) {
          case Interpreter.LIMIT -> null;
          case Interpreter.CALL -> call();
          case Interpreter.LEAVE -> {
            calling.leave();
            yield m.isAtBottom() ? Event.DONE : null;
          }
          case Interpreter.THROW -> raise();
          case Interpreter.TRAP -> {
            m.pc = map.plainPositions()[map.plainIndex(m.pc)];
            m.ticks--;
            yield Event.TRAP;
          }
          default -> throw new IllegalStateException("plain code stopped for " + reason);
        };
    if (watched) {
      watched = false;
      return event == null ? Event.WATCH : event;
    }
    return event;
  }

  /** Goes on in quick code, if it can be entered here and pays for nothing behind a tick. */
  private boolean enterQuick(FunctionMap map, int index) {
    int position = map.quickPosition(index);
    int[] code = calling.code();
    if (position < 0
        || (code[position] & Op.MASK) == Op.BREAK
        || m.ticks + map.ticks(index) > until) {
      return false;
    }
    m.plain = false;
    m.pc = position;
    m.ticks += map.ticks(index);
    return true;
  }

  // Calls and exceptions

  private @Nullable Event call() {
    try {
      FunctionInstance callee = calling.target();
      if (callee.host != null) {
        return hostCall(callee);
      }
      calling.make(callee);
      entries.called(callee);
      if (probes.any()) {
        probes.translated(callee);
      }
      return null;
    } catch (TrapException trap) {
      return trapped(trap);
    }
  }

  /** Traps in front of the call or throw that was to be made. */
  private Event trapped(TrapException trap) {
    leaveQuickAtCall();
    m.trap = trap;
    return Event.TRAP;
  }

  private @Nullable Event hostCall(FunctionInstance callee) {
    if (observer != null && observer.asksFor(callee)) {
      leaveQuickAtCall();
      if (observer.hostCall(callee)) {
        return Event.PROBE;
      }
      backToOp();
    }
    return host(callee, calling.base());
  }

  /** Goes on with the call or throw that plain code stands in front of. */
  private void backToOp() {
    m.pc++;
    m.ticks++;
  }

  private @Nullable Event host(FunctionInstance callee, int base) {
    try {
      answers.answer(callee, m, base);
      if (!m.isAtBottom()) {
        calling.answered(callee);
        if (watched && !m.plain && !m.isAtBottom()) {
          watched = false;
          leaveQuick();
          return Event.WATCH;
        }
        if (observer != null && !m.isAtBottom()) {
          observer.slice();
        }
      }
      return m.isAtBottom() ? Event.DONE : null;
    } catch (TrapException trap) {
      if (m.isAtBottom()) {
        m.trap = trap;
        return Event.TRAP;
      }
      return trapped(trap);
    } catch (GuestExit exit) {
      exitStatus = exit.status();
      if (!m.isAtBottom()) {
        leaveQuickAtCall();
      }
      return Event.EXIT;
    } catch (InterruptedException interrupted) {
      // The flag was for the waiting call; the call is made again when execution goes on.
      pause = false;
      if (!m.isAtBottom()) {
        leaveQuickAtCall();
      }
      return Event.PAUSE;
    }
  }

  private @Nullable Event raise() {
    try {
      int tag = throwing.tag();
      Throwing.Target target = throwing.target(tag);
      if (observer != null && observer.asksForThrows()) {
        leaveQuickAtCall();
        if (observer.thrown(tag, target != null)) {
          return Event.PROBE;
        }
        backToOp();
        target = throwing.target(tag);
      }
      if (target == null) {
        return trapped(throwing.uncaught(tag));
      }
      long exception = throwing.exception();
      int depth = m.depth;
      throwing.unwind(exception, target);
      if (m.depth < depth && observer != null && observer.unwound(m.depth)) {
        toPlain();
        return Event.PROBE;
      }
      return null;
    } catch (TrapException trap) {
      return trapped(trap);
    }
  }
}
