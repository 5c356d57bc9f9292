package dev.continuum.ide.debug.value;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Opcode;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How many values of the stack the next instruction will take, as far as it says by itself.
 *
 * @param count 0 when it takes none, or it cannot be told cheaply
 * @param instruction its mnemonic
 */
record NextOperands(int count, String instruction) {
  static final NextOperands NONE = new NextOperands(0, "");

  /** Those of the instruction at an offset in the binary. */
  static NextOperands of(Program program, int offset) {
    ByteBuffer bytes = program.bytes();
    if (offset < 0 || offset >= bytes.limit()) {
      return NONE;
    }
    int first = bytes.get(offset) & 0xff;
    Opcode opcode =
        Opcode.isPrefix(first) ? Opcode.of(first, (int) leb(bytes, offset + 1)) : Opcode.of(first);
    if (opcode == null) {
      return NONE;
    }
    int count =
        opcode == Opcode.CALL
            ? called(program, (int) leb(bytes, offset + 1))
            : count(opcode.stackType().toString());
    return new NextOperands(count, opcode.mnemonic());
  }

  private static int called(Program program, int function) {
    List<Function> all = program.module().functions();
    if (function < 0 || function >= all.size()) {
      return 0;
    }
    FunctionType type = program.module().functionType(all.get(function).typeIndex());
    return type == null ? 0 : type.parameters().size();
  }

  /** The words in front of the arrow, behind the last that stands for any number of values. */
  private static int count(String stackType) {
    int count = 0;
    int depth = 0;
    boolean inWord = false;
    for (int i = 0; i < stackType.indexOf("->"); i++) {
      char c = stackType.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      boolean space = c == ' ' && depth == 0;
      count = c == '*' ? 0 : !space && !inWord ? count + 1 : count;
      inWord = !space;
    }
    return count;
  }

  /** An unsigned LEB128 of at most five bytes; 0 behind the end. */
  private static long leb(ByteBuffer bytes, int start) {
    long value = 0;
    for (int i = 0; i < 5 && start + i < bytes.limit(); i++) {
      int next = bytes.get(start + i);
      value |= (long) (next & 0x7f) << 7 * i;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
