package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.value.Value;
import java.util.List;

/**
 * Where and why a guest has stopped.
 *
 * @param tick how many instructions have been executed
 * @param breakpoints the numbers of those that were hit
 * @param message what has happened, in a sentence; empty where the reason says all
 * @param status the exit status where the guest has ended itself; 0 otherwise
 * @param results what the last call has returned where it has
 */
public record Stop(
    Reason reason,
    long tick,
    List<Integer> breakpoints,
    String message,
    int status,
    List<Value> results) {
  /** Why. */
  public enum Reason {
    /** It has not begun. */
    ENTRY,
    /** A step has ended, or a tick was reached. */
    STEP,
    BREAKPOINT,
    /** The instruction before has used a watched place. */
    WATCHPOINT,
    PAUSE,
    /** The instruction that is next traps. */
    TRAP,
    /** The instruction that is next throws. */
    EXCEPTION,
    /** The guest has ended itself. */
    EXIT,
    /** The last call has returned. */
    END,
    /** There is nothing before this, or nothing that is remembered. */
    START_OF_HISTORY
  }

  public Stop {
    breakpoints = List.copyOf(breakpoints);
    results = List.copyOf(results);
  }

  public Stop(Reason reason, long tick) {
    this(reason, tick, List.of(), "", 0, List.of());
  }

  public Stop(Reason reason, long tick, List<Integer> breakpoints, String message) {
    this(reason, tick, breakpoints, message, 0, List.of());
  }

  /** Whether the guest cannot go on from here. */
  public boolean isEnd() {
    return reason == Reason.TRAP || reason == Reason.EXIT || reason == Reason.END;
  }
}
