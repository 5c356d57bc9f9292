package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.HotNames.FUNCTION;
import static dev.continuum.inspector.exec.HotNames.HOT;
import static dev.continuum.inspector.exec.HotNames.I;
import static dev.continuum.inspector.exec.HotNames.INTS;
import static dev.continuum.inspector.exec.HotNames.J;
import static dev.continuum.inspector.exec.HotNames.LONGS;
import static dev.continuum.inspector.exec.HotNames.MACHINES;
import static dev.continuum.inspector.exec.HotNames.NODE;
import static dev.continuum.inspector.exec.HotNames.PROFILER;
import static dev.continuum.inspector.exec.HotNames.RARE;
import static dev.continuum.inspector.exec.HotNames.RUN;
import static dev.continuum.inspector.exec.HotNames.STORE;
import static dev.continuum.inspector.exec.HotNames.TABLE;

import dev.continuum.inspector.syntax.Opcode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The whole of a method of hot code: where it is entered, branches and calls. */
final class HotBody extends HotComputation {
  private final int entry;
  private final boolean call;

  /** The slots that may differ from the machine's stack. */
  private BitSet dirty = new BitSet();

  /**
   * @param entry the position to start at
   * @param call whether the function is entered by a call
   */
  HotBody(
      CodeBuilder b,
      FunctionInstance function,
      int[] code,
      HotFlow flow,
      Parts parts,
      int entry,
      boolean call) {
    super(b, function, code, flow, parts);
    this.entry = entry;
    this.call = call;
  }

  void write() {
    entry();
    BitSet reached = flow.reached();
    for (int pc = reached.nextSetBit(0); pc >= 0; pc = reached.nextSetBit(pc + 1)) {
      if (flow.isTarget(pc)) {
        b.labelBinding(label(pc));
        dirty = (BitSet) flow.dirtyAt(pc).clone();
      }
      op(pc);
      flow.pass(pc, dirty);
    }
    end();
  }

  private void entry() {
    int slots = function.frameSlots;
    int loaded = call ? function.parameterSlots : flow.heightAt(entry);
    for (int i = 0; i < slots; i++) {
      if (i < loaded) {
        load(i);
      } else {
        b.lconst_0().lstore(variable(i));
      }
    }
    b.iconst_0().istore(PC).iconst_0().istore(REASON);
    memoryTables();
    if (call) {
      pay(function.entryTicks);
      if (function.localSlots <= MOST_SPILLED) {
        pace(0, function.localSlots);
      } else {
        limit(0);
      }
    }
    if (!call && function.segments.length > 0) {
      b.aload(MACHINE).getfield(MACHINES, "path", NODE.arrayType()).iload(DEPTH).aaload();
      b.getfield(NODE, "counts", LONGS).astore(COUNTS);
    }
    b.goto_(label(entry));
  }

