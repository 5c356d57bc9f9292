package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.LocalRuns;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.VectorType;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engine's code of a function body that is valid. There are two forms of it, made in the
 * same way. <i>Quick</i> code leaves out what only moves values: reading a local, a constant,
 * writing a local and comparing before a branch become parts of what uses them. <i>Plain</i> code
 * has one instruction for each of the module's, with a check before it, so that execution can stop
 * anywhere; it is used for steps. At the places that a {@link FunctionMap} lists one can be left
 * for the other.
 *
 * <p>The class is long because blocks, branches and calls share the state of one pass over a body.
 */
final class Translator {
  /** The most slots a frame may have: their numbers take 16 bits of an instruction. */
  static final int MOST_SLOTS = 0xffff;

  private static final int CATCH_REF = 1;
  private static final int CATCH_ALL = 2;
  private static final int CATCH_ALL_REF = 3;

  private static final int[] NONE = {};

  private final FunctionInstance function;
  private final ModuleInstance instance;
  private final boolean plain;
  private final CodeBuilder out;
  private final Operands operands;
  private final InstructionReader in;
  private final Blocks blocks;
  private final Recent recent;
  private final Comparisons comparisons;
  private final Computation computation;
  private final References references;
  private final int[] localSlots;
  private final boolean[] wideLocals;
  private final int firstOperand;
  private final LegacyTries tries;
  private final Positions positions;

  /** What the quick code counts for a profile; null when it does not. */
  private final @Nullable Segments segments;

  private Translator(FunctionInstance function, boolean plain, Positions positions)
      throws TrapException, MalformedException {
    this.function = function;
    this.plain = plain;
    this.positions = positions;
    instance = function.module();
    out = new CodeBuilder(!plain);
    segments = plain || instance.store.profiler == null ? null : new Segments(out);
    Code code = function.declaration().code();
    if (code == null) {
      throw new IllegalStateException("a function of a module without a body");
    }
    int parameters = function.type.parts.length;
    long locals = parameters + code.locals();
    if (locals > MOST_SLOTS) {
      throw tooMany(locals);
    }
    localSlots = new int[(int) locals];
    wideLocals = new boolean[(int) locals];
    int slot = 0;
    for (int i = 0; i < parameters; i++) {
      localSlots[i] = slot;
      wideLocals[i] = function.type.parts[i] == TypeCode.V128;
      slot += wideLocals[i] ? 2 : 1;
    }
    LocalRuns runs = new LocalRuns(instance.bytes, code);
    int local = parameters;
    while (runs.next()) {
      boolean wide = runs.type() instanceof VectorType;
      for (int i = 0; i < runs.length(); i++) {
        localSlots[local] = slot;
        wideLocals[local++] = wide;
        slot += wide ? 2 : 1;
      }
    }
    firstOperand = slot + function.caughtSlots;
    operands = new Operands(out, firstOperand);
    in = InstructionReader.of(instance.module, Features.ALL);
    in.body(instance.bytes, code.instructions());
    blocks = new Blocks(instance, function.type, firstOperand, out);
    tries = new LegacyTries(in, out, operands, blocks, instance, slot);
    recent = new Recent(out, plain);
    comparisons = new Comparisons(out, operands, recent, plain);
    boolean usualMemory = instance.memories.length > 0 && !instance.memories[0].is64();
    computation = new Computation(in, out, operands, recent, comparisons, usualMemory, plain);
    references = new References(in, operands, recent, computation, comparisons, instance);
  }

  /** Whether a frame has room for the locals of a function of a module. */
  static boolean hasRoom(FunctionInstance function) {
    Code code = function.declaration().code();
    return code == null || function.type.parts.length + code.locals() <= MOST_SLOTS;
  }

  private static TrapException tooMany(long slots) {
    return new TrapException(
        Trap.CALL_STACK_EXHAUSTED,
        "a function needs " + slots + " slots, and a frame has at most " + MOST_SLOTS);
  }

  /** Where instructions start, gathered during a translation that is to be mapped. */
  private static final class Positions {
    int[] first = new int[64];
    int[] second = new int[64];
    int[] third = new int[64];
    long[][] pending = new long[64][];
    int count;

    /** The position behind each call in quick code, by the number of its instruction. */
    int[] callReturns = new int[64];

    void add(int a, int b, int c, long[] waiting) {
      if (count == first.length) {
        int larger = count * 2;
        first = Arrays.copyOf(first, larger);
        second = Arrays.copyOf(second, larger);
        third = Arrays.copyOf(third, larger);
        pending = Arrays.copyOf(pending, larger);
      }
      first[count] = a;
      second[count] = b;
      third[count] = c;
      pending[count++] = waiting;
    }

