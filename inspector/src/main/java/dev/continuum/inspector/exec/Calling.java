package dev.continuum.inspector.exec;

/** Makes calls and returns that the interpreter leaves to others. */
final class Calling {
  private final Machine m;

  Calling(Machine machine) {
    m = machine;
  }

  /** The code that runs. */
  int[] code() {
    if (m.plain) {
      return m.function.map().plain();
    }
    int[] code = m.function.code;
    if (code == null) {
      throw new IllegalStateException("the function that runs has no code");
    }
    return code;
  }

  private int kind() {
    return code()[m.pc + Calls.KIND];
  }

  /** The slot of the first argument of the call that is next. */
  int base() {
    return m.fp + (code()[m.pc] >>> 16);
  }

  /** The function that is called. */
  FunctionInstance target() throws TrapException {
    int[] code = code();
    int target = code[m.pc + Calls.TARGET];
    return switch (kind() & ~Calls.TAIL) {
      case Calls.DIRECT -> m.store.functions[target];
      case Calls.INDIRECT -> indirect(code, target);
      default -> {
        long reference = m.stack[m.fp + code[m.pc + Calls.SLOT]];
        if (reference == Reference.NULL) {
          throw new TrapException(Trap.NULL_FUNCTION_REFERENCE);
        }
        yield m.store.functions[Reference.functionAddress(reference)];
      }
    };
  }

  private FunctionInstance indirect(int[] code, int typeId) throws TrapException {
    TableInstance table = m.store.tables[code[m.pc + Calls.TABLE]];
    long index = MemoryInstructions.unsigned(m.stack[m.fp + code[m.pc + Calls.SLOT]], table.is64());
    if (Long.compareUnsigned(index, table.size) >= 0) {
      throw new TrapException(
          Trap.UNDEFINED_ELEMENT,
          "element " + Long.toUnsignedString(index) + " of a table of " + table.size);
    }
    long reference = table.elements[(int) index];
    if (reference == Reference.NULL) {
      throw new TrapException(Trap.UNINITIALIZED_ELEMENT, "element " + index + " is null");
    }
    FunctionInstance function = m.store.functions[Reference.functionAddress(reference)];
    if (!function.type.isBelow(m.store.types.get(typeId))) {
      throw new TrapException(
          Trap.INDIRECT_CALL_TYPE_MISMATCH,
          "element " + index + " is function " + function.name() + ", which has another type");
    }
    return function;
  }

  /** Makes the call that is next. */
  void make(FunctionInstance callee) throws TrapException {
    int[] code = code();
    int base = base();
    if ((kind() & Calls.TAIL) == 0) {
      enter(callee, base, code[m.pc + Calls.RETURN]);
      return;
    }
    translate(callee);
    int frame = m.fp;
    m.reserve(frame + callee.frameSlots);
    System.arraycopy(m.stack, base, m.stack, frame, callee.parameterSlots);
    begin(callee, frame);
  }

  /**
   * Enters a function.
   *
   * @param base the slot of its first argument
   * @param returnTo where its caller goes on in quick code
   */
  void enter(FunctionInstance callee, int base, int returnTo) throws TrapException {
    translate(callee);
    m.reserve(base + callee.frameSlots);
    m.frames[m.depth] = m.function;
    m.returns[m.depth++] = (long) m.fp << 32 | returnTo;
    begin(callee, base);
  }

  private static void translate(FunctionInstance callee) throws TrapException {
    if (callee.code == null) {
      Translator.translate(callee);
    }
  }

  private void begin(FunctionInstance callee, int base) {
    m.function = callee;
    m.fp = base;
    for (int i = base + callee.parameterSlots; i < base + callee.localSlots; i++) {
      m.stack[i] = 0;
    }
    if (m.plain) {
      m.pc = callee.map().plainPositions()[0];
    } else {
      m.pc = 0;
      m.ticks += callee.entryTicks;
    }
  }

  /** Goes on behind a call that the host has answered; the results lie where they go. */
  void answered(FunctionInstance callee) {
    if ((kind() & Calls.TAIL) == 0) {
      m.pc += Calls.WORDS;
      m.ticks += code()[m.pc - 1];
      return;
    }
    System.arraycopy(m.stack, base(), m.stack, m.fp, callee.resultSlots);
    back();
  }

  /** Returns from plain code. */
  void leave() {
    int[] code = code();
    System.arraycopy(m.stack, m.fp + (code[m.pc] >>> 16), m.stack, m.fp, code[m.pc + 1]);
    back();
  }

  private void back() {
    long to = m.returns[--m.depth];
    m.function = m.frames[m.depth];
    m.fp = (int) (to >>> 32);
    m.pc = (int) to;
    if (m.isAtBottom()) {
      return;
    }
    if (m.plain) {
      FunctionMap map = m.function.map();
      m.pc = map.plainPositions()[map.quickIndices()[map.boundary(m.pc)]];
    } else {
      m.ticks += code()[m.pc - 1];
    }
  }

  /** Ends a branch whose operands are on the move, so that everything lies in its slot. */
  void finishStub() {
    if (m.pc < m.function.stubsStart) {
      return;
    }
    int[] code = code();
    while ((code[m.pc] & Op.MASK) == Op.MOVE) {
      m.stack[m.fp + (code[m.pc] >>> 16)] = m.stack[m.fp + code[m.pc + 1]];
      m.pc += 2;
    }
    m.pc = code[m.pc + 2];
  }
}
