package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import dev.continuum.inspector.syntax.StackType;
import dev.continuum.inspector.valid.TypeCode;

/**
 * Translates instructions that compute, load and store. In quick code a result goes straight to the
 * local that is written next, and a comparison waits to become part of a branch.
 */
final class Computation {
  private final InstructionReader in;
  private final CodeBuilder out;
  private final Operands operands;
  private final boolean plain;

  private final Recent recent;
  private final Comparisons comparisons;

  /** Whether the first memory has 32-bit addresses. */
  private final boolean usualMemory;

  Computation(
      InstructionReader in,
      CodeBuilder out,
      Operands operands,
      Recent recent,
      Comparisons comparisons,
      boolean usualMemory,
      boolean plain) {
    this.in = in;
    this.out = out;
    this.operands = operands;
    this.recent = recent;
    this.comparisons = comparisons;
    this.usualMemory = usualMemory;
    this.plain = plain;
  }

  // Locals and globals

  void localGet(int slot, boolean wide) {
    if (wide) {
      int to = operands.top();
      operands.push(true);
      out.emit(Op.MOVE2, to, slot);
      recent.forget();
    } else if (plain) {
      int to = operands.top();
      operands.push(false);
      out.emit(Op.MOVE, to, slot);
    } else {
      operands.pushLocal(slot);
      recent.forget();
    }
  }

  void localSet(int slot, boolean wide) {
    if (wide) {
      out.emit(Op.MOVE2, slot, operands.slot(0));
      operands.pop();
      recent.forget();
      return;
    }
    if (recent.hasResult() && !operands.refersTo(slot, 1)) {
      recent.redirect(slot);
    } else {
      operands.settleLocal(slot, 1);
      set(slot);
    }
    operands.pop();
    recent.forget();
  }

  private void set(int slot) {
    if (operands.isConstant(0)) {
      operands.constant(slot, operands.constant(0));
    } else {
      int source = operands.source(0);
      if (source != slot || plain) {
        out.emit(Op.MOVE, slot, source);
      }
    }
  }

  void localTee(int slot, boolean wide) {
    if (wide) {
      out.emit(Op.MOVE2, slot, operands.slot(0));
    } else if (plain) {
      out.emit(Op.MOVE, slot, operands.slot(0));
    } else {
      localSet(slot, false);
      operands.pushLocal(slot);
    }
    recent.forget();
  }

  void global(boolean get, GlobalInstance global) {
    boolean wide = global.type() == TypeCode.V128;
    if (get) {
      int at = out.position();
      for (int i = 0; i < (wide ? 2 : 1); i++) {
        out.emit(Op.GLOBAL_GET, operands.top() + i, global.slot() + i);
      }
      operands.push(wide);
      recent.result(at);
      if (wide) {
        recent.forget();
      }
      return;
    }
    int source = operands.source(0);
    for (int i = 0; i < (wide ? 2 : 1); i++) {
      out.emit(Op.GLOBAL_SET, source + i, global.slot() + i);
    }
    operands.pop();
    recent.forget();
  }

  /** Moves an operand to a slot at or below its own, and returns the slot behind it. */
  int move(int below, int to) {
    if (operands.isWide(below)) {
      if (operands.slot(below) != to) {
        out.emit(Op.MOVE2, to, operands.slot(below));
      }
      return to + 2;
    }
    if (operands.isConstant(below)) {
      operands.constant(to, operands.constant(below));
    } else {
      int source = operands.source(below);
      if (source != to) {
        out.emit(Op.MOVE, to, source);
      }
    }
    return to + 1;
  }

  // Instructions by their kinds

  /**
   * Translates an instruction, or returns false when its stack type depends on its surroundings.
   */
  boolean instruction(Opcode opcode) {
    switch (opcode) {
      case DROP -> {
        operands.pop();
        recent.forget();
      }
      case SELECT, SELECT_TYPED -> select();
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> constant(in.constant());
      case V128_CONST -> {
        long high = in.highBits();
        int to = operands.top();
        operands.push(true);
        operands.constant(to, in.lowBits());
        operands.constant(to + 1, high);
        recent.forget();
      }
      case I32_EQZ, I64_EQZ -> {
        comparisons.isZero(opcode == Opcode.I64_EQZ);
      }
      // The bits stay the same, or have the sign extended already.
      case I32_REINTERPRET_F32,
          I64_REINTERPRET_F64,
          F32_REINTERPRET_I32,
          F64_REINTERPRET_I64,
          I64_EXTEND_I32_S ->
          recent.forgetComparison();
      default -> {
        return table(opcode);
      }
    }
    return true;
  }

  private void constant(long value) {
    if (plain) {
      int to = operands.top();
      operands.push(false);
      operands.constant(to, value);
    } else {
      operands.pushConstant(value);
    }
    recent.forget();
  }

