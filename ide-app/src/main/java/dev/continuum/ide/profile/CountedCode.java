package dev.continuum.ide.profile;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Opcode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the instructions of functions that count when they are executed. */
final class CountedCode {
  /** Is told of an instruction. */
  @FunctionalInterface
  interface Visitor {
    void instruction(Function function, int offset, Opcode opcode, long count);
  }

  private CountedCode() {}

  /** The functions of a profile by their index in the module. */
  static Map<Integer, ProfiledFunction> byIndex(Profile profile) {
    Map<Integer, ProfiledFunction> found = new HashMap<>();
    profile.functions().forEach(function -> found.put(function.index(), function));
    return found;
  }

  /**
   * Visits the instructions of a function, those that were never executed too.
   *
   * @param counts of the function; null when it was never called
   */
  static void visit(
      Program program, Function function, @Nullable ProfiledFunction counts, Visitor visitor) {
    Code code = function.code();
    if (code == null) {
      return;
    }
    try {
      InstructionReader in = InstructionReader.of(program.module(), Features.ALL);
      in.body(program.bytes(), code.instructions());
      while (in.next()) {
        Opcode opcode = in.opcode();
        if (!onlyMarks(opcode) || opcode == Opcode.END && in.depth() == 0) {
          long count = counts == null ? 0 : counts.countAt(in.offset());
          visitor.instruction(function, in.offset(), opcode, count);
        }
      }
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid function cannot be read", impossible);
    }
  }

  /** Whether an instruction does nothing by itself. */
  private static boolean onlyMarks(Opcode opcode) {
    return switch (opcode) {
      case BLOCK, LOOP, TRY_TABLE, TRY, DELEGATE, END -> true;
      default -> false;
    };
  }
}
