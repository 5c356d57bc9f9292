package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeCode;
import java.util.ArrayList;
import java.util.List;

/** The blocks that are open during translation; the function itself is the outermost. */
final class Blocks {
  private static final int[] NONE = {};

  private final ModuleInstance instance;
  private final List<Block> open = new ArrayList<>();

  Blocks(ModuleInstance instance, DefinedType function, int firstOperand, CodeBuilder out) {
    this.instance = instance;
    open.add(
        new Block(Opcode.BLOCK, NONE, function.more, 0, firstOperand, out.newLabel(), 0, true));
  }

  /** A clause of a try_table; a tag of -1 catches all, a reference of -1 is not passed. */
  record Clause(int tag, int label, int slot, int reference) {}

  /** A block, loop, if, try_table, try, or the function. */
  static final class Block {
    private final Opcode opcode;
    private final int[] parameters;
    private final int[] results;
    private final int height;
    private final int top;
    private final int label;
    private final int from;
    private final boolean function;
    private int elseLabel = -1;
    private boolean used;
    private List<Clause> clauses = List.of();
    private final List<Integer> delegates = new ArrayList<>();
    private int bodyEnd = -1;
    private int caughtSlot;

    private Block(
        Opcode opcode,
        int[] parameters,
        int[] results,
        int height,
        int top,
        int label,
        int from,
        boolean function) {
      this.opcode = opcode;
      this.parameters = parameters;
      this.results = results;
      this.height = height;
      this.top = top;
      this.label = label;
      this.from = from;
      this.function = function;
    }

    int[] parameters() {
      return parameters;
    }

    int[] results() {
      return results;
    }

    /** The types of the operands that a branch to it takes along. */
    int[] arity() {
      return isLoop() ? parameters : results;
    }

    /** How many operands lie below its parameters. */
    int height() {
      return height;
    }

    /** The slot of its first parameter or result. */
    int top() {
      return top;
    }

    /** Where branches to it lead. */
    int label() {
      return label;
    }

    /** The label, noting that something branches to it. */
    int use() {
      used = true;
      return label;
    }

    boolean isUsed() {
      return used;
    }

    boolean isLoop() {
      return opcode == Opcode.LOOP;
    }

    boolean isTry() {
      return opcode == Opcode.TRY;
    }

    boolean isFunction() {
      return function;
    }

    /** Where an if goes when its condition is 0; -1 behind its else, and for other blocks. */
    int elseLabel() {
      return elseLabel;
    }

    void setElseLabel(int elsewhere) {
      elseLabel = elsewhere;
    }

    int takeElseLabel() {
      int taken = elseLabel;
      elseLabel = -1;
      return taken;
    }

    /** The position of its first instruction. */
    int from() {
      return from;
    }

    /** The position behind the body of a try or delegate, or -1 where that is not reached yet. */
    int bodyEnd() {
      return bodyEnd;
    }

    /** Notes that what follows is not in the range of the block's own handlers, which come next. */
    void endBody(CodeBuilder out) {
      bodyEnd = out.position();
      for (int place : delegates) {
        out.passOn(place);
      }
      delegates.clear();
    }

    /** Has a handler go on looking from the handlers of this block. */
    void addDelegate(int place) {
      delegates.add(place);
    }

    /** Where a try keeps what it has caught. */
    int caughtSlot() {
      return caughtSlot;
    }

    void setCaughtSlot(int slot) {
      caughtSlot = slot;
    }

    List<Clause> clauses() {
      return clauses;
    }

    void setClauses(Clause[] list) {
      clauses = List.of(list);
    }
  }

  Block innermost() {
    return open.getLast();
  }

  /** The block that a label index means. */
  Block at(int depth) {
    return open.get(open.size() - 1 - depth);
  }

  Block close() {
    return open.removeLast();
  }

  /** Opens a block whose parameters are the topmost operands. */
  Block open(Opcode opcode, long blockType, Operands operands, CodeBuilder out) {
    int[] parameters = NONE;
    int[] results = NONE;
    if (blockType >= 0) {
      DefinedType type = instance.types.get((int) blockType);
      parameters = type.parts;
      results = type.more;
    } else if (blockType != InstructionReader.EMPTY_BLOCK) {
      // The codes of types descend as their bytes do: -1 is i32, -5 v128, the rest are references.
      results = new int[] {blockType >= -5 ? (int) -blockType : TypeCode.BOTTOM};
    }
    int count = parameters.length;
    Block block =
        new Block(
            opcode,
            parameters,
            results,
            operands.count() - count,
            count == 0 ? operands.top() : operands.slot(count - 1),
            out.newLabel(),
            out.position(),
            false);
    open.add(block);
    return block;
  }
}
