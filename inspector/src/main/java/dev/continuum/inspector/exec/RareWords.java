package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;

/** The immediates of instructions that run outside of the interpreter's loop, as words of code. */
final class RareWords {
  private static final int[] NONE = {};

  private RareWords() {}

  /** The immediates of the instruction read last, which has a fixed stack type. */
  static int[] of(InstructionReader in) {
    return switch (in.opcode().immediates()) {
      case MEMARG -> access(in, 0);
      case MEMARG_LANE -> access(in, in.lane());
      case LANE -> new int[] {in.lane()};
      case LANES -> {
        long low = in.lowBits();
        long high = in.highBits();
        yield new int[] {(int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32)};
      }
      case MEMORY_MEMORY, TABLE_TABLE, ELEMENT_TABLE, DATA_MEMORY ->
          new int[] {in.index(), in.index2()};
      case MEMORY, TABLE, ELEMENT, DATA -> new int[] {in.index()};
      default -> NONE;
    };
  }

  private static int[] access(InstructionReader in, int lane) {
    long offset = in.memoryOffset();
    return new int[] {in.index(), (int) offset, (int) (offset >>> 32), lane};
  }
}
