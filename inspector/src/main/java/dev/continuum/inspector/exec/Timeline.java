package dev.continuum.inspector.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guest with its past: runs the calls it was given one after the other, keeps images and the
 * answers of the host, and goes to any moment between the start of its history and the furthest it
 * has come. Time is the number of executed instructions.
 */
final class Timeline {
  /** How many ticks lie between images, as long as they are near the latest. */
  static final long INTERVAL = 1L << 23;

  /** A call from the outside, with the slots of its arguments. */
  record OutsideCall(FunctionInstance function, long[] arguments) {}

  /**
   * How a guest has ended.
   *
   * @param event one of {@code DONE}, {@code EXIT} and {@code TRAP}
   * @param status the exit status, 0 without one
   * @param message why it trapped; empty if it did not
   */
  record Ending(Execution.Event event, int status, String message) {}

  private final Execution execution;
  private final Machine machine;
  private final List<OutsideCall> calls;
  private final HostLog log;
  private final History history;
  private int call;

  /** Whether the call still has to be started. */
  private boolean between = true;

  private long nextImage = INTERVAL;

  /**
   * How long to run from one image to the next, in nanoseconds: at least, more for each byte that
   * the image before took, and at most.
   */
  private static final long SHORTEST_PAUSE = 10_000_000;

  private static final long PAUSE_PER_BYTE = 5;
  private static final long LONGEST_PAUSE = 40_000_000;

  private long imageTime = System.nanoTime();

  /** The furthest tick reached, and how it ended there; null while it may go on. */
  private long end;

  private @Nullable Ending ending;

  /** Whether it stands at the end of its last call. */
  private boolean atEnd;

  private Timeline(
      Execution execution,
      List<OutsideCall> calls,
      HostLog log,
      History history,
      Recorder recorder) {
    this.execution = execution;
    this.calls = List.copyOf(calls);
    this.log = log;
    this.history = history;
    machine = execution.machine();
    execution.answerBy(recorder);
    history.setNow(this::now);
  }

  /** Stands in front of the first instruction. */
  static Timeline begin(
      Execution execution, List<OutsideCall> calls, HostLog log, History history, Recorder recorder)
      throws TrapException {
    Timeline made = new Timeline(execution, calls, log, history, recorder);
    if (calls.getFirst().function.host == null) {
      made.startCall();
      execution.enter();
      execution.toPlain();
    }
    history.add(made.image());
    return made;
  }

  /**
   * Stands where another has stood.
   *
   * @param history from which the image and the end can be reached
   * @param end the furthest tick the other has reached
   */
  static Timeline resume(
      Execution execution,
      List<OutsideCall> calls,
      HostLog log,
      History history,
      Recorder recorder,
      MachineImage here,
      long end,
      @Nullable Ending ending) {
    Timeline made = new Timeline(execution, calls, log, history, recorder);
    made.end = end;
    made.ending = ending;
    made.restore(here);
    return made;
  }

  private void startCall() throws TrapException {
    OutsideCall next = calls.get(call);
    execution.start(next.function, next.arguments);
    between = false;
  }

  long now() {
    return atEnd ? end : execution.tick();
  }

  long end() {
    return Math.max(end, now());
  }

  History history() {
    return history;
  }

  HostLog log() {
    return log;
  }

  List<OutsideCall> calls() {
    return calls;
  }

  /** What is called last. */
  OutsideCall lastCall() {
    return calls.getLast();
  }

  /** The function that was called last. */
  FunctionInstance lastFunction() {
    return calls.get(call).function;
  }

  boolean isAtEnd() {
    return atEnd;
  }

  /** How the guest has ended where it came furthest; null while it may go on. */
  @Nullable Ending ending() {
    return ending;
  }

  /** Whether what is executed next has been executed before. */
  boolean isInPast() {
    return now() < end;
  }

  /** The state as it is now. */
  MachineImage image() {
    return atEnd
        ? MachineImage.of(machine, calls.size(), lastFunction().resultSlots, end)
        : MachineImage.of(machine, call, 0, execution.tick());
  }