    void returnAt(int index, int position) {
      if (index >= callReturns.length) {
        callReturns = Arrays.copyOf(callReturns, Math.max(index + 1, index * 2));
      }
      callReturns[index] = position;
    }
  }

  /**
   * Gives a function its quick code.
   *
   * @throws TrapException of {@link Trap#CALL_STACK_EXHAUSTED} when it needs too many slots
   */
  static void translate(FunctionInstance function) throws TrapException {
    try {
      Translator translator = new Translator(function, false, new Positions());
      int[] code = translator.run();
      if (translator.tries.deepest() > function.caughtSlots) {
        function.caughtSlots = translator.tries.deepest();
        translator = new Translator(function, false, new Positions());
        code = translator.run();
      }
      int frame = translator.operands.most() + 2;
      if (frame > MOST_SLOTS) {
        throw tooMany(frame);
      }
      function.localSlots = translator.firstOperand;
      function.frameSlots = Math.max(frame, function.resultSlots);
      function.entryTicks = translator.out.ticks(0);
      function.handlers = translator.out.handlers();
      function.stubsStart = translator.out.stubsStart();
      function.segments = translator.segments == null ? NONE : translator.segments.starts();
      function.startsOnce = !translator.out.branchesTo(0);
      function.code = code;
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid function cannot be read", impossible);
    }
  }

  /** Positions in the code of a function that has been translated. */
  static FunctionMap map(FunctionInstance function) {
    try {
      Positions quick = new Positions();
      Translator first = new Translator(function, false, quick);
      first.run();
      if (first.tries.deepest() > function.caughtSlots) {
        // Asked for before the function has run.
        function.caughtSlots = first.tries.deepest();
        quick = new Positions();
        first = new Translator(function, false, quick);
        first.run();
      }
      Positions each = new Positions();
      each.callReturns = quick.callReturns;
      Translator second = new Translator(function, true, each);
      int[] code = second.run();
      return new FunctionMap(
          Arrays.copyOf(each.first, each.count),
          code,
          Arrays.copyOf(each.second, each.count),
          Arrays.copyOf(each.third, each.count),
          second.out.handlers(),
          Arrays.copyOf(quick.first, quick.count),
          Arrays.copyOf(quick.second, quick.count),
          Arrays.copyOf(quick.pending, quick.count),
          first.out.breaks());
    } catch (MalformedException | TrapException impossible) {
      throw new IllegalStateException("a translated function cannot be read", impossible);
    }
  }

  private int[] run() throws MalformedException {
    boundary();
    if (segments != null) {
      segments.enter();
    }
    boolean alive = true;
    int dead = 0;
    while (in.next()) {
      Opcode opcode = in.opcode();
      if (!alive) {
        if (opcode.opensBlock()) {
          dead++;
        } else if (dead > 0) {
          dead -= opcode == Opcode.END || opcode == Opcode.DELEGATE ? 1 : 0;
        } else if (isNextPart(opcode)) {
          nextPart(opcode);
          alive = true;
        } else if (opcode == Opcode.END || opcode == Opcode.DELEGATE) {
          if (in.depth() > 0) {
            end();
            alive = true;
          } else if (blocks.innermost().isUsed()) {
            functionEnd();
          }
        }
        continue;
      }
      if (opcode == Opcode.END && in.depth() == 0) {
        functionEnd();
        continue;
      }
      if (isSilent(opcode)) {
        silent(opcode);
        continue;
      }
      check();
      int before = out.position();
      alive = instruction(opcode);
      if (segments != null) {
        segments.behind(opcode, in);
      }
      out.nextIndex();
      if (isNextPart(opcode)) {
        nextPart(opcode);
        alive = true;
      }
      if (!plain) {
        int changed = recent.takeChange();
        if (changed < before) {
          cut(changed);
          boundary();
        } else if (out.position() != before) {
          boundary();
        }
      }
    }
    return out.finish();
  }

  /** Whether an instruction only marks a place. */
  private boolean isSilent(Opcode opcode) {
    return switch (opcode) {
      case BLOCK, LOOP, TRY_TABLE, TRY, DELEGATE -> true;
      case END -> in.depth() > 0;
      default -> false;
    };
  }

  /** Whether an instruction ends a part of its block, and starts the next one. */
  private static boolean isNextPart(Opcode opcode) {
    return opcode == Opcode.ELSE || opcode == Opcode.CATCH || opcode == Opcode.CATCH_ALL;
  }

