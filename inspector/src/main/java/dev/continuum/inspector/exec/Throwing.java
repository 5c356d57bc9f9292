package dev.continuum.inspector.exec;

import org.jspecify.annotations.Nullable;

/** Throws exceptions and finds who catches them (specification, "Exceptions"). */
final class Throwing {
  private final Machine m;

  Throwing(Machine machine) {
    m = machine;
  }

  /**
   * Where an exception goes.
   *
   * @param depth how many frames are below the one that catches it
   * @param clause the place of its clause among those of the function
   */
  record Target(int depth, FunctionInstance function, int fp, int clause) {}

  /** The address of the tag of the exception that the instruction at the position throws. */
  int tag() throws TrapException {
    int[] code = code();
    int tag = code[m.pc + 1];
    return tag < 0 ? m.store.heap.type(thrown(code)) : m.function.module().tags[tag].address();
  }

  private long thrown(int[] code) throws TrapException {
    long reference = m.stack[m.fp + (code[m.pc] >>> 16)];
    if (reference == Reference.NULL) {
      throw new TrapException(Trap.NULL_EXCEPTION_REFERENCE);
    }
    return reference;
  }

  /** The exception that the instruction at the position throws; a new one unless by reference. */
  long exception() throws TrapException {
    int[] code = code();
    int base = m.fp + (code[m.pc] >>> 16);
    int tag = code[m.pc + 1];
    if (tag < 0) {
      return thrown(code);
    }
    int slots = code[m.pc + 2];
    m.live = base + slots;
    long made = m.store.heap.newException(m.function.module().tags[tag].address(), slots);
    for (int i = 0; i < slots; i++) {
      m.store.heap.putWord(Heap.fields(made) + i * 8L, m.stack[base + i]);
    }
    return made;
  }

  private int[] code() {
    int[] code = m.plain ? m.function.map().plain() : m.function.code;
    if (code == null) {
      throw new IllegalStateException("the function that runs has no code");
    }
    return code;
  }

  /** Who catches an exception of a tag, or null. */
  @Nullable Target target(int tag) {
    FunctionInstance function = m.function;
    int fp = m.fp;
    int clause = clause(m.plain ? function.map().plainHandlers() : function.handlers, m.pc, tag);
    int depth = m.depth;
    while (clause < 0) {
      depth--;
      long to = m.returns[depth];
      function = m.frames[depth];
      if (function == m.bottom()) {
        return null;
      }
      fp = (int) (to >>> 32);
      // Inside of the call, not behind it.
      clause = clause(function.handlers, (int) to - 1, tag);
    }
    return new Target(depth, function, fp, clause);
  }

  private static int clause(Handler[] handlers, int position, int tag) {
    for (int i = 0; i < handlers.length; i++) {
      Handler handler = handlers[i];
      if (position >= handler.from()
          && position < handler.to()
          && (handler.tag() < 0 || handler.tag() == tag)) {
        if (handler.next() < 0) {
          return i;
        }
        i = handler.next() - 1;
      }
    }
    return -1;
  }

  /** Leaves the frames above the one that catches, and goes on there. */
  void unwind(long exception, Target target) {
    m.depth = target.depth();
    m.function = target.function();
    m.fp = target.fp();
    Handler[] handlers = m.plain ? m.function.map().plainHandlers() : m.function.handlers;
    Handler handler = handlers[target.clause()];
    if (handler.tag() >= 0) {
      int slot = m.fp + handler.slot();
      int slots = Slots.count(m.store.tag(handler.tag()).type().parts);
      for (int i = 0; i < slots; i++) {
        m.stack[slot++] = m.store.heap.word(Heap.fields(exception) + i * 8L);
      }
    }
    if (handler.reference() >= 0) {
      m.stack[m.fp + handler.reference()] = exception;
    }
    m.pc = handler.target();
    m.ticks += handler.ticks();
  }

  TrapException uncaught(int tag) {
    return new TrapException(
        Trap.UNCAUGHT_EXCEPTION,
        "an exception of tag " + m.store.tagWords(tag) + " is thrown, and nothing catches it");
  }
}
