package dev.continuum.ide.debug.value;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Opcode;
import java.util.List;

/**
 * How many values of the stack the next instruction will take, as far as it says by itself.
 *
 * @param count 0 when it takes none, or it cannot be told cheaply
 * @param instruction its mnemonic
 */
record NextOperands(int count, String instruction) {
  static final NextOperands NONE = new NextOperands(0, "");

  /** Those of the instruction that is next in a frame of a program. */
  static NextOperands of(Program program, FrameInfo frame) {
    InstructionReader in = program.instruction(frame.function(), frame.offset());
    if (in == null) {
      return NONE;
    }
    Opcode opcode = in.opcode();
    int count =
        opcode == Opcode.CALL ? called(program, in.index()) : count(opcode.stackType().toString());
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
}
