package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ArrayType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many operands an instruction takes and how many results it gives. In a body that is not valid
 * the numbers may be wrong.
 */
public final class Arity {
  private static final int[] TAKEN = new int[Opcode.values().length];
  private static final int[] GIVEN = new int[Opcode.values().length];

  static {
    for (Opcode opcode : Opcode.values()) {
      String text = opcode.stackType().toString();
      int arrow = text.indexOf("->");
      TAKEN[opcode.ordinal()] = words(text.substring(0, arrow));
      GIVEN[opcode.ordinal()] = words(text.substring(arrow + 2));
    }
  }

  /** How many operands a side of a stack type names; those it leaves open do not count. */
  private static int words(String side) {
    int words = 0;
    boolean inWord = false;
    int parens = 0;
    for (int i = 0; i < side.length(); i++) {
      char c = side.charAt(i);
      parens += c == '(' ? 1 : c == ')' ? -1 : 0;
      boolean space = c == ' ' && parens == 0;
      if (!space && !inWord) {
        words++;
      }
      if (c == '*') {
        words--;
      }
      inWord = !space;
    }
    return words;
  }

  private final WasmModule module;

  /** What a branch to each open block takes, and what the block gives. */
  private int[] branches = new int[16];

  private int[] results = new int[16];
  private int returned;
  private int taken;
  private int given;

  public Arity(WasmModule module) {
    this.module = module;
  }

  /** Starts a function body. */
  public void start(int typeIndex) {
    FunctionType type = module.functionType(typeIndex);
    returned = type == null ? 0 : type.results().size();
    branches[0] = returned;
    results[0] = returned;
  }

  public int taken() {
    return taken;
  }

  public int given() {
    return given;
  }

  /** What the block gives that an {@code end} or {@code delegate} just closed. */
  public int closed(int depthAfter) {
    return results[depthAfter];
  }

  /** Looks at the instruction a reader stands at. */
  public void look(InstructionReader in) {
    Opcode opcode = in.opcode();
    taken = TAKEN[opcode.ordinal()];
    given = GIVEN[opcode.ordinal()];
    switch (opcode) {
      case BLOCK, LOOP, IF, TRY, TRY_TABLE -> open(in, opcode);
      case BR, BR_TABLE -> taken += branch(in);
      case BR_IF, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL -> {
        int operands = branch(in);
        if (opcode == Opcode.BR_ON_NON_NULL || opcode == Opcode.BR_ON_CAST) {
          operands = Math.max(0, operands - 1); // the label takes the reference itself
        } else if (opcode == Opcode.BR_ON_CAST_FAIL) {
          operands = Math.max(0, operands - 1);
        }
        taken += operands;
        given += operands;
      }
      case RETURN -> taken = returned;
      case CALL -> call(functionType(in.index()));
      case RETURN_CALL -> tail(functionType(in.index()));
      case CALL_INDIRECT, CALL_REF -> call(module.functionType(in.index()));
      case RETURN_CALL_INDIRECT, RETURN_CALL_REF -> tail(module.functionType(in.index()));
      case THROW -> {
        int tag = in.index();
        boolean known = tag >= 0 && tag < module.tags().size();
        FunctionType type =
            known ? module.functionType(module.tags().get(tag).type().typeIndex()) : null;
        taken = type == null ? 0 : type.parameters().size();
        given = 0;
      }
      case STRUCT_NEW -> taken = fields(in.index());
      case ARRAY_NEW_FIXED -> taken = in.index2() < 0 ? 0 : in.index2();
      default -> {}
    }
  }

  private void open(InstructionReader in, Opcode opcode) {
    int depth = in.depth();
    if (depth > branches.length) {
      branches = Arrays.copyOf(branches, depth * 2);
      results = Arrays.copyOf(results, depth * 2);
    }
    int parameters = 0;
    int gives = in.blockType() < 0 && in.blockType() != InstructionReader.EMPTY_BLOCK ? 1 : 0;
    if (in.blockType() >= 0) {
      FunctionType type = module.functionType((int) in.blockType());
      parameters = type == null ? 0 : type.parameters().size();
      gives = type == null ? 0 : type.results().size();
    }
    branches[depth - 1] = opcode == Opcode.LOOP ? parameters : gives;
    results[depth - 1] = gives;
    taken += parameters;
    given = gives;
  }

  private int branch(InstructionReader in) {
    int target = in.depth() - 1 - in.index();
    return in.index() >= 0 && target >= 0 ? branches[target] : 0;
  }

  private void call(@Nullable FunctionType type) {
    taken += type == null ? 0 : type.parameters().size();
    given = type == null ? 0 : type.results().size();
  }

  private void tail(@Nullable FunctionType type) {
    taken += type == null ? 0 : type.parameters().size();
    given = 0;
  }

  private @Nullable FunctionType functionType(int function) {
    boolean known = function >= 0 && function < module.functions().size();
    return known ? module.functionType(module.functions().get(function).typeIndex()) : null;
  }

  private int fields(int type) {
    if (type < 0 || type >= module.types().size()) {
      return 0;
    }
    return switch (module.types().get(type).type().composite()) {
      case StructType struct -> struct.fields().size();
      case ArrayType array -> 1;
      case FunctionType function -> 0;
    };
  }
}
