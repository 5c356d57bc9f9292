package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.LocalRuns;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Proposal;
import dev.continuum.inspector.syntax.ValueType;
import java.nio.ByteBuffer;

/**
 * Checks function bodies and constant expressions, one instruction at a time (specification,
 * "Instructions", "Functions" and "Constant Expressions"). It is used again for the next body, so
 * that checking millions of instructions makes no objects. Not for use by several threads at once.
 */
final class BodyValidator {
  private static final int[] NONE = {};

  private final ModuleContext context;
  private final ByteBuffer bytes;
  private final InstructionReader in;
  private final TypeStack stack;
  private final Locals locals = new Locals();
  private final ControlRules control;
  private final HeapRules heap;
  private final StoreRules store;

  private boolean isConstant;
  private int visibleGlobals;
  private final InstructionUses uses = new InstructionUses();

  /**
   * @param bytes the whole file, from its first byte on whatever its position
   * @param in a reader for the bodies of the module
   */
  BodyValidator(ModuleContext context, ByteBuffer bytes, InstructionReader in) {
    this.context = context;
    this.bytes = bytes;
    this.in = in;
    stack = new TypeStack(context.types, in);
    control = new ControlRules(context, stack, in, locals);
    heap = new HeapRules(context, stack, in);
    store = new StoreRules(context, stack, in);
  }

  ModuleContext context() {
    return context;
  }

  InstructionReader reader() {
    return in;
  }

  TypeStack stack() {
    return stack;
  }

  /** Checks a whole body. */
  void body(DefinedType type, Code code) throws InvalidException, MalformedException {
    start(type, code);
    while (step()) {}
  }

  /** What the bodies use. */
  InstructionUses uses() {
    return uses;
  }

  /** Starts a body. */
  void start(DefinedType type, Code code) throws InvalidException, MalformedException {
    isConstant = false;
    visibleGlobals = context.globals.length;
    locals.start(type.parts);
    if (code.locals() != 0) {
      declareLocals(code);
    }
    in.body(bytes, code.instructions());
    stack.start(type.more, "function");
  }

  private void declareLocals(Code code) throws InvalidException, MalformedException {
    LocalRuns runs = new LocalRuns(bytes, code);
    while (runs.next()) {
      ValueType type = runs.type();
      long unknown = context.types.unknownIndex(type);
      if (unknown >= 0) {
        throw new InvalidException(runs.offset(), Problems.unknown("type", (int) unknown));
      }
      uses.note(type, "a local of such a type");
      locals.add(Integer.toUnsignedLong(runs.length()), context.types.code(type));
    }
  }

  /** Reads and checks the next instruction; false behind the last. */
  boolean step() throws InvalidException, MalformedException {
    if (!in.next()) {
      return false;
    }
    Opcode opcode = in.opcode();
    uses.note(opcode);
    instruction(opcode);
    return true;
  }

  private void instruction(Opcode opcode) throws InvalidException, MalformedException {
    Shape shape = Shape.of(opcode);
    if (shape == null) {
      variable(opcode);
    } else if (shape.plain) {
      plain(shape);
    } else if (shape.accessesMemory) {
      store.access(shape);
    } else {
      store.instruction(opcode, shape);
    }
  }

  private void plain(Shape shape) throws InvalidException {
    for (int type : shape.takes) {
      stack.pop(type);
    }
    for (int type : shape.gives) {
      stack.push(type);
    }
  }