  private void nextPart(Opcode opcode) {
    recent.forget();
    startSegment();
    if (opcode == Opcode.ELSE) {
      elsePart();
    } else {
      tries.part(opcode);
    }
    boundary();
  }

  /** Forgets boundaries behind a position, for the code there has changed. */
  private void cut(int position) {
    while (positions.count > 0 && positions.first[positions.count - 1] > position) {
      positions.count--;
    }
  }

  /** Notes that quick code can be left here. */
  private void boundary() {
    if (plain) {
      return;
    }
    int at = out.position();
    if (positions.count > 0 && positions.first[positions.count - 1] == at) {
      return;
    }
    positions.add(at, out.index(), 0, operands.pending());
  }

  /** Keeps a place that is branched to apart from instructions before it that have no code. */
  private void separate() {
    if (!plain
        && positions.count > 0
        && positions.first[positions.count - 1] == out.position()
        && positions.second[positions.count - 1] != out.index()) {
      out.emit(Op.MOVE, 0, 0);
    }
  }

  private void silent(Opcode opcode) throws MalformedException {
    operands.settleAll();
    separate();
    if (opcode == Opcode.LOOP) {
      startSegment();
    }
    switch (opcode) {
      case BLOCK, LOOP -> {
        recent.forget();
        blocks.open(opcode, in.blockType(), operands, out);
        if (opcode == Opcode.LOOP) {
          out.bind(blocks.innermost().label());
        }
      }
      case TRY_TABLE -> tryTable();
      case TRY -> {
        recent.forget();
        tries.open();
      }
      default -> end();
    }
    boundary();
  }

  /** What is next can be reached by a branch, too. */
  private void startSegment() {
    if (segments != null) {
      segments.start();
    }
  }

  private void end() {
    startSegment();
    operands.settleAll();
    separate();
    recent.forget();
    Blocks.Block block = blocks.close();
    if (block.elseLabel() >= 0) {
      out.bind(block.elseLabel());
    }
    if (block.isTry()) {
      tries.close();
    }
    if (in.opcode() == Opcode.DELEGATE) {
      tries.delegate(block, in.index());
    } else {
      block.endBody(out);
    }
    for (Blocks.Clause clause : block.clauses()) {
      out.handler(
          block.from(),
          block.bodyEnd(),
          clause.tag(),
          clause.label(),
          clause.slot(),
          clause.reference());
    }
    if (!block.isLoop()) {
      out.bind(block.label());
    }
    operands.cut(block.height());
    for (int type : block.results()) {
      operands.push(type == TypeCode.V128);
    }
    boundary();
  }

  /** The end of the body, which returns; branches to the outermost label come here too. */
  private void functionEnd() {
    Blocks.Block block = blocks.innermost();
    if (block.isUsed()) {
      startSegment();
      operands.settleAll();
      separate();
      recent.forget();
      operands.cut(0);
      for (int type : block.results()) {
        operands.push(type == TypeCode.V128);
      }
      out.bind(block.label());
      boundary();
    }
    check();
    returnResults();
    out.nextIndex();
    boundary();
  }

  private void check() {
    if (plain) {
      positions.add(in.offset(), out.position(), operands.top(), new long[0]);
      out.emit(Op.CHECK);
    } else if (segments != null && segments.count()) {
      recent.forget();
    }
  }

  private void elsePart() {
    Blocks.Block block = blocks.innermost();
    operands.cut(block.height());
    for (int type : block.parameters()) {
      operands.push(type == TypeCode.V128);
    }
    out.bind(block.takeElseLabel());
  }

  private void tryTable() throws MalformedException {
    recent.forget();
    int count = in.listCount();
    Blocks.Clause[] clauses = new Blocks.Clause[count];
    for (int i = 0; i < count; i++) {
      in.nextCatch();
      int kind = in.catchKind();
      Blocks.Block target = blocks.at(in.catchLabel());
      int tag = -1;
      int behind = target.top();
      if (kind != CATCH_ALL && kind != CATCH_ALL_REF) {
        TagInstance caught = instance.tags[in.catchTag()];
        tag = caught.address();
        behind += Slots.count(caught.type().parts);
      }
      boolean withReference = kind == CATCH_REF || kind == CATCH_ALL_REF;
      clauses[i] = new Blocks.Clause(tag, target.use(), target.top(), withReference ? behind : -1);
    }
    blocks.open(Opcode.TRY_TABLE, in.blockType(), operands, out);
    blocks.innermost().setClauses(clauses);
  }

