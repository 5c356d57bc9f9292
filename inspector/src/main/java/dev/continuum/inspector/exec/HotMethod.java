package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.HotNames.CHUNKS;
import static dev.continuum.inspector.exec.HotNames.CLASS;
import static dev.continuum.inspector.exec.HotNames.D;
import static dev.continuum.inspector.exec.HotNames.F;
import static dev.continuum.inspector.exec.HotNames.FUNCTION;
import static dev.continuum.inspector.exec.HotNames.HOT;
import static dev.continuum.inspector.exec.HotNames.I;
import static dev.continuum.inspector.exec.HotNames.J;
import static dev.continuum.inspector.exec.HotNames.LONGS;
import static dev.continuum.inspector.exec.HotNames.MACHINES;
import static dev.continuum.inspector.exec.HotNames.MEMORY;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A method of hot code while it is written: the variables that slots are kept in, and the ways out
 * of it. On a way out the slots are put on the stack of the machine.
 */
abstract class HotMethod {
  // Variables of the method
  static final int MACHINE = 1;
  static final int STACK = 2;
  static final int FRAME = 3;
  static final int DEPTH = 4;
  static final int LEFT = 5;
  static final int PC = 6;
  static final int REASON = 7;
  static final int READABLE = 8;
  static final int WRITABLE = 9;
  static final int CALLEE = 10;
  static final int COUNTS = 11;
  static final int FIRST_SLOT = 12;

  /** How many slots the parameters of a method have room for. */
  static final int MOST_SPILLED = 120;

  /** Where the limit is passed on the way to a position: to leave there, or to ask and go on. */
  private record Stub(Label label, int pc, int height, boolean asks) {}

  /** What the methods of a class share. */
  static final class Parts {
    /** What the code refers to. */
    final List<Object> constants = new ArrayList<>();

    /** For which numbers of slots there has to be a method that puts them on the stack. */
    final Set<Integer> spills = new TreeSet<>();
  }

  final CodeBuilder b;
  final FunctionInstance function;
  final int[] code;
  final HotFlow flow;
  private final Parts parts;
  private final Map<Integer, Label> labels = new TreeMap<>();
  private final Map<Integer, Label> exits = new TreeMap<>();
  private final Map<Integer, Label> handlers = new TreeMap<>();
  private final List<Stub> stubs = new ArrayList<>();

  HotMethod(CodeBuilder b, FunctionInstance function, int[] code, HotFlow flow, Parts parts) {
    this.b = b;
    this.function = function;
    this.code = code;
    this.flow = flow;
    this.parts = parts;
  }

  /** How many bytes there is room for, at most. */
  private int room = HotWriter.MOST_BYTES;

  /** Notes that something takes so many bytes or more. */
  void take(int bytes) {
    room -= bytes;
    if (room < 0) {
      throw HotWriter.TooLong.INSTANCE;
    }
  }

  // Slots