  /**
   * Executes forwards, in the past as it was, and beyond its end anew.
   *
   * @param until the tick to stop at, if nothing stops it before
   * @param pass whether a probe at the instruction that is next is passed over
   */
  Execution.Event advance(long until, boolean pass) {
    boolean passing = pass;
    long from = now();
    while (true) {
      if (atEnd) {
        return ended(Execution.Event.DONE);
      }
      if (between) {
        try {
          startCall();
        } catch (TrapException trap) {
          machine.trap = trap;
          return ended(Execution.Event.TRAP);
        }
      }
      MachineImage edit = history.nextEdit(from);
      long stop = edit == null ? until : Math.min(until, edit.tick());
      Execution.Event event = execution.advance(stop, passing);
      passing = false;
      boolean last = call + 1 == calls.size();
      if (event == Execution.Event.DONE && !last) {
        call++;
        between = true;
        continue;
      }
      boolean reached = event == Execution.Event.TICK || event == Execution.Event.DONE;
      if (edit != null && reached && execution.tick() == edit.tick()) {
        restore(edit);
        from = edit.tick();
        if (from < until || atEnd) {
          continue;
        }
      }
      return switch (event) {
        case DONE, EXIT, TRAP -> ended(event);
        default -> {
          end = Math.max(end, execution.tick());
          yield event;
        }
      };
    }
  }

  private Execution.Event ended(Execution.Event event) {
    end = Math.max(end, execution.tick());
    TrapException trap = machine.trap;
    ending =
        new Ending(
            event,
            event == Execution.Event.EXIT ? execution.exitStatus() : 0,
            event == Execution.Event.TRAP && trap != null ? String.valueOf(trap.getMessage()) : "");
    // Where it trapped there is still something to look at.
    atEnd = event == Execution.Event.DONE;
    between = !atEnd && machine.isAtBottom();
    return event;
  }

  /**
   * Whether the image before is so recent, or so large, that keeping one would cost much of the
   * time: chunks of memory that an image holds are copied when they change.
   */
  private boolean isTooEarly() {
    long pause = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE + PAUSE_PER_BYTE * history.latestBytes());
    return System.nanoTime() - imageTime < pause;
  }

  /** Keeps an image if it is time to; called when everything lies in its slot. */
  void keep() {
    if (!log.wantsImage() && (machine.ticks < nextImage || isTooEarly())) {
      return;
    }
    imageTime = System.nanoTime();
    long tick = execution.tick();
    end = Math.max(end, tick);
    nextImage = tick + INTERVAL;
    log.imageTaken();
    history.add(image());
  }

  /**
   * Goes to a tick that has been reached before.
   *
   * @return the tick reached: the one asked for, or the nearest in history
   */
  long goTo(long tick) {
    long wanted = Math.max(history.start(), Math.min(tick, end()));
    if (wanted != now() || atEnd) {
      restoreBefore(wanted);
      silently(wanted);
    }
    return now();
  }

  /** Goes to the latest image at or before a tick. */
  void restoreBefore(long tick) {
    end = end();
    MachineImage image = history.atOrBefore(tick);
    if (image == null) {
      throw new IllegalStateException("history starts behind tick " + tick);
    }
    restore(image);
  }

  private void restore(MachineImage image) {
    image.restore(machine);
    atEnd = image.call() == calls.size();
    call = atEnd ? image.call() - 1 : image.call();
    between = image.index() < 0 && !atEnd;
    execution.restored();
    nextImage = image.tick() + INTERVAL;
  }

  /** Executes to a tick that has been reached before; only {@link #keep} notices. */
  private void silently(long tick) {
    while (now() < tick && !atEnd) {
      Execution.Event event = advance(tick, true);
      if (event == Execution.Event.TRAP
          || event == Execution.Event.EXIT
          || event == Execution.Event.PAUSE) {
        return;
      }
    }
  }

  /** Forgets what came behind now: something was changed, and it will not come that way. */
  void fork() {
    end = now();
    ending = null;
    history.cut(end - 1);
    log.cut(machine.hostCalls);
    history.addEdit(image());
  }
}