  private void op(int pc) {
    int op = flow.op(pc);
    int slot = code[pc] >>> 16;
    switch (op) {
      case Op.MOVE -> {
        int from = code[pc + 1];
        if (from != slot) {
          getLong(from);
          setLong(slot);
        }
      }
      case Op.MOVE2 -> {
        int from = code[pc + 1];
        getLong(from);
        getLong(from + 1);
        setLong(slot + 1);
        setLong(slot);
      }
      case Op.CONST32 -> {
        b.loadConstant((long) code[pc + 1]);
        setLong(slot);
      }
      case Op.CONST64 -> {
        b.loadConstant(code[pc + 1] & 0xffffffffL | (long) code[pc + 2] << 32);
        setLong(slot);
      }
      case Op.SELECT -> {
        Label no = b.newLabel();
        Label end = b.newLabel();
        getInt(code[pc + 2]);
        b.ifeq(no);
        getLong(code[pc + 1] & 0xffff);
        b.goto_(end).labelBinding(no);
        getLong(code[pc + 1] >>> 16);
        b.labelBinding(end);
        setLong(slot);
      }
      case Op.GLOBAL_GET -> {
        globals();
        b.loadConstant(code[pc + 1]).laload();
        setLong(slot);
      }
      case Op.GLOBAL_SET -> {
        globals();
        b.loadConstant(code[pc + 1]);
        getLong(slot);
        b.lastore();
      }
      case Op.BR -> {
        pay(code[pc + 3]);
        go(pc, code[pc + 2], code[pc + 3]);
      }
      case Op.BR_TABLE -> table(pc);
      case Op.CALL, Op.CALL_INDIRECT, Op.CALL_REF -> call(pc);
      case Op.CALL_OUT -> leave(pc, flow.heightBefore(pc), Interpreter.CALL);
      case Op.THROW -> leave(pc, flow.heightBefore(pc), Interpreter.THROW);
      case Op.BREAK -> leave(pc, flow.heightAt(pc), Interpreter.BREAK);
      case Op.RETURN0 -> b.iload(LEFT).ireturn();
      case Op.RETURN1 -> {
        b.aload(STACK).iload(FRAME);
        getLong(slot);
        b.lastore().iload(LEFT).ireturn();
      }
      case Op.RETURN_N -> {
        for (int i = 0; i < code[pc + 1]; i++) {
          b.aload(STACK);
          index(i);
          getLong(slot + i);
          b.lastore();
        }
        b.iload(LEFT).ireturn();
      }
      case Op.RARE -> rare(pc);
      case Op.ENTER -> {
        b.aload(MACHINE).iload(DEPTH);
        constant(function, FUNCTION);
        b.invokestatic(PROFILER, "enter", MethodTypeDesc.of(LONGS, MACHINES, I, FUNCTION));
        b.astore(COUNTS);
      }
      case Op.COUNT -> {
        take(8);
        b.aload(COUNTS).loadConstant(code[pc + 1]).dup2().laload().lconst_1().ladd().lastore();
      }
      case Op.GREW -> {
        b.aload(MACHINE);
        constant(function, FUNCTION);
        constant(code, INTS);
        b.loadConstant(pc).aload(MACHINE).getfield(MACHINES, "limit", J);
        b.iload(LEFT).i2l().lsub();
        b.invokestatic(
            PROFILER,
            "grew",
            MethodTypeDesc.of(ConstantDescs.CD_void, MACHINES, FUNCTION, INTS, I, J));
      }
      default -> {
        if (HotFlow.isConditional(op)) {
          conditional(pc);
        } else if (HotFlow.isAccess(op)) {
          access(pc);
        } else {
          compute(pc);
        }
      }
    }
  }

  private void globals() {
    b.aload(MACHINE).getfield(MACHINES, "store", STORE).getfield(STORE, "globals", LONGS);
  }

  // Branches

  /** Goes to a position that ticks have been paid for. */
  private void go(int pc, int target, int ticks) {
    if (target < function.stubsStart) {
      int height = flow.heightAt(target);
      if ((target <= pc || pc >= function.stubsStart) && height <= MOST_SPILLED) {
        pace(target, height);
      } else if (ticks > 0 || pc >= function.stubsStart) {
        limit(target);
      }
    }
    b.goto_(label(target));
  }

  private void conditional(int pc) {
    Label on = b.newLabel();
    unless(pc, on);
    pay(code[pc + 3]);
    go(pc, code[pc + 2], code[pc + 3]);
    b.labelBinding(on);
  }

  private void table(int pc) {
    int count = code[pc + 1];
    take(4 * count);
    List<SwitchCase> cases = new ArrayList<>();
    Map<Long, Label> arms = new TreeMap<>();
    for (int i = 0; i <= count; i++) {
      long arm = (long) code[pc + 2 + 2 * i] << 32 | code[pc + 3 + 2 * i] & 0xffffffffL;
      Label label = arms.computeIfAbsent(arm, key -> b.newLabel());
      if (i < count) {
        cases.add(SwitchCase.of(i, label));
      }
    }
    long last = (long) code[pc + 2 + 2 * count] << 32 | code[pc + 3 + 2 * count] & 0xffffffffL;
    Label otherwise = arms.get(last);
    if (otherwise == null) {
      throw new IllegalStateException("a table without its last label");
    }
    if (count == 0) {
      b.goto_(otherwise);
    } else {
      getInt(code[pc] >>> 16);
      b.tableswitch(0, count - 1, otherwise, cases);
    }
    arms.forEach((arm, label) -> {
      b.labelBinding(label);
      int target = (int) (arm >>> 32);
      int ticks = (int) (long) arm;
      pay(ticks);
      go(pc, target, ticks);
    });
  }