  /** An instruction whose stack type depends on what it refers to. */
  private void variable(Opcode opcode) throws InvalidException, MalformedException {
    switch (opcode) {
      case LOCAL_GET -> {
        int index = in.index();
        int type = local(index);
        if (!locals.isInitialised(index)) {
          throw stack.invalid("uninitialized local " + Integer.toUnsignedString(index));
        }
        stack.push(type);
      }
      case LOCAL_SET -> {
        stack.pop(local(in.index()));
        locals.initialise(in.index());
      }
      case LOCAL_TEE -> {
        int type = local(in.index());
        stack.pop(type);
        stack.push(type);
        locals.initialise(in.index());
      }
      case GLOBAL_GET -> {
        int index = in.index();
        stack.push(global(index));
        if (isConstant && context.mutableGlobals[index]) {
          throw stack.invalid("constant expression required, but global " + index + " may change");
        }
      }
      case GLOBAL_SET -> {
        int index = in.index();
        int type = global(index);
        if (!context.mutableGlobals[index]) {
          throw stack.invalid("immutable global " + index + " cannot be set");
        }
        stack.pop(type);
      }
      case DROP -> stack.pop();
      case SELECT -> select();
      case SELECT_TYPED -> typedSelect();
      case REF_FUNC -> {
        int index = in.index();
        DefinedType type = control.function(index);
        if (!isConstant && !context.declared.get(index)) {
          throw stack.invalid(
              "undeclared function reference: function "
                  + index
                  + " appears in no element segment, export or constant expression");
        }
        stack.push(TypeCode.referenceTo(false, type.id));
      }
      case TABLE_GET, TABLE_SET, TABLE_GROW, TABLE_FILL -> store.table(opcode);
      case REF_NULL -> {
        uses.note(in.heapType(), opcode.mnemonic());
        heap.instruction(opcode);
      }
      case REF_IS_NULL, REF_AS_NON_NULL -> heap.instruction(opcode);
      case BR_ON_CAST, BR_ON_CAST_FAIL -> control.instruction(opcode);
      default -> {
        if (opcode.prefix() == Opcode.PREFIX_GC) {
          heap.instruction(opcode);
        } else {
          uses.noteBlock(opcode, in);
          control.instruction(opcode);
        }
      }
    }
  }

  private int local(int index) throws InvalidException {
    if (!locals.has(index)) {
      throw control.unknown("local", index);
    }
    return locals.type(index);
  }

  private int global(int index) throws InvalidException {
    if (index < 0 || index >= visibleGlobals) {
      throw control.unknown("global", index);
    }
    return context.globals[index];
  }

  private void select() throws InvalidException {
    stack.pop(TypeCode.I32);
    int second = stack.pop();
    int first = stack.pop();
    if (TypeCode.isReference(first) || TypeCode.isReference(second)) {
      throw stack.mismatch(
          "numbers or vectors (references take a select with their type)",
          TypeCode.isReference(second) ? second : first);
    }
    if (first == TypeCode.BOTTOM) {
      stack.push(second);
    } else if (second == TypeCode.BOTTOM || first == second) {
      stack.push(first);
    } else {
      throw stack.mismatch(context.types.words(first) + " twice", second);
    }
  }

  private void typedSelect() throws InvalidException, MalformedException {
    if (in.listCount() != 1) {
      throw stack.invalid("invalid result arity: select gives one value, not " + in.listCount());
    }
    ValueType written = in.nextValueType();
    long unknown = context.types.unknownIndex(written);
    if (unknown >= 0) {
      throw control.unknown("type", (int) unknown);
    }
    uses.note(written, Opcode.SELECT_TYPED.mnemonic());
    int type = context.types.code(written);
    stack.pop(TypeCode.I32);
    stack.pop(type);
    stack.pop(type);
    stack.push(type);
  }

  /**
   * Checks a constant expression.
   *
   * @param range where it lies
   * @param type the type it must give
   * @param globals how many globals it may refer to
   */
  void constant(ByteRange range, int type, int globals)
      throws InvalidException, MalformedException {
    isConstant = true;
    visibleGlobals = globals;
    locals.start(NONE);
    in.expression(bytes, range);
    stack.start(new int[] {type}, "expression");
    while (in.next()) {
      Opcode opcode = in.opcode();
      if (!opcode.isConstant()) {
        throw stack.invalid("constant expression required, found " + opcode);
      }
      if (opcode == Opcode.REF_FUNC) {
        context.declare(in.index());
      }
      uses.noteConstant(opcode, isExtended(opcode));
      instruction(opcode);
    }
  }

  /** Whether an instruction was allowed in constant expressions after WebAssembly 2.0. */
  private boolean isExtended(Opcode opcode) {
    return switch (opcode) {
      case I32_CONST, I64_CONST, F32_CONST, F64_CONST, END -> false;
      case GLOBAL_GET -> in.index() >= context.importedGlobals;
      default -> opcode.proposal() == Proposal.MVP;
    };
  }
}
