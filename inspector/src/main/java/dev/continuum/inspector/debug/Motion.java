package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.Place;

/** A way through time. */
public sealed interface Motion {
  /** Forwards, until something stops it. */
  record Continue() implements Motion {}

  /**
   * Forwards by single instructions.
   *
   * @param count how many, from 1
   */
  record StepInto(long count) implements Motion {}

  /** Over the instruction that is next, with all that it calls. */
  record StepOver() implements Motion {}

  /** Until the frame returns. */
  record StepOut() implements Motion {}

  /** Until an instruction is next, in any frame. */
  record RunTo(int offset) implements Motion {}

  /** Backwards, to the last place at which something would have stopped. */
  record ReverseContinue() implements Motion {}

  /** Backwards by single instructions. */
  record StepBack(long count) implements Motion {}

  /** Backwards over the instruction before, with all that it called. */
  record StepBackOver() implements Motion {}

  /** Backwards to where the frame was called. */
  record StepBackOut() implements Motion {}

  /** To a moment of the past, or forwards to one that has not come yet. */
  record ToTick(long tick) implements Motion {}

  /**
   * Backwards to the instruction that gave a place its value; it is next where this stops. An
   * operand: the instruction that put it there, be it a branch that took it along or what threw the
   * exception it came with. A local that was not written since its frame was called: the call. What
   * a call of the host has written: that call. Where nothing has written it this stops at the start
   * of history; changes made by a debugger are not seen.
   *
   * @param level the frame that locals and operands belong to
   */
  record ToLastWrite(int level, Place place) implements Motion {}
}
