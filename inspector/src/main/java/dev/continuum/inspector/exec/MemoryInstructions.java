package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.Opcode;

/**
 * Memory instructions that are not in the interpreter's loop: accesses to further memories and to
 * those of 64-bit addresses, vectors, and everything on whole ranges.
 */
final class MemoryInstructions {
  private static final int IMMEDIATES = RareInstructions.IMMEDIATES;

  private MemoryInstructions() {}

  /**
   * The address of an access.
   *
   * @throws TrapException when it does not fit 64 bits
   */
  static long address(LinearMemory memory, int[] code, int pc, long base) throws TrapException {
    long offset = RareInstructions.word(code, pc + IMMEDIATES + 1);
    long from = memory.is64() ? base : base & 0xffffffffL;
    long address = from + offset;
    if (Long.compareUnsigned(address, from) < 0) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_MEMORY,
          "the address 0x"
              + Long.toHexString(from)
              + " plus the offset 0x"
              + Long.toHexString(offset)
              + " is more than an address can be");
    }
    return address;
  }

  static LinearMemory memory(int[] code, int pc, ModuleInstance instance) {
    return instance.memories[code[pc + IMMEDIATES]];
  }

  /** A load or store. */
  static void access(Opcode opcode, int[] code, int pc, long[] s, int at, ModuleInstance instance)
      throws TrapException, WatchHit {
    LinearMemory memory = memory(code, pc, instance);
    long address = address(memory, code, pc, s[at]);
    switch (opcode) {
      case I32_LOAD, F32_LOAD, I64_LOAD32_S -> s[at] = (int) memory.slowGet(address, 4);
      case I64_LOAD, F64_LOAD -> s[at] = memory.slowGet(address, 8);
      case I32_LOAD8_S, I64_LOAD8_S -> s[at] = (byte) memory.slowGet(address, 1);
      case I32_LOAD8_U, I64_LOAD8_U -> s[at] = memory.slowGet(address, 1);
      case I32_LOAD16_S, I64_LOAD16_S -> s[at] = (short) memory.slowGet(address, 2);
      case I32_LOAD16_U, I64_LOAD16_U -> s[at] = memory.slowGet(address, 2);
      case I64_LOAD32_U -> s[at] = memory.slowGet(address, 4);
      case I32_STORE8, I64_STORE8 -> memory.slowPut(address, s[at + 1], 1);
      case I32_STORE16, I64_STORE16 -> memory.slowPut(address, s[at + 1], 2);
      case I32_STORE, F32_STORE, I64_STORE32 -> memory.slowPut(address, s[at + 1], 4);
      case I64_STORE, F64_STORE -> memory.slowPut(address, s[at + 1], 8);
      default -> vector(opcode, memory, address, code[pc + IMMEDIATES + 3], s, at);
    }
  }

  private static void vector(
      Opcode opcode, LinearMemory memory, long address, int lane, long[] s, int at)
      throws TrapException, WatchHit {
    int bytes = 1 << opcode.accessLog2();
    switch (opcode) {
      case V128_LOAD -> {
        memory.access(address, 16, false);
        s[at] = LinearMemory.get64(memory.readable, address, memory);
        s[at + 1] = LinearMemory.get64(memory.readable, address + 8, memory);
      }
      case V128_STORE -> {
        memory.access(address, 16, true);
        memory.poke(address, s[at + 1], 8);
        memory.poke(address + 8, s[at + 2], 8);
      }
      case V128_LOAD8_LANE, V128_LOAD16_LANE, V128_LOAD32_LANE, V128_LOAD64_LANE -> {
        long bits = memory.slowGet(address, bytes);
        s[at] = s[at + 1];
        s[at + 1] = s[at + 2];
        VectorInstructions.loadLane(opcode.code(), bits, lane, s, at);
      }
      case V128_STORE8_LANE, V128_STORE16_LANE, V128_STORE32_LANE, V128_STORE64_LANE ->
          memory.slowPut(
              address, VectorInstructions.storeLane(opcode.code(), lane, s, at + 1), bytes);
      default -> VectorInstructions.load(opcode.code(), memory.slowGet(address, bytes), s, at);
    }
  }

  /** An instruction on a memory or data segment as a whole. */
  static void execute(Opcode opcode, int[] code, int pc, long[] s, int at, ModuleInstance instance)
      throws TrapException, WatchHit {
    switch (opcode) {
      case DATA_DROP -> instance.droppedData[code[pc + IMMEDIATES]] = true;
      case MEMORY_INIT -> {
        LinearMemory memory = instance.memories[code[pc + IMMEDIATES + 1]];
        init(
            instance,
            code[pc + IMMEDIATES],
            memory,
            unsigned(s[at], memory.is64()),
            s[at + 1] & 0xffffffffL,
            s[at + 2] & 0xffffffffL);
      }
      case MEMORY_COPY -> {
        LinearMemory target = memory(code, pc, instance);
        LinearMemory source = instance.memories[code[pc + IMMEDIATES + 1]];
        target.copy(
            unsigned(s[at], target.is64()),
            source,
            unsigned(s[at + 1], source.is64()),
            length(target, unsigned(s[at + 2], target.is64() && source.is64())));
      }
      case MEMORY_FILL -> {
        LinearMemory memory = memory(code, pc, instance);
        memory.fill(
            unsigned(s[at], memory.is64()),
            (int) s[at + 1],
            length(memory, unsigned(s[at + 2], memory.is64())));
      }
      case MEMORY_SIZE -> {
        LinearMemory memory = memory(code, pc, instance);
        s[at] = number(memory.pages(), memory.is64());
      }
      case MEMORY_GROW -> {
        LinearMemory memory = memory(code, pc, instance);
        long delta = unsigned(s[at], memory.is64());
        long room = instance.store.memoryRoom() >>> memory.pageSizeLog2();
        boolean fits = Long.compareUnsigned(delta, room) <= 0;
        s[at] = number(fits ? memory.grow(delta) : -1, memory.is64());
      }
      default -> throw new IllegalStateException("no instruction of memories: " + opcode);
    }
  }

  /** Lengths that no memory has are out of bounds whatever their exact number. */
  private static long length(LinearMemory memory, long length) throws TrapException {
    if (length < 0) {
      memory.check(0, Long.MAX_VALUE);
    }
    return length;
  }

  /** An address or size as an unsigned 64-bit number. */
  static long unsigned(long slot, boolean is64) {
    return is64 ? slot : slot & 0xffffffffL;
  }

  /** A number as a slot of an address type has it. */
  static long number(long value, boolean is64) {
    return is64 ? value : (int) value;
  }

  /** {@code memory.init}. */
  static void init(
      ModuleInstance instance, int data, LinearMemory memory, long to, long from, long length)
      throws TrapException, WatchHit {
    DataSegment segment = instance.module.data().get(data);
    int size = instance.droppedData[data] ? 0 : segment.content().size();
    if (from + length > size) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_MEMORY,
          length + " bytes from " + from + " on of a data segment of " + size);
    }
    memory.access(to, length, true);
    byte[] bytes = new byte[(int) length];
    instance.bytes.get(segment.content().start() + (int) from, bytes);
    memory.pokeAll(to, bytes, 0, bytes.length);
  }
}