  void constant(Object value, ClassDesc type) {
    int at = parts.constants.indexOf(value);
    if (at < 0) {
      at = parts.constants.size();
      parts.constants.add(value);
    }
    b.ldc(
        DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(
                ConstantDescs.CD_MethodHandles,
                "classDataAt",
                ConstantDescs.CD_Object,
                ConstantDescs.CD_int),
            ConstantDescs.DEFAULT_NAME,
            type,
            at));
  }

  static int variable(int slot) {
    return FIRST_SLOT + 2 * slot;
  }

  void getLong(int slot) {
    take(1);
    b.lload(variable(slot));
  }

  void getInt(int slot) {
    b.lload(variable(slot)).l2i();
  }

  void getDouble(int slot) {
    b.lload(variable(slot))
        .invokestatic(ConstantDescs.CD_Double, "longBitsToDouble", MethodTypeDesc.of(D, J));
  }

  void getFloat(int slot) {
    getInt(slot);
    b.invokestatic(ConstantDescs.CD_Float, "intBitsToFloat", MethodTypeDesc.of(F, I));
  }

  void setLong(int slot) {
    b.lstore(variable(slot));
  }

  void setInt(int slot) {
    b.i2l().lstore(variable(slot));
  }

  void setDouble(int slot) {
    b.invokestatic(ConstantDescs.CD_Double, "doubleToLongBits", MethodTypeDesc.of(J, D));
    setLong(slot);
  }

  void setFloat(int slot) {
    b.invokestatic(ConstantDescs.CD_Float, "floatToIntBits", MethodTypeDesc.of(I, F));
    setInt(slot);
  }

  void index(int slot) {
    b.iload(FRAME);
    if (slot != 0) {
      b.loadConstant(slot).iadd();
    }
  }

  void store(int slot) {
    take(4);
    b.aload(STACK);
    index(slot);
    getLong(slot);
    b.lastore();
  }

  void load(int slot) {
    take(5);
    b.aload(STACK);
    index(slot);
    b.laload();
    setLong(slot);
  }

  Label label(int pc) {
    return labels.computeIfAbsent(pc, key -> b.newLabel());
  }

  // Ways out

  void leave(int pc, int height, int reason) {
    b.loadConstant(pc).istore(PC).loadConstant(reason).istore(REASON);
    b.goto_(exit(height));
  }

  Label exit(int height) {
    return exits.computeIfAbsent(height, key -> b.newLabel());
  }

  /** Leaves when the limit is passed; everything lies in its slot at the position. */
  void limit(int pc) {
    Label over = b.newLabel();
    b.iload(LEFT).iflt(over);
    stubs.add(new Stub(over, pc, flow.heightAt(pc), false));
  }

  /** Asks when a slice of time has passed, where execution comes by again and again. */
  void pace(int pc, int height) {
    Label over = b.newLabel();
    b.iload(LEFT).aload(MACHINE).getfield(MACHINES, "slack", I).if_icmplt(over);
    stubs.add(new Stub(over, pc, height, true));
  }

  void ask(Stub stub) {
    b.aload(STACK).iload(FRAME);
    for (int i = 0; i < stub.height; i++) {
      getLong(i);
    }
    b.invokestatic(CLASS, "spill" + stub.height, spillType(stub.height));
    parts.spills.add(stub.height);
    b.aload(MACHINE);
    constant(function, FUNCTION);
    b.iload(FRAME).loadConstant(stub.pc).iload(DEPTH).iload(LEFT);
    b.invokestatic(HOT, "pace", MethodTypeDesc.of(I, MACHINES, FUNCTION, I, I, I, I));
    b.istore(LEFT).iload(LEFT);
    Label on = b.newLabel();
    b.ifge(on).iload(LEFT).ireturn().labelBinding(on);
  }

  static MethodTypeDesc spillType(int height) {
    List<ClassDesc> types = new ArrayList<>(List.of(LONGS, I));
    types.addAll(Collections.nCopies(height, J));
    return MethodTypeDesc.of(ConstantDescs.CD_void, types);
  }

  /** Writes the method that puts the lowest slots on the stack. */
  static void spill(CodeBuilder b, int height) {
    for (int i = 0; i < height; i++) {
      b.aload(0).iload(1);
      if (i > 0) {
        b.loadConstant(i).iadd();
      }
      b.lload(2 + 2 * i).lastore();
    }
    b.return_();
  }

  void pay(int ticks) {
    if (ticks == 0) {
      return;
    }
    if (ticks == (short) ticks && -ticks == (short) -ticks) {
      b.iinc(LEFT, -ticks);
    } else {
      b.iload(LEFT).loadConstant(ticks).isub().istore(LEFT);
    }
  }

  void memoryTables() {
    if (function.module().firstMemory() != null) {
      constant(memory(), MEMORY);
      b.dup().getfield(MEMORY, "readable", CHUNKS).astore(READABLE);
      b.getfield(MEMORY, "writable", CHUNKS).astore(WRITABLE);
    }
  }

  LinearMemory memory() {
    LinearMemory memory = function.module().firstMemory();
    if (memory == null) {
      throw new IllegalStateException("no memory");
    }
    return memory;
  }

  /** Writes something that may fail with nothing done. */
  void guarded(int pc, Runnable writes) {
    b.loadConstant(pc).istore(PC);
    Label start = b.newBoundLabel();
    writes.run();
    Label end = b.newBoundLabel();
    int height = flow.heightBefore(pc);
    b.exceptionCatch(
        start,
        end,
        handlers.computeIfAbsent(height, key -> b.newLabel()),
        ConstantDescs.CD_Exception);
  }

  /** Writes the ways out, behind all code. */
  void end() {
    for (Stub stub : stubs) {
      b.labelBinding(stub.label);
      if (stub.asks) {
        ask(stub);
        b.goto_(label(stub.pc));
      } else {
        leave(stub.pc, stub.height, Interpreter.LIMIT);
      }
    }
    handlers.forEach((height, label) -> {
      b.labelBinding(label);
      b.aload(MACHINE);
      b.invokestatic(HOT, "failed", MethodTypeDesc.of(I, ConstantDescs.CD_Exception, MACHINES));
      b.istore(REASON).goto_(exit(height));
    });
    exits();
  }

  /** Puts slots on the stack, in a row that is entered at the highest of them. */
  private void exits() {
    if (exits.isEmpty()) {
      return;
    }
    int most = exits.keySet().stream().max(Integer::compare).orElse(0);
    for (int height = most; height >= 0; height--) {
      Label label = exits.get(height);
      if (label != null) {
        b.labelBinding(label);
      }
      if (height > 0) {
        store(height - 1);
      }
    }
    b.aload(MACHINE);
    constant(function, FUNCTION);
    b.iload(FRAME).iload(PC).iload(DEPTH).iload(LEFT).iload(REASON);
    b.invokestatic(HOT, "leave", MethodTypeDesc.of(I, MACHINES, FUNCTION, I, I, I, I, I));
    b.ireturn();
  }
}
