package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;

/**
 * Instructions that run outside of the interpreter's loop. Their operands lie in their slots from
 * {@code at} on, their results go there; the immediates follow the op in the code.
 */
final class RareInstructions {
  /** Where the immediates start behind the op. */
  static final int IMMEDIATES = 2;

  private static final Opcode[] OPCODES = Opcode.values();

  private enum Group {
    SCALAR,
    VECTOR,
    ACCESS,
    ATOMIC,
    MEMORY,
    TABLE,
    REFERENCE,
    STRUCT,
    ARRAY
  }

  private static final Group[] GROUPS = new Group[OPCODES.length];

  static {
    for (Opcode opcode : OPCODES) {
      GROUPS[opcode.ordinal()] = group(opcode);
    }
  }

  private final Machine m;
  private final AggregateInstructions aggregates;
  private final ArrayInstructions arrays;

  RareInstructions(Machine machine) {
    m = machine;
    aggregates = new AggregateInstructions(machine);
    arrays = new ArrayInstructions(machine);
  }

  private static Group group(Opcode opcode) {
    return switch (opcode) {
      case MEMORY_SIZE, MEMORY_GROW, MEMORY_COPY, MEMORY_FILL, MEMORY_INIT, DATA_DROP ->
          Group.MEMORY;
      case TABLE_GET,
          TABLE_SET,
          TABLE_SIZE,
          TABLE_GROW,
          TABLE_COPY,
          TABLE_FILL,
          TABLE_INIT,
          ELEM_DROP ->
          Group.TABLE;
      case STRUCT_NEW, STRUCT_NEW_DEFAULT, STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U, STRUCT_SET ->
          Group.STRUCT;
      case REF_AS_NON_NULL,
          REF_TEST,
          REF_TEST_NULL,
          REF_CAST,
          REF_CAST_NULL,
          REF_I31,
          I31_GET_S,
          I31_GET_U ->
          Group.REFERENCE;
      default -> {
        if (opcode.prefix() == Opcode.PREFIX_GC) {
          yield Group.ARRAY;
        }
        if (opcode.prefix() == Opcode.PREFIX_ATOMIC) {
          yield Group.ATOMIC;
        }
        if (opcode.immediates() == Immediates.MEMARG
            || opcode.immediates() == Immediates.MEMARG_LANE) {
          yield Group.ACCESS;
        }
        yield opcode.prefix() == Opcode.PREFIX_VECTOR ? Group.VECTOR : Group.SCALAR;
      }
    };
  }

  /**
   * Runs an instruction.
   *
   * @param ordinal the instruction's place in {@link Opcode}
   * @param pc where its op lies in the code
   * @param s the stack
   * @param at the first operand on it
   * @throws WatchHit before anything has happened
   */
  void execute(int ordinal, int[] code, int pc, long[] s, int at, FunctionInstance function)
      throws TrapException, WatchHit {
    Opcode opcode = OPCODES[ordinal];
    switch (GROUPS[ordinal]) {
      case SCALAR -> ScalarInstructions.execute(opcode, s, at);
      case VECTOR -> vector(opcode, code, pc, s, at);
      case ACCESS -> MemoryInstructions.access(opcode, code, pc, s, at, function.module());
      case ATOMIC -> AtomicInstructions.execute(opcode, code, pc, s, at, function.module());
      case MEMORY -> {
        yieldToPause();
        MemoryInstructions.execute(opcode, code, pc, s, at, function.module());
      }
      case TABLE -> {
        yieldToPause();
        TableInstructions.execute(opcode, code, pc, s, at, function.module());
      }
      case REFERENCE -> aggregates.reference(opcode, code, pc, s, at);
      case STRUCT -> {
        yieldToPause();
        aggregates.struct(opcode, code, pc, s, at);
      }
      case ARRAY -> {
        yieldToPause();
        arrays.execute(opcode, code, pc, s, at, function);
      }
    }
  }

  /** Before an instruction that may take long: thousands of them run before anyone else asks. */
  private void yieldToPause() throws WatchHit {
    if (m.pausing && !m.plain) {
      m.pausing = false;
      throw WatchHit.INSTANCE;
    }
  }

  private static void vector(Opcode opcode, int[] code, int pc, long[] s, int at) {
    switch (opcode.immediates()) {
      case LANES ->
          VectorInstructions.shuffle(
              s, at, word(code, pc + IMMEDIATES), word(code, pc + IMMEDIATES + 2));
      case LANE -> VectorInstructions.execute(opcode.code(), s, at, code[pc + IMMEDIATES]);
      default -> VectorInstructions.execute(opcode.code(), s, at, 0);
    }
  }

  /** A 64-bit immediate, which takes two words. */
  static long word(int[] code, int at) {
    return code[at] & 0xffffffffL | (long) code[at + 1] << 32;
  }
}
