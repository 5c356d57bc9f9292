package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.VectorType;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates bodies without branches and calls, to try what instructions compute before and apart
 * from the engine that runs everything.
 */
final class StraightLine {
  private static final int PAGE = 65536;

  private final byte[] bytes;
  private final InstructionReader reader = new InstructionReader();
  private final long[] stack = new long[64];
  private final ByteBuffer memory;
  private final Set<Opcode> tried;
  private int height;

  /** A body that takes more than this class. */
  static final class UnsupportedException extends Exception {
    private static final long serialVersionUID = 1;

    UnsupportedException(String instruction) {
      super(instruction, null, false, false);
    }
  }

  /**
   * @param tried gathers the instructions that have been executed
   */
  StraightLine(byte[] bytes, WasmModule module, Set<Opcode> tried) throws Exception {
    this.bytes = bytes;
    this.tried = tried;
    memory =
        ByteBuffer.allocate(module.memories().isEmpty() ? 0 : PAGE).order(ByteOrder.LITTLE_ENDIAN);
    for (DataSegment segment : module.data()) {
      ByteRange offset = segment.offset();
      if (offset != null) {
        ByteRange content = segment.content();
        long[] at = evaluate(offset, new long[0], new int[0]);
        memory.put((int) at[0], bytes, content.start(), content.size());
      }
    }
  }

  /** How many slots a value takes. */
  static int slots(@Nullable ValueType type) {
    return type == VectorType.V128 ? 2 : 1;
  }

  /**
   * Calls a function.
   *
   * @param arguments their slots
   * @return the slots of the results
   */
  long[] call(Code code, List<ValueType> parameters, long[] arguments) throws Exception {
    int[] locals = new int[parameters.size() + 1];
    for (int i = 0; i < parameters.size(); i++) {
      locals[i + 1] = locals[i] + slots(parameters.get(i));
    }
    return evaluate(code.instructions(), arguments, locals);
  }

  private long[] evaluate(ByteRange range, long[] arguments, int[] locals) throws Exception {
    reader.body(ByteBuffer.wrap(bytes), range);
    height = 0;
    while (reader.next()) {
      step(arguments, locals);
    }
    return Arrays.copyOf(stack, height);
  }

  private void step(long[] arguments, int[] locals) throws Exception {
    Opcode opcode = reader.opcode();
    switch (opcode) {
      case END -> {}
      case LOCAL_GET -> {
        int local = reader.index();
        if (local >= locals.length - 1) {
          throw new UnsupportedException("a declared local");
        }
        for (int i = locals[local]; i < locals[local + 1]; i++) {
          stack[height++] = arguments[i];
        }
      }
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST -> stack[height++] = reader.constant();
      case V128_CONST -> {
        stack[height++] = reader.lowBits();
        stack[height++] = reader.highBits();
      }
      default -> {
        if (!opcode.stackType().isFixed()) {
          throw new UnsupportedException(opcode.mnemonic());
        }
        int at = height - slots(opcode.stackType().parameters());
        execute(opcode, at);
        tried.add(opcode);
        height = at + slots(opcode.stackType().results());
      }
    }
  }

  private static int slots(List<Operand> operands) {
    int slots = 0;
    for (Operand operand : operands) {
      slots += slots(operand.type());
    }
    return slots;
  }

  private void execute(Opcode opcode, int at) throws Exception {
    if (opcode.prefix() != Opcode.PREFIX_VECTOR) {
      if (opcode == Opcode.I64_LOAD) {
        stack[at] = memory.getLong(address(8, at));
      } else if (!ScalarOperations.execute(opcode, stack, at)) {
        throw new UnsupportedException(opcode.mnemonic());
      }
    } else if (opcode.immediates() == Immediates.LANES) {
      VectorInstructions.shuffle(stack, at, reader.lowBits(), reader.highBits());
    } else if (opcode.accessesMemory()) {
      access(opcode, at);
    } else {
      int lane = opcode.immediates() == Immediates.LANE ? reader.lane() : 0;
      VectorInstructions.execute(opcode.code(), stack, at, lane);
    }
  }

  private void access(Opcode opcode, int at) throws Exception {
    int width = 1 << opcode.accessLog2();
    int address = address(width, at);
    boolean hasLane = opcode.immediates() == Immediates.MEMARG_LANE;
    if (opcode == Opcode.V128_LOAD) {
      VectorInstructions.set(stack, at, memory.getLong(address), memory.getLong(address + 8));
    } else if (opcode == Opcode.V128_STORE) {
      memory.putLong(address, stack[at + 1]).putLong(address + 8, stack[at + 2]);
    } else if (!hasLane) {
      VectorInstructions.load(opcode.code(), read(address, width), stack, at);
    } else if (opcode.stackType().results().isEmpty()) {
      long bits = VectorInstructions.storeLane(opcode.code(), reader.lane(), stack, at + 1);
      write(address, width, bits);
    } else {
      VectorInstructions.set(stack, at, stack[at + 1], stack[at + 2]);
      VectorInstructions.loadLane(opcode.code(), read(address, width), reader.lane(), stack, at);
    }
  }

  private int address(int width, int at) throws TrapException {
    long address = (stack[at] & 0xffffffffL) + reader.memoryOffset();
    if (address + width > memory.capacity()) {
      throw new TrapException(Trap.OUT_OF_BOUNDS_MEMORY);
    }
    return (int) address;
  }

  private long read(int address, int width) {
    long bits = 0;
    for (int i = 0; i < width; i++) {
      bits |= (memory.get(address + i) & 0xffL) << (8 * i);
    }
    return bits;
  }

  private void write(int address, int width, long bits) {
    for (int i = 0; i < width; i++) {
      memory.put(address + i, (byte) (bits >>> (8 * i)));
    }
    // More bits than are stored would be another lane's.
    if (width < 8 && bits >>> (8 * width) != 0) {
      throw new AssertionError("a lane is stored with " + Long.toHexString(bits));
    }
  }
}