  private boolean table(Opcode opcode) {
    int op = Selection.of(opcode);
    switch (Selection.kind(opcode)) {
      case LOAD -> {
        if (isUsual()) {
          load(op);
        } else {
          fixed(opcode);
        }
      }
      case STORE -> {
        if (isUsual()) {
          store(op);
        } else {
          fixed(opcode);
        }
      }
      case BINARY -> binary(op, Selection.withNumber(opcode), Selection.commutes(opcode));
      case COMPARISON -> comparisons.integers(op, false);
      case LONG_COMPARISON -> comparisons.integers(op, true);
      case FLOAT_COMPARISON -> comparisons.floats(op, false);
      case SWAPPED_FLOAT_COMPARISON -> comparisons.floats(op, true);
      case UNARY -> unary(op);
      default -> {
        if (!opcode.stackType().isFixed() || opcode == Opcode.REF_EQ) {
          return false;
        }
        fixed(opcode);
      }
    }
    return true;
  }

  /** Whether an access is to the first memory, of 32-bit addresses, and not atomic. */
  private boolean isUsual() {
    return in.index() == 0 && usualMemory && in.memoryOffset() >>> 32 == 0;
  }

  private void load(int op) {
    int address = operands.source(0);
    operands.pop();
    int at = out.position();
    out.emit(op, operands.top(), address, (int) in.memoryOffset());
    operands.push(false);
    recent.result(at);
  }

  private void store(int op) {
    int value = operands.source(0);
    int address = operands.source(1);
    operands.pop(2);
    out.emit(op, address, value, (int) in.memoryOffset());
    recent.forget();
  }

  private void unary(int op) {
    int source = operands.source(0);
    operands.pop();
    int at = out.position();
    out.emit(op, operands.top(), source);
    operands.push(false);
    recent.result(at);
  }

  /** The second operand as the op with a number takes it: subtracting is adding the opposite. */
  private static long addend(int op, long constant) {
    return switch (op) {
      case Op.I_SUB -> -(int) constant;
      case Op.L_SUB -> -constant;
      default -> constant;
    };
  }

  private void binary(int op, int numberOp, boolean commutes) {
    int below = 0;
    long number = 0;
    boolean has = numberOp >= 0 && !plain && operands.isConstant(0);
    if (has) {
      number = addend(op, operands.constant(0));
    } else if (numberOp >= 0 && !plain && commutes && operands.isConstant(1)) {
      has = true;
      below = 1;
      number = operands.constant(1);
    }
    if (has && number == (int) number) {
      int source = operands.source(1 - below);
      operands.pop(2);
      int at = out.position();
      out.emit(numberOp, operands.top(), source, (int) number);
      operands.push(false);
      recent.result(at);
      return;
    }
    int first = operands.source(1);
    int second = operands.source(0);
    operands.pop(2);
    int at = out.position();
    out.emit(op, operands.top(), first | second << 16);
    operands.push(false);
    recent.result(at);
  }

  private void select() {
    if (operands.isWide(1)) {
      operands.settle(3, 0);
      rareSelect();
      return;
    }
    int condition = operands.source(0);
    int second = operands.source(1);
    int first = operands.source(2);
    operands.pop(3);
    int at = out.position();
    out.emit(Op.SELECT, operands.top(), first | second << 16, condition);
    operands.push(false);
    recent.result(at);
  }

  private void rareSelect() {
    int base = operands.slot(2);
    operands.pop(3);
    operands.push(true);
    startRare(Opcode.SELECT, base, 0);
    recent.forget();
  }

  // Everything else runs outside of the interpreter's loop, on operands in their slots

  /** An instruction whose stack type says all: takes what it says, and gives what it says. */
  private void fixed(Opcode opcode) {
    StackType type = opcode.stackType();
    int taken = type.parameters().size();
    boolean allocates = opcode.prefix() == Opcode.PREFIX_GC;
    if (allocates) {
      operands.settleAll();
    } else {
      operands.settle(taken, 0);
    }
    int base = taken == 0 ? operands.top() : operands.slot(taken - 1);
    operands.pop(taken);
    int[] words = RareWords.of(in);
    startRare(opcode, base, words.length);
    for (int word : words) {
      out.emit(word);
    }
    for (Operand result : type.results()) {
      operands.push(result == Operand.V128);
    }
    operands.reserve(2);
    recent.forget();
  }

  private void startRare(Opcode opcode, int base, int words) {
    out.emit(Op.RARE, base, opcode.ordinal() | (words + 2) << 16);
  }

  /**
   * An instruction on operands in their slots, whose immediates follow.
   *
   * @param taken how many operands it takes; they are left for the caller to pop
   * @param all whether all operands must be in their slots, because memory may be collected
   */
  void rare(Opcode opcode, int taken, boolean all, int... words) {
    if (all) {
      operands.settleAll();
    } else {
      operands.settle(taken, 0);
    }
    operands.reserve(2);
    startRare(opcode, taken == 0 ? operands.top() : operands.slot(taken - 1), words.length);
    for (int word : words) {
      out.emit(word);
    }
    recent.forget();
  }

  /** {@code ref.test} of the reference in a slot, in place. */
  void test(int slot, boolean nullable, int heap) {
    Opcode opcode = nullable ? Opcode.REF_TEST_NULL : Opcode.REF_TEST;
    startRare(opcode, slot, 1);
    out.emit(heap);
    recent.forget();
  }
}
