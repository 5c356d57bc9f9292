package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;

/**
 * Finds the end of a constant expression (specification, "Constant Expressions"): only the
 * instructions that may stand in one are known here.
 */
final class ConstantExpressions {
  private static final int END = 0x0b;

  private ConstantExpressions() {}

  /** Reads up to and including the end of the expression, and returns its bytes. */
  static ByteRange skip(BinaryReader in) throws MalformedException {
    int start = in.position();
    while (true) {
      int at = in.position();
      int opcode = in.u8();
      switch (opcode) {
        case END -> {
          return in.since(start);
        }
        case 0x41 -> in.signed(32); // i32.const
        case 0x42 -> in.signed(64); // i64.const
        case 0x43 -> in.skip(4); // f32.const
        case 0x44 -> in.skip(8); // f64.const
        case 0x23, 0xd2 -> in.u32(); // global.get, ref.func
        case 0xd0 -> TypeReader.heap(in); // ref.null
        case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {} // add, sub, mul of i32 and i64
        case 0xfb -> heapInstruction(in, at);
        case 0xfd -> vectorInstruction(in, at);
        default -> throw refused(in, at, opcode);
      }
    }
  }

  private static void heapInstruction(BinaryReader in, int at) throws MalformedException {
    switch (in.u32()) {
      case 0, 1, 6, 7 -> in.u32(); // struct.new, struct.new_default, array.new, array.new_default
      case 8 -> { // array.new_fixed
        in.u32();
        in.u32();
      }
      case 26, 27, 28 -> {} // any.convert_extern, extern.convert_any, ref.i31
      default -> throw refused(in, at, 0xfb);
    }
  }

  private static void vectorInstruction(BinaryReader in, int at) throws MalformedException {
    if (in.u32() != 12) { // v128.const
      throw refused(in, at, 0xfd);
    }
    in.skip(16);
  }

  private static MalformedException refused(BinaryReader in, int at, int opcode) {
    String code = Integer.toHexString(opcode);
    return in.malformed(
        at,
        isInstruction(opcode)
            ? "constant expression required, found another instruction (opcode " + code + ")"
            : "illegal opcode " + code);
  }

  private static boolean isInstruction(int opcode) {
    return opcode <= 0x05
        || opcode == 0x08
        || opcode >= 0x0a && opcode <= 0x15
        || opcode >= 0x1a && opcode <= 0x1c
        || opcode >= 0x1f && opcode <= 0x26
        || opcode >= 0x28 && opcode <= 0xc4
        || opcode >= 0xd0 && opcode <= 0xd6
        || opcode >= 0xfb && opcode <= 0xfe;
  }
}
