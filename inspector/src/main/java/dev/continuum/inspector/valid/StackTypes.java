package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types on the operand stack at every instruction of a function, for those who look at code.
 * They are computed when asked for, by validating the function as far as needed: that takes about a
 * millisecond for each 50 KB of it. Not for use by several threads at once.
 */
public final class StackTypes {
  private final WasmModule module;
  private final @Nullable BodyValidator check;

  /** Is shown the instructions of a function, one after the other. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Sees one instruction.
     *
     * @param offset where the instruction lies in the file
     * @param after the stack behind it
     * @return whether to go on
     */
    boolean instruction(int offset, StackState after);
  }

  /**
   * Prepares to look into the functions of a module.
   *
   * @param bytes what remains of the buffer is the whole file; it is read whenever a function is
   *     looked into
   */
  public StackTypes(WasmModule module, ByteBuffer bytes) {
    this.module = module;
    ByteBuffer file = bytes.slice();
    ModuleContext context =
        ModuleCheck.check(module, file, Features.ALL, new Problems(), new InstructionUses());
    check =
        context == null
            ? null
            : new BodyValidator(context, file, InstructionReader.of(module, Features.ALL));
  }

  /**
   * The stack in front of an instruction.
   *
   * @param function the index of the function
   * @param offset where an instruction of its body starts in the file
   * @return null when there is no such instruction, the function has no body, or a problem before
   *     it (or in the types of the module) keeps the types from being known
   */
  public @Nullable StackState before(int function, int offset) {
    try {
      BodyValidator at = start(function);
      while (at != null) {
        int position = at.reader().position();
        if (position >= offset) {
          return position == offset && at.stack().depth() > 0 ? state(at) : null;
        }
        at = at.step() ? at : null;
      }
    } catch (InvalidException | MalformedException wrongBefore) {
      return null;
    }
    return null;
  }

  /**
   * The stack behind an instruction.
   *
   * @param function the index of the function
   * @param offset where an instruction of its body starts in the file
   * @return null as for {@link #before}, and when the instruction itself is wrong
   */
  public @Nullable StackState after(int function, int offset) {
    try {
      BodyValidator at = start(function);
      while (at != null && at.reader().position() <= offset && at.step()) {
        if (at.reader().offset() == offset) {
          return state(at);
        }
      }
    } catch (InvalidException | MalformedException wrongBefore) {
      return null;
    }
    return null;
  }

  /**
   * Shows all instructions of a function in order, up to the first that is wrong.
   *
   * @return what is wrong with the function, or null when it is nothing, or when it has no body or
   *     the types of the module keep it from being looked into
   */
  public @Nullable Problem walk(int function, Visitor visitor) {
    try {
      BodyValidator at = start(function);
      while (at != null && at.step()) {
        if (!visitor.instruction(at.reader().offset(), state(at))) {
          return null;
        }
      }
      return null;
    } catch (InvalidException wrong) {
      return wrong.problem();
    } catch (MalformedException malformed) {
      return malformed.problem();
    }
  }

  /** Starts a function; null when there is nothing to look into. */
  private @Nullable BodyValidator start(int function) throws InvalidException, MalformedException {
    Code code =
        function >= 0 && function < module.functions().size()
            ? module.functions().get(function).code()
            : null;
    if (code == null || check == null) {
      return null;
    }
    check.start(check.context().functions[function], code);
    return check;
  }

  private static StackState state(BodyValidator check) {
    TypeStack stack = check.stack();
    TypeSpace types = check.context().types;
    List<@Nullable ValueType> operands = new ArrayList<>(stack.height());
    for (int i = 0; i < stack.height(); i++) {
      operands.add(types.type(stack.operand(i)));
    }
    return new StackState(operands, stack.depth(), stack.isUnreachable());
  }
}
