package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Opcode;
import java.util.Arrays;

/** Blocks, branches, calls and exceptions (specification, "Control Instructions"). */
final class ControlRules extends InstructionRules {
  private static final int[] NONE = {};
  private static final int EXCEPTION = TypeCode.reference(false, AbstractHeapType.EXN.ordinal());
  private static final int CATCH_REF = 1;
  private static final int CATCH_ALL = 2;
  private static final int CATCH_ALL_REF = 3;

  private final Locals locals;

  /** For a type code, an array of just that type; made when a block first has it as result. */
  private int[][] singles = new int[64][];

  private int[] blockStart = NONE;
  private int[] blockEnd = NONE;

  ControlRules(ModuleContext context, TypeStack stack, InstructionReader in, Locals locals) {
    super(context, stack, in);
    this.locals = locals;
  }

  void instruction(Opcode opcode) throws InvalidException, MalformedException {
    switch (opcode) {
      case UNREACHABLE -> stack.setUnreachable();
      case BLOCK, LOOP, TRY, IF -> open(opcode);
      case TRY_TABLE -> tryTable();
      case ELSE -> next(opcode, stack.start());
      case CATCH -> next(opcode, tag(in.index()).parts);
      case CATCH_ALL -> next(opcode, NONE);
      case END -> end();
      case DELEGATE -> delegate();
      case THROW -> {
        stack.pop(tag(in.index()).parts);
        stack.setUnreachable();
      }
      case THROW_REF -> {
        stack.pop(TypeCode.EXNREF);
        stack.setUnreachable();
      }
      case RETHROW -> rethrow(in.index());
      case BR -> {
        stack.pop(stack.label(in.index()));
        stack.setUnreachable();
      }
      case BR_IF -> {
        stack.pop(TypeCode.I32);
        stack.retype(stack.label(in.index()));
      }
      case BR_TABLE -> branchTable();
      case BR_ON_NULL -> {
        int reference = stack.popReference();
        stack.retype(stack.label(in.index()));
        stack.push(TypeCode.nonNull(reference));
      }
      case BR_ON_NON_NULL -> {
        int reference = stack.popReference();
        branchWith(TypeCode.nonNull(reference));
      }
      case BR_ON_CAST, BR_ON_CAST_FAIL -> branchOnCast(opcode);
      case RETURN -> {
        stack.pop(stack.results());
        stack.setUnreachable();
      }
      case CALL -> call(function(in.index()));
      case CALL_INDIRECT -> call(indirect());
      case CALL_REF -> call(throughReference());
      case RETURN_CALL -> returnCall(function(in.index()));
      case RETURN_CALL_INDIRECT -> returnCall(indirect());
      case RETURN_CALL_REF -> returnCall(throughReference());
      default -> throw new IllegalStateException("no control instruction: " + opcode);
    }
  }

  // Blocks

  private void open(Opcode opcode) throws InvalidException {
    readBlockType();
    if (opcode == Opcode.IF) {
      stack.pop(TypeCode.I32);
    }
    stack.pop(blockStart);
    stack.open(opcode, blockStart, blockEnd, locals.initialisedCount());
  }

  private void readBlockType() throws InvalidException {
    long type = in.blockType();
    blockStart = NONE;
    if (type == InstructionReader.EMPTY_BLOCK) {
      blockEnd = NONE;
    } else if (type < 0) {
      blockEnd = single(value((int) type, in.heapTypeCode()));
    } else {
      DefinedType function = type((int) type, DefinedType.Kind.FUNCTION);
      blockStart = function.parts;
      blockEnd = function.more;
    }
  }

  private int[] single(int code) {
    int at =
        TypeCode.isReference(code)
            ? TypeCode.CONCRETE + TypeCode.heap(code) * 2 + (TypeCode.isNullable(code) ? 1 : 0)
            : code;
    if (at >= singles.length) {
      singles = Arrays.copyOf(singles, Math.max(at + 1, singles.length * 2));
    }
    int[] known = singles[at];
    if (known == null) {
      known = new int[] {code};
      singles[at] = known;
    }
    return known;
  }

  /** Ends one part of a block and starts the next: an else, or what catches an exception. */
  private void next(Opcode opcode, int[] start) throws InvalidException {
    int[] end = stack.end();
    locals.forget(stack.close());
    stack.open(opcode, start, end, locals.initialisedCount());
  }

  private void end() throws InvalidException {
    int[] results = stack.end();
    if (stack.opener() == Opcode.IF && !store.allMatch(stack.start(), results)) {
      throw mismatch(
          "if without else takes "
              + types.words(stack.start())
              + ", so it must leave that, not "
              + types.words(results));
    }
    locals.forget(stack.close());
    if (stack.depth() > 0) {
      stack.push(results);
    }
  }

