package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state of a guest that runs: one stack of slots with the frames on it, who called whom, where
 * execution is, and the {@link Store}. The frame of a function starts with its parameters, which
 * are the topmost operands of its caller; its locals and operands follow.
 */
final class Machine implements Heap.Roots {
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int FIRST_FRAMES = 1 << 8;

  final Store store;
  final RareInstructions rare;

  long[] stack = new long[FIRST_SLOTS];

  /** The callers of the frames that are open, the outermost first. */
  FunctionInstance[] frames = new FunctionInstance[FIRST_FRAMES];

  /** Where each of them goes on, in its quick code, and in the high half its first slot. */
  long[] returns = new long[FIRST_FRAMES];

  int depth;

  /** Where each frame stands in the tree of calls, by its depth; empty when nothing is profiled. */
  CallNode[] path = {};

  /** The function that runs, its first slot, and the position in its code. */
  FunctionInstance function;

  int fp;
  int pc;

  /** Whether the position is one of the plain code. */
  boolean plain;

  /** Executed instructions; in quick code, with those that are paid for ahead. */
  long ticks;

  /** The quick code is left when more ticks than this are paid for. */
  long limit;

  /** Hot code asks the pacer when fewer ticks are left up to the limit. */
  int slack;

  Pacer pacer = () -> false;

  /** Is asked by hot code when a slice of time has passed. */
  interface Pacer {
    /** Sets a new limit and returns true, or returns false to have the code left. */
    boolean goOn();
  }

  /** How many frames may be open before hot code makes no further calls on the Java stack. */
  int nestLimit;

  /** The slot behind the last one alive, while an instruction asks the heap for room. */
  int live;

  /**
   * Whether a pause has been asked for: what may take long is then left to plain code, which pauses
   * before it.
   */
  volatile boolean pausing;

  /** Why the last instruction trapped. */
  @Nullable TrapException trap;

  /** How many calls of the host have been answered. */
  long hostCalls;

  private final FunctionInstance bottom;

  Machine(EngineLimits limits) {
    store = new Store(limits, this);
    rare = new RareInstructions(this);
    bottom = FunctionInstance.bottom(HostTypes.empty(store.types));
    function = bottom;
  }

  @Override
  public void visit(Heap.Marker marker) {
    for (int i = 0; i < live; i++) {
      marker.mark(stack[i]);
    }
    for (int i = 0; i < store.globalSlots(); i++) {
      marker.mark(store.globals[i]);
    }
    for (int i = 0; i < store.tableCount(); i++) {
      TableInstance table = store.tables[i];
      for (int j = 0; j < table.size; j++) {
        marker.mark(table.elements[j]);
      }
    }
    for (ModuleInstance instance : store.instances()) {
      for (long[] segment : instance.elements) {
        for (long reference : segment) {
          marker.mark(reference);
        }
      }
    }
  }

  boolean isAtBottom() {
    return function == bottom;
  }

  /** The memory that functions of the host are given. */
  @Nullable LinearMemory memoryForHost() {
    ModuleInstance instance = function.instance;
    if (instance == null) {
      return null;
    }
    for (Export export : instance.module.exports()) {
      if (export.kind() == ExternKind.MEMORY && export.name().equals("memory")) {
        return instance.memories[export.index()];
      }
    }
    return instance.firstMemory();
  }

  FunctionInstance bottom() {
    return bottom;
  }

  /** Prepares a call from the outside; the arguments lie on the stack from slot 0 on. */
  void reset() {
    depth = 0;
    function = bottom;
    fp = 0;
    pc = 0;
    plain = false;
    live = 0;
    trap = null;
  }

  /**
   * Makes room for a frame.
   *
   * @param top the slot behind the frame
   */
  void reserve(int top) throws TrapException {
    if (top > stack.length) {
      if (top > store.limits.stackSlots()) {
        throw new TrapException(
            Trap.CALL_STACK_EXHAUSTED,
            depth
                + " calls are open, and one more frame does not fit into the stack of "
                + store.limits.stackSlots() * 8L
                + " bytes");
      }
      stack =
          Arrays.copyOf(
              stack, (int) Math.min(store.limits.stackSlots(), Math.max(top, stack.length * 2L)));
    }
    if (depth == frames.length) {
      if (depth >= store.limits.frames()) {
        throw new TrapException(Trap.CALL_STACK_EXHAUSTED, depth + " calls are open");
      }
      reserveFrames((int) Math.min(store.limits.frames(), depth * 2L));
    }
  }

  /** Makes room for a state that was there before. */
  void makeRoom(int slots, int calls) {
    if (slots > stack.length) {
      stack = Arrays.copyOf(stack, slots);
    }
    if (calls > frames.length) {
      reserveFrames(calls);
    }
  }

  /** Makes room for a number of open calls. */
  private void reserveFrames(int count) {
    frames = Arrays.copyOf(frames, count);
    returns = Arrays.copyOf(returns, count);
    if (path.length > 0) {
      path = Arrays.copyOf(path, count + 1);
    }
  }

  /** What gathers the profile; there must be one. */
  Profiler profiler() {
    Profiler profiler = store.profiler;
    if (profiler == null) {
      throw new IllegalStateException("nothing is profiled");
    }
    return profiler;
  }

  /** Has code that is made from now on count what it does; nothing may have run yet. */
  Profiler profile() {
    Profiler profiler = new Profiler(this);
    store.profiler = profiler;
    path = new CallNode[frames.length + 1];
    path[0] = profiler.root();
    return profiler;
  }
}
