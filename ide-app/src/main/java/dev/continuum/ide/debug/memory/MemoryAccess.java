package dev.continuum.ide.debug.memory;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.Opcode;
import java.util.List;

/**
 * Bytes that the next instruction touches; they may lie outside of the memory, which is why it will
 * trap.
 *
 * @param address unsigned
 * @param length unsigned
 * @param instruction its mnemonic
 */
record MemoryAccess(int memory, long address, long length, boolean writes, String instruction) {
  /** Such as {@code i32.store writes 4 bytes at 0x400}. */
  String words() {
    return "%s %s %s at 0x%s"
        .formatted(
            instruction,
            writes ? "writes" : "reads",
            MemoryWords.bytes(length),
            Long.toHexString(address));
  }

  /**
   * What the next instruction touches, which is in a frame of a program; nothing when it touches no
   * memory.
   *
   * @param scope of that frame
   */
  static List<MemoryAccess> next(Program program, FrameInfo frame, Scope scope) {
    InstructionReader in = program.instruction(frame.function(), frame.offset());
    return in == null ? List.of() : new Operands(in, scope).accesses();
  }

  /** An instruction with what it finds on the stack. */
  private record Operands(InstructionReader in, Scope scope) {
    List<MemoryAccess> accesses() {
      Opcode opcode = in.opcode();
      int operands = opcode.stackType().parameters().size();
      if (scope.stackSize() < operands) {
        return List.of();
      }
      if (opcode.accessesMemory()) {
        long address = operand(operands - 1) + in.memoryOffset();
        long length = 1L << opcode.accessLog2();
        return opcode == Opcode.MEMORY_ATOMIC_NOTIFY
            ? List.of()
            : List.of(access(in.index(), address, length, writes(opcode)));
      }
      return switch (opcode) {
        case MEMORY_FILL -> List.of(access(in.index(), operand(2), operand(0), true));
        case MEMORY_INIT -> List.of(access(in.index2(), operand(2), operand(0), true));
        case MEMORY_COPY ->
            List.of(
                access(in.index(), operand(2), operand(0), true),
                access(in.index2(), operand(1), operand(0), false));
        default -> List.of();
      };
    }

    private MemoryAccess access(int memory, long address, long length, boolean writes) {
      return new MemoryAccess(memory, address, length, writes, in.opcode().mnemonic());
    }

    private static boolean writes(Opcode opcode) {
      String name = opcode.mnemonic();
      return name.contains(".store") || name.contains(".rmw");
    }

    /** A number of the operand stack, without its sign; 0 is the top. */
    private long operand(int depth) {
      Cell cell = new Cell();
      scope.stack(depth, cell);
      return switch (cell.value()) {
        case Value.I32(int number) -> Integer.toUnsignedLong(number);
        case Value.I64(long number) -> number;
        default -> 0;
      };
    }
  }
}