  /**
   * Translates an instruction that counts.
   *
   * @return whether what follows can be reached by going on
   */
  private boolean instruction(Opcode opcode) throws MalformedException {
    switch (opcode) {
      case NOP -> {}
      case UNREACHABLE -> {
        out.interrupt();
        computation.rare(Opcode.UNREACHABLE, 0, true);
        return false;
      }
      case IF -> branchIf();
      case ELSE, CATCH, CATCH_ALL -> {
        operands.settleAll();
        out.interrupt();
        out.emit(Op.BR);
        out.emit(0);
        out.emitTarget(blocks.innermost().label());
      }
      case BR -> {
        branch(in.index());
        return false;
      }
      case BR_IF -> conditional(in.index());
      case BR_TABLE -> {
        table();
        return false;
      }
      case BR_ON_NULL -> onNull(in.index());
      case BR_ON_NON_NULL -> onNonNull(in.index());
      case BR_ON_CAST -> onCast(true);
      case BR_ON_CAST_FAIL -> onCast(false);
      case RETURN -> {
        returnResults();
        return false;
      }
      case CALL -> direct(false);
      case CALL_INDIRECT -> indirect(false);
      case CALL_REF -> reference(false);
      case RETURN_CALL -> {
        direct(true);
        return false;
      }
      case RETURN_CALL_INDIRECT -> {
        indirect(true);
        return false;
      }
      case RETURN_CALL_REF -> {
        reference(true);
        return false;
      }
      case THROW -> {
        TagInstance tag = instance.tags[in.index()];
        raise(in.index(), tag.type().parts);
        return false;
      }
      case THROW_REF -> {
        raise(-1, new int[1]);
        return false;
      }
      case RETHROW -> {
        out.interrupt();
        recent.forget();
        operands.settleAll();
        tries.rethrow();
        return false;
      }
      case LOCAL_GET -> {
        int slot = localSlots[in.index()];
        computation.localGet(slot, wideLocals[in.index()]);
      }
      case LOCAL_SET -> computation.localSet(localSlots[in.index()], wideLocals[in.index()]);
      case LOCAL_TEE -> computation.localTee(localSlots[in.index()], wideLocals[in.index()]);
      case GLOBAL_GET, GLOBAL_SET ->
          computation.global(opcode == Opcode.GLOBAL_GET, instance.globals[in.index()]);
      default -> {
        if (!computation.instruction(opcode)) {
          references.instruction(opcode);
        }
      }
    }
    return true;
  }

  // Branches

  private void branchIf() throws MalformedException {
    comparisons.condition(false);
    operands.settleAll();
    recent.forget();
    Blocks.Block block = blocks.open(Opcode.IF, in.blockType(), operands, out);
    block.setElseLabel(out.newLabel());
    comparisons.emitCondition();
    out.emitConditionalTarget(block.elseLabel());
  }

  private void conditional(int depth) {
    comparisons.condition(true);
    conditionalTo(depth);
  }

  /** Branches by the condition that was taken, with the values of a label on the top. */
  private void conditionalTo(int depth) {
    Blocks.Block target = blocks.at(depth);
    int count = target.arity().length;
    operands.settle(count, 0);
    comparisons.emitCondition();
    emitConditional(target, count);
  }

  private void emitConditional(Blocks.Block target, int count) {
    int slots = Slots.count(target.arity());
    int source = count == 0 ? target.top() : operands.slot(count - 1);
    int label = target.use();
    if (source == target.top() || slots == 0) {
      out.emitConditionalTarget(label);
    } else {
      out.emitConditionalTarget(label, source, target.top(), slots);
    }
  }

  private void branch(int depth) {
    Blocks.Block target = blocks.at(depth);
    if (target.isFunction()) {
      returnResults();
      return;
    }
    out.interrupt();
    int count = target.arity().length;
    int to = target.top();
    recent.forget();
    for (int i = count - 1; i >= 0; i--) {
      to = computation.move(i, to);
    }
    out.emit(Op.BR);
    out.emit(0);
    out.emitTarget(target.label());
  }

  private void table() throws MalformedException {
    out.interrupt();
    int index = operands.source(0);
    operands.pop();
    int count = in.listCount();
    Blocks.Block last = blocks.at(in.index());
    int arity = last.arity().length;
    operands.settle(arity, 0);
    recent.forget();
    out.emit(Op.BR_TABLE, index, count);
    for (int i = 0; i <= count; i++) {
      Blocks.Block target = i == count ? last : blocks.at(in.nextLabel());
      int slots = Slots.count(target.arity());
      int source = arity == 0 ? target.top() : operands.slot(arity - 1);
      int label = target.use();
      if (slots == 0 || source == target.top()) {
        out.emitTarget(label);
      } else {
        out.emitTarget(label, source, target.top(), slots);
      }
    }
  }

