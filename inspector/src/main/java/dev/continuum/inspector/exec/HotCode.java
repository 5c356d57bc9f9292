package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/**
 * The code of a function that runs often, as a class of the JVM that {@link HotWriter} makes of its
 * quick code. It does what {@link Interpreter} does with the same ops: it counts the same ticks, it
 * is left at the same positions for the same reasons, and then everything of the guest lies in its
 * slot. In between it keeps slots in variables. When it calls another function's hot code the frame
 * of the guest is open on the machine too, so what is on the Java stack may be dropped at any time.
 */
abstract class HotCode {
  /** How many calls may be open on the Java stack, and how many slots each may have. */
  static final int NEST = 64;

  static final int MOST_SLOTS = 250;

  /**
   * Runs a function.
   *
   * @param s the stack of the machine
   * @param fp the first slot of its frame
   * @param depth how many frames are open below it
   * @param left how many ticks are left up to the limit of the machine
   * @return how many are left when the function has returned; or, negative, the complement of a
   *     reason of {@link Interpreter}, and the machine says where it stopped
   */
  abstract int run(Machine m, long[] s, int fp, int depth, int left);

  // What the generated code calls

  /**
   * Opens the frame of a caller.
   *
   * @param frame the first slot of the function called
   * @param to the position in the caller to return to
   * @return the code of the function called, or null when the call has to be made elsewhere
   */
  static @Nullable HotCode open(
      Machine m,
      FunctionInstance caller,
      @Nullable FunctionInstance callee,
      long[] s,
      int fp,
      int frame,
      int depth,
      int to) {
    if (callee == null) {
      return null;
    }
    HotCode code = callee.hot;
    if (code == null || depth >= m.nestLimit || frame + callee.frameSlots > s.length) {
      return null;
    }
    if (m.frames[depth] != caller) {
      m.frames[depth] = caller;
    }
    m.returns[depth] = (long) fp << 32 | to;
    return code;
  }

  /** The function of a table that is called, or null when the call has to be looked at. */
  static @Nullable FunctionInstance element(
      Machine m, FunctionInstance caller, TableInstance table, long element, int typeId) {
    long index = element & 0xffffffffL;
    long reference = index < table.size ? table.elements[(int) index] : 0;
    if (reference == 0) {
      return null;
    }
    FunctionInstance callee = m.store.functions[(int) (reference >>> 3)];
    return callee.typeId == typeId && callee.instance == caller.instance ? callee : null;
  }

  /** The function of a reference that is called, or null when the call has to be looked at. */
  static @Nullable FunctionInstance referred(Machine m, FunctionInstance caller, long reference) {
    if (reference == 0) {
      return null;
    }
    FunctionInstance callee = m.store.functions[(int) (reference >>> 3)];
    return callee.instance == caller.instance ? callee : null;
  }

  /** Notes why an op could not be made. Returns the reason to leave for. */
  static int failed(Exception failure, Machine m) {
    if (failure instanceof TrapException trap) {
      m.trap = trap;
      return Interpreter.TRAP;
    }
    if (failure instanceof WatchHit) {
      return Interpreter.WATCH;
    }
    throw new IllegalStateException("an op failed", failure);
  }

  /**
   * Asks whether to go on when a slice of time has passed; everything lies in its slot.
   *
   * @return how many ticks are left now, or the complement of a reason to leave for
   */
  static int pace(Machine m, FunctionInstance function, int fp, int pc, int depth, int left) {
    int reason = leave(m, function, fp, pc, depth, left, Interpreter.LIMIT);
    return m.pacer.goOn() ? (int) (m.limit - m.ticks) : reason;
  }

  /** Leaves the machine as it is. */
  static int leave(
      Machine m, FunctionInstance function, int fp, int pc, int depth, int left, int reason) {
    m.ticks = m.limit - left;
    m.function = function;
    m.fp = fp;
    m.pc = pc;
    m.depth = depth;
    return ~reason;
  }
}
