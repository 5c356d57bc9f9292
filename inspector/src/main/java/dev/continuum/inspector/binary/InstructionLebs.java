package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Immediate;
import dev.continuum.inspector.syntax.Opcode;

/**
 * Reads instructions for the sake of the numbers in them, which a {@link LebSink} of the reader
 * hears of. {@link InstructionReader} is the fast way and the strict one; this one takes the
 * immediates from the table of opcodes.
 */
final class InstructionLebs {
  private static final int INDEX_FLAG = 1 << 6;

  private InstructionLebs() {}

  /** Reads instructions to and including the {@code end} that closes them all. */
  static void read(BinaryReader in) throws MalformedException {
    long depth = 1;
    while (depth > 0) {
      Opcode opcode = opcode(in);
      for (Immediate immediate : opcode.immediates().binaryOrder()) {
        read(in, immediate);
      }
      if (opcode.opensBlock()) {
        depth++;
      } else if (opcode == Opcode.END || opcode == Opcode.DELEGATE) {
        depth--;
      }
    }
  }

  private static Opcode opcode(BinaryReader in) throws MalformedException {
    int start = in.position();
    int first = in.u8();
    Opcode opcode = Opcode.isPrefix(first) ? Opcode.of(first, in.u32()) : Opcode.of(first);
    if (opcode == null) {
      throw in.malformed(start, "illegal opcode");
    }
    return opcode;
  }

  private static void read(BinaryReader in, Immediate immediate) throws MalformedException {
    switch (immediate) {
      case LABEL,
          FUNCTION,
          TYPE,
          TYPE_USE,
          TABLE,
          MEMORY,
          GLOBAL,
          LOCAL,
          TAG,
          ELEMENT,
          DATA,
          FIELD,
          COUNT ->
          in.u32();
      case I32 -> in.signed(32);
      case I64 -> in.signed(64);
      case F32 -> in.skip(4);
      case F64 -> in.skip(8);
      case V128, LANES -> in.skip(16);
      case LANE, ZERO, CAST_FLAGS -> in.skip(1);
      case HEAP_TYPE, CAST_TARGET -> TypeReader.heap(in);
      case BLOCK_TYPE -> blockType(in);
      case MEMARG -> {
        int flags = in.u32();
        if ((flags & INDEX_FLAG) != 0) {
          in.u32();
        }
        in.u64();
      }
      case LABELS -> {
        int count = in.length();
        for (int i = 0; i <= count; i++) {
          in.u32();
        }
      }
      case VALUE_TYPES -> {
        int count = in.length();
        for (int i = 0; i < count; i++) {
          TypeReader.value(in);
        }
      }
      case CATCHES -> {
        int count = in.length();
        for (int i = 0; i < count; i++) {
          if (in.u8() < 2) {
            in.u32();
          }
          in.u32();
        }
      }
      case CAST -> throw new IllegalStateException("the binary holds its parts");
    }
  }

  private static void blockType(BinaryReader in) throws MalformedException {
    int first = in.peek();
    if (first == 0x40) {
      in.u8();
    } else if ((first & 0xc0) == 0x40) {
      TypeReader.value(in);
    } else {
      in.signed(33);
    }
  }
}