  // Exceptions

  private DefinedType tag(int index) throws InvalidException {
    if (index < 0 || index >= context.tags.length) {
      throw unknown("tag", index);
    }
    return context.tags[index];
  }

  private void tryTable() throws InvalidException, MalformedException {
    readBlockType();
    stack.pop(blockStart);
    for (int i = in.listCount(); i > 0; i--) {
      in.nextCatch();
      int kind = in.catchKind();
      int[] caught = kind < CATCH_ALL ? tag(in.catchTag()).parts : NONE;
      boolean withReference = kind == CATCH_REF || kind == CATCH_ALL_REF;
      int[] label = stack.label(in.catchLabel());
      if (!catches(caught, withReference, label)) {
        throw mismatch(
            "a catch clause gives "
                + types.words(caught)
                + (withReference ? " and " + types.words(EXCEPTION) : "")
                + ", but its label needs "
                + types.words(label));
      }
    }
    stack.open(Opcode.TRY_TABLE, blockStart, blockEnd, locals.initialisedCount());
  }

  private boolean catches(int[] caught, boolean withReference, int[] label) {
    int count = caught.length;
    if (label.length != count + (withReference ? 1 : 0)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (!store.matches(caught[i], label[i])) {
        return false;
      }
    }
    return !withReference || store.matches(EXCEPTION, label[count]);
  }

  private void delegate() throws InvalidException {
    int[] results = stack.end();
    locals.forget(stack.close());
    stack.label(in.index()); // counted from outside the try
    stack.push(results);
  }

  private void rethrow(int label) throws InvalidException {
    stack.label(label);
    Opcode opener = stack.opener(label);
    if (opener != Opcode.CATCH && opener != Opcode.CATCH_ALL) {
      throw stack.invalid("invalid rethrow label " + label + ": it is not the catch part of a try");
    }
    stack.setUnreachable();
  }

  // Branches

  private void branchTable() throws InvalidException, MalformedException {
    stack.pop(TypeCode.I32);
    int[] last = stack.label(in.index());
    int[] checked = last;
    for (int i = in.listCount(); i > 0; i--) {
      int[] label = stack.label(in.nextLabel());
      if (label == checked) {
        continue;
      }
      if (label.length != last.length) {
        throw mismatch(
            "the labels of br_table take "
                + types.words(label)
                + " and "
                + types.words(last)
                + ", which are not the same number");
      }
      stack.require(label);
      checked = label;
    }
    stack.pop(last);
    stack.setUnreachable();
  }

  /** A branch that takes a reference along besides what lies below it; it goes on without it. */
  private void branchWith(int reference) throws InvalidException {
    int[] label = stack.label(in.index());
    if (label.length == 0) {
      throw mismatch(
          in.opcode() + " takes " + types.words(reference) + " along, but its label takes nothing");
    }
    stack.push(reference);
    stack.retype(label);
    stack.pop();
  }

  private void branchOnCast(Opcode opcode) throws InvalidException {
    int from = TypeCode.reference(in.isNullable(), heap(in.heapTypeCode()));
    int to = TypeCode.reference(in.isNullable2(), heap(in.heapTypeCode2()));
    if (!store.matches(to, from)) {
      throw mismatch(
          opcode + " casts to " + types.words(to) + ", which does not match " + types.words(from));
    }
    int rest = TypeCode.isNullable(to) ? TypeCode.nonNull(from) : from;
    stack.pop(from);
    branchWith(opcode == Opcode.BR_ON_CAST ? to : rest);
    stack.push(opcode == Opcode.BR_ON_CAST ? rest : to);
  }

  // Calls

  private DefinedType indirect() throws InvalidException {
    int table = in.index2();
    match(table(table), TypeCode.FUNCREF, "table " + table);
    DefinedType type = type(in.index(), DefinedType.Kind.FUNCTION);
    stack.pop(context.tableAddresses[table]);
    return type;
  }

  private DefinedType throughReference() throws InvalidException {
    DefinedType type = type(in.index(), DefinedType.Kind.FUNCTION);
    stack.pop(TypeCode.referenceTo(true, type.id));
    return type;
  }

  private void call(DefinedType function) throws InvalidException {
    stack.pop(function.parts);
    stack.push(function.more);
  }

  private void returnCall(DefinedType function) throws InvalidException {
    if (!store.allMatch(function.more, stack.results())) {
      throw mismatch(
          in.opcode()
              + " gives "
              + types.words(function.more)
              + ", but the function around it returns "
              + types.words(stack.results()));
    }
    stack.pop(function.parts);
    stack.setUnreachable();
  }
}
