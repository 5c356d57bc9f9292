package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import dev.continuum.inspector.syntax.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack type of an instruction that says everything there is to say, as type codes. */
final class Shape {
  /** Stands for the address type of the memory or table of the instruction. */
  static final int ADDRESS = 8;

  /** Of two memories or tables, the address type of the first, of the second, the narrower. */
  static final int ADDRESS_1 = 9;

  static final int ADDRESS_2 = 10;
  static final int ADDRESS_MINIMUM = 11;

  private static final @Nullable Shape[] SHAPES = new Shape[Opcode.values().length];

  static {
    TypeSpace none = new TypeSpace(new TypeStore(), List.of(), index -> "");
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stackType().isFixed()) {
        SHAPES[opcode.ordinal()] = new Shape(opcode, none);
      }
    }
  }

  /** What is taken from the stack, the top first. */
  final int[] takes;

  /** What is put there, the top last. */
  final int[] gives;

  /** Whether nothing but the stack needs checking. */
  final boolean plain;

  final boolean accessesMemory;

  /** The highest alignment of a memory access. */
  final int alignment;

  /** Among how many lanes a lane immediate picks. */
  final int lanes;

  private Shape(Opcode opcode, TypeSpace types) {
    takes = codes(opcode.stackType().parameters().reversed(), types);
    gives = codes(opcode.stackType().results(), types);
    accessesMemory = opcode.accessesMemory();
    alignment = accessesMemory ? opcode.accessLog2() : 0;
    lanes = opcode.lanes();
    plain =
        switch (opcode.immediates()) {
          case NONE, I32, I64, F32, F64, V128, FENCE -> true;
          default -> false;
        };
  }

  /** The shape of an instruction, or null when its stack type depends on more than a memory. */
  static @Nullable Shape of(Opcode opcode) {
    return SHAPES[opcode.ordinal()];
  }

  private static int[] codes(List<Operand> operands, TypeSpace types) {
    return operands.stream().mapToInt(operand -> code(operand, types)).toArray();
  }

  private static int code(Operand operand, TypeSpace types) {
    ValueType type = operand.type();
    if (type != null) {
      return types.code(type);
    }
    return switch (operand) {
      case ADDRESS -> ADDRESS;
      case ADDRESS_1 -> ADDRESS_1;
      case ADDRESS_2 -> ADDRESS_2;
      case ADDRESS_MINIMUM -> ADDRESS_MINIMUM;
      default -> throw new IllegalStateException("an operand without a type: " + operand);
    };
  }
}
