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

  private final Execution execution;
  private final Machine machine;
  private final List<OutsideCall> calls;
  private final HostLog log;
  private final History history;
  private int call;
  private long nextImage = INTERVAL;

  /** The furthest tick reached, and how it ended there, if it has ended. */
  private long end;

  private Execution.@Nullable Event ending;
  private @Nullable TrapException endingTrap;

  /** Whether it stands at the end of its last call, or where the guest has ended itself. */
  private boolean atEnd;

  private int exitStatus;

  Timeline(
      Execution execution, List<OutsideCall> calls, HostLog log, History history, Recorder recorder)
      throws TrapException {
    this.execution = execution;
    this.calls = List.copyOf(calls);
    this.log = log;
    this.history = history;
    machine = execution.machine();
    execution.answerBy(recorder);
    startCall(0);
    enterFirst();
    history.add(MachineImage.of(machine, call, 0));
  }

  private void startCall(int number) throws TrapException {
    call = number;
    OutsideCall next = calls.get(number);
    execution.start(next.function, next.arguments);
  }

  private void enterFirst() throws TrapException {
    execution.enter();
    execution.toPlain();
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

  /** The function that was called last. */
  FunctionInstance lastFunction() {
    return calls.get(call).function;
  }

  boolean isAtEnd() {
    return atEnd;
  }

  /** How the guest has ended where it came furthest; null while it may go on. */
  Execution.@Nullable Event ending() {
    return ending;
  }

  @Nullable TrapException endingTrap() {
    return endingTrap;
  }

  int exitStatus() {
    return exitStatus;
  }

  /** Whether what is executed next has been executed before. */
  boolean isInPast() {
    return now() < end;
  }

  /**
   * Executes forwards, in the past as it was, and beyond its end anew.
   *
   * @param until the tick to stop at, if nothing stops it before
   * @param pass whether a probe at the instruction that is next is passed over
   */
  Execution.Event advance(long until, boolean pass) {
    if (atEnd) {
      return ending == null ? Execution.Event.DONE : ending;
    }
    boolean passing = pass;
    while (true) {
      Execution.Event event = execution.advance(until, passing);
      passing = false;
      if (event == Execution.Event.DONE && call + 1 < calls.size()) {
        try {
          startCall(call + 1);
        } catch (TrapException trap) {
          machine.trap = trap;
          return ended(Execution.Event.TRAP);
        }
        continue;
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
    ending = event;
    endingTrap = event == Execution.Event.TRAP ? machine.trap : null;
    exitStatus = execution.exitStatus();
    // Where it trapped there is still something to look at.
    atEnd = event == Execution.Event.DONE;
    return event;
  }

  /** Keeps an image if it is time to; called when everything lies in its slot. */
  void keep() {
    if (machine.ticks < nextImage) {
      return;
    }
    long tick = execution.tick();
    end = Math.max(end, tick);
    nextImage = tick + INTERVAL;
    history.add(MachineImage.of(machine, call, tick));
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
    image.restore(machine);
    call = image.call();
    atEnd = false;
    execution.restored();
    nextImage = image.tick() + INTERVAL;
  }

  /** Executes to a tick that has been reached before; only {@link #keep} notices. */
  private void silently(long tick) {
    while (now() < tick && !atEnd) {
      Execution.Event event = advance(tick, true);
      if (event == Execution.Event.TRAP || event == Execution.Event.EXIT) {
        return;
      }
    }
  }

  /** Forgets what came behind now: something was changed, and it will not come that way. */
  void fork() {
    end = now();
    ending = null;
    endingTrap = null;
    history.cut(end - 1);
    log.cut(machine.hostCalls);
    history.add(MachineImage.of(machine, call, end));
  }
}
