package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Proposal;

/**
 * Memories, tables, segments and lanes (specification, "Memory", "Table" and "Vector
 * Instructions").
 */
final class StoreRules extends InstructionRules {
  private static final int SHUFFLED_LANES = 16;

  StoreRules(ModuleContext context, TypeStack stack, InstructionReader in) {
    super(context, stack, in);
  }

  /** A load, a store or an atomic instruction; some have a lane besides. */
  void access(Shape shape) throws InvalidException {
    int address = memory(in.index());
    int align = in.align();
    if (align != shape.alignment) {
      alignment(align, shape);
    }
    if (address == TypeCode.I32 && in.memoryOffset() >>> 32 != 0) {
      throw stack.invalid(
          "offset out of range: "
              + Long.toUnsignedString(in.memoryOffset())
              + " is more than 32 bits, and so are no addresses of the memory");
    }
    if (shape.lanes != 0) {
      lane(in.lane(), shape.lanes);
    }
    apply(shape, address, address);
  }

  private void alignment(int align, Shape shape) throws InvalidException {
    boolean atomic = in.opcode().proposal() == Proposal.THREADS;
    if (align > shape.alignment) {
      throw stack.invalid(
          "alignment must not be larger than natural: "
              + in.opcode()
              + " accesses "
              + (1 << shape.alignment)
              + " bytes, the alignment is 2^"
              + align);
    }
    if (atomic) {
      throw stack.invalid(
          "alignment must be natural: "
              + in.opcode()
              + " accesses "
              + (1 << shape.alignment)
              + " bytes, the alignment is "
              + (1 << align));
    }
  }

  private void lane(int lane, int lanes) throws InvalidException {
    if (lane >= lanes) {
      throw stack.invalid(
          "invalid lane index " + lane + ": " + in.opcode() + " has " + lanes + " lanes");
    }
  }

  /** An instruction of fixed stack type whose immediates need checking. */
  void instruction(Opcode opcode, Shape shape) throws InvalidException {
    int index = in.index();
    switch (opcode.immediates()) {
      case LANE -> {
        lane(in.lane(), shape.lanes);
        apply(shape, 0, 0);
      }
      case LANES -> {
        for (int i = 0; i < SHUFFLED_LANES; i++) {
          lane(in.shuffleLane(i), shape.lanes);
        }
        apply(shape, 0, 0);
      }
      case MEMORY -> apply(shape, memory(index), 0);
      case MEMORY_MEMORY -> apply(shape, memory(index), memory(in.index2()));
      case DATA_MEMORY -> {
        int memory = memory(in.index2());
        data(index);
        apply(shape, memory, 0);
      }
      case DATA -> {
        data(index);
        apply(shape, 0, 0);
      }
      case TABLE -> apply(shape, tableAddress(index), 0);
      case TABLE_TABLE -> {
        int target = table(index);
        match(table(in.index2()), target, "the source table");
        apply(shape, tableAddress(index), tableAddress(in.index2()));
      }
      case ELEMENT_TABLE -> {
        int table = table(in.index2());
        match(element(index), table, "the element segment");
        apply(shape, tableAddress(in.index2()), 0);
      }
      case ELEMENT -> {
        element(index);
        apply(shape, 0, 0);
      }
      default -> throw new IllegalStateException("no rule for the immediates of " + opcode);
    }
  }

  /** Takes and gives what a shape says, with the address types put in. */
  private void apply(Shape shape, int address, int address2) throws InvalidException {
    for (int type : shape.takes) {
      stack.pop(type < Shape.ADDRESS ? type : address(type, address, address2));
    }
    for (int type : shape.gives) {
      stack.push(type < Shape.ADDRESS ? type : address(type, address, address2));
    }
  }

  private static int address(int type, int address, int address2) {
    return switch (type) {
      case Shape.ADDRESS, Shape.ADDRESS_1 -> address;
      case Shape.ADDRESS_2 -> address2;
      default -> address == TypeCode.I32 ? address : address2;
    };
  }

  /** An instruction that moves elements in and out of a table. */
  void table(Opcode opcode) throws InvalidException {
    int element = table(in.index());
    int address = tableAddress(in.index());
    switch (opcode) {
      case TABLE_GET -> {
        stack.pop(address);
        stack.push(element);
      }
      case TABLE_SET -> {
        stack.pop(element);
        stack.pop(address);
      }
      case TABLE_GROW -> {
        stack.pop(address);
        stack.pop(element);
        stack.push(address);
      }
      case TABLE_FILL -> {
        stack.pop(address);
        stack.pop(element);
        stack.pop(address);
      }
      default -> throw new IllegalStateException("no table instruction: " + opcode);
    }
  }
}