  // Calls

  private void spill(int height) {
    for (int i = dirty.nextSetBit(0); i >= 0 && i < height; i = dirty.nextSetBit(i + 1)) {
      store(i);
    }
  }

  private void call(int pc) {
    int base = code[pc] >>> 16;
    int height = flow.heightBefore(pc);
    spill(height);
    int target = code[pc + Calls.TARGET];
    b.aload(MACHINE);
    constant(function, FUNCTION);
    switch (flow.op(pc)) {
      case Op.CALL -> constant(function.module().store.functions[target], FUNCTION);
      case Op.CALL_INDIRECT -> {
        b.aload(MACHINE);
        constant(function, FUNCTION);
        constant(function.module().store.tables[code[pc + Calls.TABLE]], TABLE);
        getLong(code[pc + Calls.SLOT]);
        b.loadConstant(target);
        b.invokestatic(
            HOT, "element", MethodTypeDesc.of(FUNCTION, MACHINES, FUNCTION, TABLE, J, I));
      }
      default -> {
        b.aload(MACHINE);
        constant(function, FUNCTION);
        getLong(code[pc + Calls.SLOT]);
        b.invokestatic(HOT, "referred", MethodTypeDesc.of(FUNCTION, MACHINES, FUNCTION, J));
      }
    }
    b.aload(STACK).iload(FRAME);
    index(base);
    b.iload(DEPTH).loadConstant(pc + Calls.WORDS);
    b.invokestatic(
        HOT, "open", MethodTypeDesc.of(HOT, MACHINES, FUNCTION, FUNCTION, LONGS, I, I, I, I));
    Label out = b.newLabel();
    Label on = b.newLabel();
    b.astore(CALLEE).aload(CALLEE).ifnull(out);
    b.aload(CALLEE).aload(MACHINE).aload(STACK);
    index(base);
    b.iload(DEPTH).iconst_1().iadd().iload(LEFT);
    b.invokevirtual(HOT, "run", RUN);
    b.istore(LEFT).iload(LEFT).ifge(on);
    b.iload(LEFT).ireturn();
    b.labelBinding(out);
    leave(pc, height, Interpreter.CALL);
    b.labelBinding(on);
    int results = flow.results(pc);
    for (int i = 0; i < results; i++) {
      load(base + i);
    }
    memoryTables();
    pay(code[pc + Calls.TICKS]);
    limit(pc + Calls.WORDS);
  }

  // Instructions outside of the loop

  private void rare(int pc) {
    Opcode opcode = flow.opcode(pc);
    int base = code[pc] >>> 16;
    HotScalars.Method scalar = HotScalars.method(opcode);
    if (scalar != null) {
      scalar(pc, base, scalar);
      return;
    }
    boolean whole = HotFlow.isWhole(opcode);
    if (whole) {
      int height = flow.heightBefore(pc);
      spill(height);
      if (base >= height) {
        store(base);
      }
    } else {
      for (int i = 0; i < HotFlow.taken(opcode); i++) {
        store(base + i);
      }
    }
    guarded(
        pc,
        () -> {
          b.aload(MACHINE).getfield(MACHINES, "rare", RARE);
          b.loadConstant(opcode.ordinal());
          constant(code, INTS);
          b.loadConstant(pc).aload(STACK);
          index(base);
          constant(function, FUNCTION);
          b.invokevirtual(
              RARE,
              "execute",
              MethodTypeDesc.of(ConstantDescs.CD_void, I, INTS, I, LONGS, I, FUNCTION));
        });
    if (opcode == Opcode.UNREACHABLE) {
      b.aconst_null().athrow();
      return;
    }
    int end = base + HotFlow.given(opcode);
    if (whole) {
      end = Math.max(base + 1, flow.heightAt(pc + HotFlow.length(code, pc)));
    }
    for (int i = base; i < end; i++) {
      load(i);
    }
    memoryTables();
  }
}
