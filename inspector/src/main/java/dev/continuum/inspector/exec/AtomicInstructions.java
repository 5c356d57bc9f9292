package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Opcode;

/**
 * Atomic instructions (threads proposal) on the one thread there is: nothing ever comes between, a
 * notification wakes nobody, and a wait that ends at all has timed out.
 */
final class AtomicInstructions {
  private static final int IMMEDIATES = RareInstructions.IMMEDIATES;
  private static final int FIRST_STORE = Opcode.I32_ATOMIC_STORE.code();
  private static final int FIRST_CHANGE = Opcode.I32_ATOMIC_RMW_ADD.code();

  /** How many instructions there are of each kind of change, by type and width. */
  private static final int FORMS = 7;

  private static final int NOT_EQUAL = 1;
  private static final int TIMED_OUT = 2;

  private AtomicInstructions() {}

  static void execute(Opcode opcode, int[] code, int pc, long[] s, int at, ModuleInstance instance)
      throws TrapException, WatchHit {
    if (opcode == Opcode.ATOMIC_FENCE) {
      return;
    }
    LinearMemory memory = MemoryInstructions.memory(code, pc, instance);
    long address = MemoryInstructions.address(memory, code, pc, s[at]);
    int bytes = 1 << opcode.accessLog2();
    if ((address & bytes - 1) != 0) {
      throw new TrapException(
          Trap.UNALIGNED_ATOMIC,
          "0x" + Long.toHexString(address) + " is not a multiple of " + bytes);
    }
    switch (opcode) {
      case MEMORY_ATOMIC_NOTIFY -> {
        memory.check(address, bytes);
        s[at] = 0;
      }
      case MEMORY_ATOMIC_WAIT32, MEMORY_ATOMIC_WAIT64 -> await(memory, address, bytes, s, at);
      default -> access(opcode, memory, address, bytes, s, at);
    }
  }

  private static void await(LinearMemory memory, long address, int bytes, long[] s, int at)
      throws TrapException, WatchHit {
    if (!memory.isShared()) {
      throw new TrapException(Trap.EXPECTED_SHARED_MEMORY, "waiting needs a shared memory");
    }
    long expected = bytes == 4 ? s[at + 1] & 0xffffffffL : s[at + 1];
    if (memory.slowGet(address, bytes) != expected) {
      s[at] = NOT_EQUAL;
    } else if (s[at + 2] >= 0) {
      s[at] = TIMED_OUT;
    } else {
      throw new TrapException(
          Trap.DEADLOCK, "the only thread waits for a notification without a time limit");
    }
  }

  private static void access(
      Opcode opcode, LinearMemory memory, long address, int bytes, long[] s, int at)
      throws TrapException, WatchHit {
    int code = opcode.code();
    if (code < FIRST_STORE) {
      s[at] = extend(opcode, memory.slowGet(address, bytes));
      return;
    }
    if (code < FIRST_CHANGE) {
      memory.slowPut(address, s[at + 1], bytes);
      return;
    }
    memory.access(address, bytes, true);
    long before = memory.slowGet(address, bytes);
    long operand = s[at + 1];
    long after =
        switch ((code - FIRST_CHANGE) / FORMS) {
          case 0 -> before + operand;
          case 1 -> before - operand;
          case 2 -> before & operand;
          case 3 -> before | operand;
          case 4 -> before ^ operand;
          case 5 -> operand;
          default -> before == narrow(operand, bytes) ? s[at + 2] : before;
        };
    memory.poke(address, after, bytes);
    s[at] = extend(opcode, before);
  }

  private static long narrow(long value, int bytes) {
    return bytes == 8 ? value : value & (1L << 8 * bytes) - 1;
  }

  /** A loaded number as its slot has it: an i32 with its sign. */
  private static long extend(Opcode opcode, long bits) {
    return opcode.mnemonic().startsWith("i32") ? (int) bits : bits;
  }
}