  private void onNull(int depth) {
    int source = operands.source(0);
    boolean inSlot = operands.isInSlot(0);
    operands.pop();
    recent.forget();
    Blocks.Block target = blocks.at(depth);
    int count = target.arity().length;
    operands.settle(count, 0);
    out.emit(Op.BRL_EQI, source, 0);
    emitConditional(target, count);
    if (inSlot) {
      operands.push(false);
    } else {
      operands.pushLocal(source);
    }
  }

  private void onNonNull(int depth) {
    recent.forget();
    Blocks.Block target = blocks.at(depth);
    int count = target.arity().length;
    operands.settle(count, 0);
    out.emit(Op.BRL_NEI, operands.slot(0), 0);
    emitConditional(target, count);
    operands.pop();
  }

  private void onCast(boolean onSuccess) {
    Blocks.Block target = blocks.at(in.index());
    int count = target.arity().length;
    recent.forget();
    operands.settle(Math.max(count, 1), 0);
    int scratch = operands.top();
    operands.reserve(1);
    // The test is made on a copy, above the operands.
    out.emit(Op.MOVE, scratch, operands.slot(0));
    computation.test(
        scratch, in.isNullable2(), References.heapCode(instance.types, in.heapTypeCode2()));
    out.emit(onSuccess ? Op.BRI_NEI : Op.BRI_EQI, scratch, 0);
    emitConditional(target, count);
  }

  // Calls

  private void returnResults() {
    out.interrupt();
    recent.forget();
    int[] results = function.type.more;
    int slots = function.resultSlots;
    if (plain || slots > 1) {
      operands.settle(results.length, 0);
      int source = results.length == 0 ? 0 : operands.slot(results.length - 1);
      out.emit(plain ? Op.LEAVE : Op.RETURN_N, source, slots);
    } else if (slots == 1) {
      out.emit(Op.RETURN1, operands.source(0));
    } else {
      out.emit(Op.RETURN0);
    }
  }

  private void direct(boolean tail) {
    FunctionInstance callee = instance.functions[in.index()];
    boolean quick = !plain && !tail && callee.instance == instance;
    call(quick ? Op.CALL : Op.CALL_OUT, Calls.DIRECT, callee.type, callee.address, 0, 0, tail);
  }

  private void indirect(boolean tail) {
    DefinedType type = instance.types.get(in.index());
    TableInstance table = instance.tables[in.index2()];
    recent.forget();
    operands.settleAll();
    int index = operands.slot(0);
    operands.pop();
    boolean quick = !plain && !tail && !table.is64();
    call(
        quick ? Op.CALL_INDIRECT : Op.CALL_OUT,
        Calls.INDIRECT,
        type,
        type.id,
        table.number(),
        index,
        tail);
  }

  private void reference(boolean tail) {
    DefinedType type = instance.types.get(in.index());
    recent.forget();
    operands.settleAll();
    int slot = operands.slot(0);
    operands.pop();
    call(plain || tail ? Op.CALL_OUT : Op.CALL_REF, Calls.REFERENCE, type, type.id, 0, slot, tail);
  }

  private void call(
      int op, int kind, DefinedType type, int target, int table, int slot, boolean tail) {
    recent.forget();
    operands.settleAll();
    out.interrupt();
    int count = type.parts.length;
    int base = count == 0 ? operands.top() : operands.slot(count - 1);
    // Room for the operand that a call through a table or reference takes beside its arguments.
    operands.reserve(1);
    operands.pop(count);
    out.emit(op, base, target);
    out.emit(table);
    out.emit(slot);
    out.emit(tail ? kind | Calls.TAIL : kind);
    out.emit(plain ? positions.callReturns[out.index()] : out.position() + 2);
    out.emitTicksBehind();
    if (!plain) {
      positions.returnAt(out.index(), out.position());
    }
    for (int each : type.more) {
      operands.push(each == TypeCode.V128);
    }
  }

  private void raise(int tag, int[] values) {
    out.interrupt();
    recent.forget();
    operands.settleAll();
    int base = values.length == 0 ? operands.top() : operands.slot(values.length - 1);
    out.emit(Op.THROW, base, tag);
    out.emit(tag < 0 ? 1 : Slots.count(values));
  }
}
