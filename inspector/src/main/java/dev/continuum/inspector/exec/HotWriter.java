package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Opcode;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the quick code of a function as a method of the JVM, from an entry on.
 *
 * <p>The class is long because it goes through all ops.
 */
final class HotWriter {
  /** HotSpot compiles no longer methods. */
  private static final int MOST_BYTES = 8000;

  // Variables of the method
  private static final int MACHINE = 1;
  private static final int STACK = 2;
  private static final int FRAME = 3;
  private static final int DEPTH = 4;
  private static final int LEFT = 5;
  private static final int PC = 6;
  private static final int REASON = 7;
  private static final int READABLE = 8;
  private static final int WRITABLE = 9;
  private static final int CALLEE = 10;
  private static final int FIRST_SLOT = 11;

  /** How many slots the parameters of a method have room for. */
  private static final int MOST_SPILLED = 120;

  private static final ClassDesc CLASS = ClassDesc.of("dev.continuum.inspector.exec.Hot");
  private static final ClassDesc HOT = desc(HotCode.class);
  private static final ClassDesc MACHINES = desc(Machine.class);
  private static final ClassDesc FUNCTION = desc(FunctionInstance.class);
  private static final ClassDesc MEMORY = desc(LinearMemory.class);
  private static final ClassDesc TABLE = desc(TableInstance.class);
  private static final ClassDesc RARE = desc(RareInstructions.class);
  private static final ClassDesc STORE = desc(Store.class);
  private static final ClassDesc NUMERIC = desc(Numeric.class);
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
  private static final ClassDesc CHUNKS = ConstantDescs.CD_byte.arrayType(2);
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc F = ConstantDescs.CD_float;
  private static final ClassDesc D = ConstantDescs.CD_double;
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(I, MACHINES, LONGS, I, I, I);

  private final FunctionInstance function;
  private final int[] code;
  private final int entry;
  private final boolean call;
  private final HotFlow flow;
  private final List<Object> constants = new ArrayList<>();
  private final boolean usesMemory;

  private CodeBuilder b;
  private final Set<Integer> spills = new TreeSet<>();
  private final Map<Integer, Label> labels = new TreeMap<>();
  private final Map<Integer, Label> exits = new TreeMap<>();
  private final Map<Integer, Label> handlers = new TreeMap<>();
  private final List<Stub> stubs = new ArrayList<>();
  private BitSet dirty = new BitSet();

  /** Where the limit is passed on the way to a position: to leave there, or to ask and go on. */
  private record Stub(Label label, int pc, int height, boolean asks) {}

  @SuppressWarnings("NullAway") // the builder comes when the method is written
  private HotWriter(FunctionInstance function, int[] code, int entry, boolean call) {
    this.function = function;
    this.code = code;
    this.entry = entry;
    this.call = call;
    BitSet clean = new BitSet();
    if (call) {
      clean.set(0, function.parameterSlots);
    } else {
      clean.set(0, function.map().heights().length == 0 ? 0 : function.frameSlots);
    }
    flow = new HotFlow(function, code, entry, clean);
    ModuleInstance instance = function.module();
    usesMemory = instance.firstMemory() != null;
  }

  private static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /**
   * Makes the hot code of a function.
   *
   * @param entry the position to start at
   * @param call whether the function is entered by a call: locals are zero, and ticks are counted
   * @return null when it is too large
   */
  static @Nullable HotCode write(FunctionInstance function, int entry, boolean call) {
    int[] code = function.code;
    if (code == null || function.frameSlots > HotCode.MOST_SLOTS) {
      return null;
    }
    HotWriter writer = new HotWriter(function, code, entry, call);
    if (writer.flow.reached().cardinality() > MOST_BYTES / 6) {
      return null;
    }
    return writer.define();
  }

  private @Nullable HotCode define() {
    byte[] bytes =
        ClassFile.of()
            .build(
                CLASS,
                type -> {
                  type.withSuperclass(HOT);
                  type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER);
                  type.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      ConstantDescs.MTD_void,
                      0,
                      init ->
                          init.aload(0)
                              .invokespecial(HOT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                              .return_());
                  type.withMethodBody(
                      "run",
                      RUN,
                      0,
                      body -> {
                        b = body;
                        method();
                      });
                  for (int height : spills) {
                    type.withMethodBody(
                        "spill" + height,
                        spillType(height),
                        ClassFile.ACC_STATIC,
                        body -> spill(body, height));
                  }
                });
    int length =
        ClassFile.of().parse(bytes).methods().stream()
            .flatMap(m -> m.findAttribute(java.lang.classfile.Attributes.code()).stream())
            .mapToInt(a -> a.codeLength())
            .max()
            .orElse(0);
    if (Boolean.getBoolean("hot.log"))
      System.err.println(
          function.name()
              + "@"
              + entry
              + " ops "
              + flow.reached().cardinality()
              + " slots "
              + function.frameSlots
              + " bytes "
              + length);
    if (length >= MOST_BYTES) {
      return null;
    }
    try {
      return (HotCode)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, constants, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("generated code cannot be loaded", impossible);
    }
  }

  // Small things

  private void constant(Object value, ClassDesc type) {
    int at = constants.indexOf(value);
    if (at < 0) {
      at = constants.size();
      constants.add(value);
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

  private static int variable(int slot) {
    return FIRST_SLOT + 2 * slot;
  }

  private void getLong(int slot) {
    b.lload(variable(slot));
  }

  private void getInt(int slot) {
    b.lload(variable(slot)).l2i();
  }

  private void getDouble(int slot) {
    b.lload(variable(slot))
        .invokestatic(ConstantDescs.CD_Double, "longBitsToDouble", MethodTypeDesc.of(D, J));
  }

  private void getFloat(int slot) {
    getInt(slot);
    b.invokestatic(ConstantDescs.CD_Float, "intBitsToFloat", MethodTypeDesc.of(F, I));
  }

  private void setLong(int slot) {
    b.lstore(variable(slot));
  }

  private void setInt(int slot) {
    b.i2l().lstore(variable(slot));
  }

  private void setDouble(int slot) {
    b.invokestatic(ConstantDescs.CD_Double, "doubleToLongBits", MethodTypeDesc.of(J, D));
    setLong(slot);
  }

  private void setFloat(int slot) {
    b.invokestatic(ConstantDescs.CD_Float, "floatToIntBits", MethodTypeDesc.of(I, F));
    setInt(slot);
  }

  private void index(int slot) {
    b.iload(FRAME);
    if (slot != 0) {
      b.loadConstant(slot).iadd();
    }
  }

  private void store(int slot) {
    b.aload(STACK);
    index(slot);
    getLong(slot);
    b.lastore();
  }

  private void load(int slot) {
    b.aload(STACK);
    index(slot);
    b.laload();
    setLong(slot);
  }

  private Label label(int pc) {
    return labels.computeIfAbsent(pc, key -> b.newLabel());
  }

  // Exits

  private void leave(int pc, int height, int reason) {
    b.loadConstant(pc).istore(PC).loadConstant(reason).istore(REASON);
    b.goto_(exit(height));
  }

  private Label exit(int height) {
    return exits.computeIfAbsent(height, key -> b.newLabel());
  }

  /** Leaves when the limit is passed; everything lies in its slot at the position. */
  private void limit(int pc) {
    Label over = b.newLabel();
    b.iload(LEFT).iflt(over);
    stubs.add(new Stub(over, pc, flow.heightAt(pc), false));
  }

  /** Asks when a slice of time has passed, where execution comes by again and again. */
  private void pace(int pc, int height) {
    Label over = b.newLabel();
    b.iload(LEFT).aload(MACHINE).getfield(MACHINES, "slack", I).if_icmplt(over);
    stubs.add(new Stub(over, pc, height, true));
  }

  private void ask(Stub stub) {
    b.aload(STACK).iload(FRAME);
    for (int i = 0; i < stub.height; i++) {
      getLong(i);
    }
    b.invokestatic(CLASS, "spill" + stub.height, spillType(stub.height));
    spills.add(stub.height);
    b.aload(MACHINE);
    constant(function, FUNCTION);
    b.iload(FRAME).loadConstant(stub.pc).iload(DEPTH).iload(LEFT);
    b.invokestatic(HOT, "pace", MethodTypeDesc.of(I, MACHINES, FUNCTION, I, I, I, I));
    b.istore(LEFT).iload(LEFT);
    Label on = b.newLabel();
    b.ifge(on).iload(LEFT).ireturn().labelBinding(on);
  }

  private static MethodTypeDesc spillType(int height) {
    List<ClassDesc> types = new ArrayList<>(List.of(LONGS, I));
    types.addAll(Collections.nCopies(height, J));
    return MethodTypeDesc.of(ConstantDescs.CD_void, types);
  }

  /** Writes the method that puts the lowest slots on the stack. */
  private static void spill(CodeBuilder b, int height) {
    for (int i = 0; i < height; i++) {
      b.aload(0).iload(1);
      if (i > 0) {
        b.loadConstant(i).iadd();
      }
      b.lload(2 + 2 * i).lastore();
    }
    b.return_();
  }

  private void pay(int ticks) {
    if (ticks == 0) {
      return;
    }
    if (ticks == (short) ticks && -ticks == (short) -ticks) {
      b.iinc(LEFT, -ticks);
    } else {
      b.iload(LEFT).loadConstant(ticks).isub().istore(LEFT);
    }
  }

  private void memoryTables() {
    if (usesMemory) {
      constant(memory(), MEMORY);
      b.dup().getfield(MEMORY, "readable", CHUNKS).astore(READABLE);
      b.getfield(MEMORY, "writable", CHUNKS).astore(WRITABLE);
    }
  }

  private LinearMemory memory() {
    LinearMemory memory = function.module().firstMemory();
    if (memory == null) {
      throw new IllegalStateException("no memory");
    }
    return memory;
  }

  // The method

  private void method() {
    // It is written once more when its first form has branches that are too far.
    labels.clear();
    exits.clear();
    handlers.clear();
    stubs.clear();
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
      pace(0, function.localSlots);
    }
    b.goto_(label(entry));
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

  /** Writes something that may fail with nothing done. */
  private void guarded(int pc, Runnable writes) {
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

  /** Goes elsewhere when the condition of a branch does not hold. */
  private void unless(int pc, Label elsewhere) {
    int op = flow.op(pc);
    int slot = code[pc] >>> 16;
    int other = code[pc + 1];
    if (op >= Op.BRD_EQ) {
      getDouble(slot);
      getDouble(other);
      switch (op) {
        case Op.BRD_EQ -> b.dcmpl().ifne(elsewhere);
        case Op.BRD_NE -> b.dcmpl().ifeq(elsewhere);
        case Op.BRD_LT -> b.dcmpg().ifge(elsewhere);
        case Op.BRD_LE -> b.dcmpg().ifgt(elsewhere);
        case Op.BRD_NLT -> b.dcmpg().iflt(elsewhere);
        default -> b.dcmpg().ifle(elsewhere);
      }
      return;
    }
    boolean isLong = op >= Op.BRL_EQ;
    int relation = op - (isLong ? Op.BRL_EQ : Op.BRI_EQ);
    compare(relation, isLong, slot, other, elsewhere);
  }

  /** The place of the ops with a number in a family of comparisons. */
  private static final int NUMBERED = Op.BRI_EQI - Op.BRI_EQ;

  /** Goes elsewhere unless two integers are as a relation says. */
  private void compare(int relation, boolean isLong, int slot, int other, Label elsewhere) {
    boolean numbered = relation >= NUMBERED;
    if (isLong) {
      getLong(slot);
    } else {
      getInt(slot);
    }
    if (numbered) {
      if (isLong) {
        b.loadConstant((long) other);
      } else {
        b.loadConstant(other);
      }
    } else if (isLong) {
      getLong(other);
    } else {
      getInt(other);
    }
    // EQ NE LTS LTU LES LEU; with a number EQ NE LTS LTU GTS GTU
    int kind = numbered ? relation - NUMBERED : relation;
    boolean unsigned = kind >= 2 && (kind & 1) != 0;
    if (unsigned) {
      ClassDesc of = isLong ? ConstantDescs.CD_Long : ConstantDescs.CD_Integer;
      b.invokestatic(
          of, "compareUnsigned", isLong ? MethodTypeDesc.of(I, J, J) : MethodTypeDesc.of(I, I, I));
    } else if (isLong) {
      b.lcmp();
    } else {
      switch (kind) {
        case 0 -> b.if_icmpne(elsewhere);
        case 1 -> b.if_icmpeq(elsewhere);
        case 2 -> b.if_icmpge(elsewhere);
        default -> {
          if (numbered) {
            b.if_icmple(elsewhere);
          } else {
            b.if_icmpgt(elsewhere);
          }
        }
      }
      return;
    }
    switch (kind) {
      case 0 -> b.ifne(elsewhere);
      case 1 -> b.ifeq(elsewhere);
      case 2, 3 -> b.ifge(elsewhere);
      default -> {
        if (numbered) {
          b.ifle(elsewhere);
        } else {
          b.ifgt(elsewhere);
        }
      }
    }
  }

  private void table(int pc) {
    int count = code[pc + 1];
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

  // Memory

  private void access(int pc) {
    int op = flow.op(pc);
    boolean isStore = op >= Op.STORE8;
    int address = isStore ? code[pc] >>> 16 : code[pc + 1];
    int other = isStore ? code[pc + 1] : code[pc] >>> 16;
    guarded(
        pc,
        () -> {
          b.aload(isStore ? WRITABLE : READABLE);
          getLong(address);
          b.loadConstant(0xffffffffL).land();
          long offset = code[pc + 2] & 0xffffffffL;
          if (offset != 0) {
            b.loadConstant(offset).ladd();
          }
          if (isStore && op == Op.STORE64) {
            getLong(other);
          } else if (isStore) {
            getInt(other);
          }
          constant(memory(), MEMORY);
          b.invokestatic(MEMORY, accessor(op), accessorType(op));
        });
    switch (op) {
      case Op.LOAD8S, Op.LOAD16S, Op.LOAD32S -> setInt(other);
      case Op.LOAD8U -> {
        b.loadConstant(0xff).iand();
        setInt(other);
      }
      case Op.LOAD16U -> {
        b.loadConstant(0xffff).iand();
        setInt(other);
      }
      case Op.LOAD32U -> {
        b.i2l().loadConstant(0xffffffffL).land();
        setLong(other);
      }
      case Op.LOAD64 -> setLong(other);
      default -> {}
    }
  }

  private static String accessor(int op) {
    return switch (op) {
      case Op.LOAD8S, Op.LOAD8U -> "get8";
      case Op.LOAD16S, Op.LOAD16U -> "get16";
      case Op.LOAD32S, Op.LOAD32U -> "get32";
      case Op.LOAD64 -> "get64";
      case Op.STORE8 -> "put8";
      case Op.STORE16 -> "put16";
      case Op.STORE32 -> "put32";
      default -> "put64";
    };
  }

  private static MethodTypeDesc accessorType(int op) {
    return switch (op) {
      case Op.LOAD64 -> MethodTypeDesc.of(J, CHUNKS, J, MEMORY);
      case Op.STORE64 -> MethodTypeDesc.of(ConstantDescs.CD_void, CHUNKS, J, J, MEMORY);
      case Op.STORE8, Op.STORE16, Op.STORE32 ->
          MethodTypeDesc.of(ConstantDescs.CD_void, CHUNKS, J, I, MEMORY);
      default -> MethodTypeDesc.of(I, CHUNKS, J, MEMORY);
    };
  }

  // Computation

  private void compute(int pc) {
    int op = flow.op(pc);
    int slot = code[pc] >>> 16;
    int second = code[pc + 1];
    if (op >= Op.I_EQ && op <= Op.I_GTUI) {
      truth(pc, op - Op.I_EQ, false);
    } else if (op >= Op.L_EQ && op <= Op.L_GTUI) {
      truth(pc, op - Op.L_EQ, true);
    } else if (op >= Op.I_ADD && op <= Op.I_ROTLI) {
      boolean numbered = HotFlow.hasNumber(op);
      getInt(numbered ? second : second & 0xffff);
      if (numbered) {
        b.loadConstant(code[pc + 2]);
      } else {
        getInt(second >>> 16);
      }
      integer(op, pc);
      setInt(slot);
    } else if (op >= Op.L_ADD && op <= Op.L_ROTLI) {
      boolean numbered = HotFlow.hasNumber(op);
      getLong(numbered ? second : second & 0xffff);
      boolean shifts = op >= Op.L_SHL && op <= Op.L_ROTL || op >= Op.L_SHLI && op <= Op.L_ROTLI;
      if (numbered && shifts) {
        b.loadConstant(code[pc + 2]);
      } else if (numbered) {
        b.loadConstant((long) code[pc + 2]);
      } else if (shifts) {
        getInt(second >>> 16);
      } else {
        getLong(second >>> 16);
      }
      big(op);
      setLong(slot);
    } else if (op >= Op.D_ADD && op <= Op.D_LE) {
      getDouble(second & 0xffff);
      getDouble(second >>> 16);
      switch (op) {
        case Op.D_ADD -> b.dadd();
        case Op.D_SUB -> b.dsub();
        case Op.D_MUL -> b.dmul();
        case Op.D_DIV -> b.ddiv();
        case Op.D_EQ, Op.D_NE -> b.dcmpl();
        default -> b.dcmpg();
      }
      if (op <= Op.D_DIV) {
        setDouble(slot);
      } else {
        float01(op - Op.D_EQ, slot);
      }
    } else if (op >= Op.F_ADD && op <= Op.F_LE) {
      getFloat(second & 0xffff);
      getFloat(second >>> 16);
      switch (op) {
        case Op.F_ADD -> b.fadd();
        case Op.F_SUB -> b.fsub();
        case Op.F_MUL -> b.fmul();
        case Op.F_DIV -> b.fdiv();
        case Op.F_EQ, Op.F_NE -> b.fcmpl();
        default -> b.fcmpg();
      }
      if (op <= Op.F_DIV) {
        setFloat(slot);
      } else {
        float01(op - Op.F_EQ, slot);
      }
    } else {
      unary(op, slot, second);
    }
  }

  /** Puts 1 or 0 for a comparison of floats whose outcome is on the Java stack. */
  private void float01(int relation, int slot) {
    Label no = b.newLabel();
    switch (relation) {
      case 0 -> b.ifne(no);
      case 1 -> b.ifeq(no);
      case 2 -> b.ifge(no);
      default -> b.ifgt(no);
    }
    oneOrNone(no, slot);
  }

  private void oneOrNone(Label no, int slot) {
    Label end = b.newLabel();
    b.lconst_1().goto_(end).labelBinding(no).lconst_0().labelBinding(end);
    setLong(slot);
  }

  private void truth(int pc, int relation, boolean isLong) {
    Label no = b.newLabel();
    int second = code[pc + 1];
    if (relation >= NUMBERED) {
      compare(relation, isLong, second, code[pc + 2], no);
    } else {
      compare(relation, isLong, second & 0xffff, second >>> 16, no);
    }
    oneOrNone(no, code[pc] >>> 16);
  }

  private void integer(int op, int pc) {
    switch (op) {
      case Op.I_ADD, Op.I_ADDI -> b.iadd();
      case Op.I_SUB -> b.isub();
      case Op.I_MUL, Op.I_MULI -> b.imul();
      case Op.I_AND, Op.I_ANDI -> b.iand();
      case Op.I_OR, Op.I_ORI -> b.ior();
      case Op.I_XOR, Op.I_XORI -> b.ixor();
      case Op.I_SHL, Op.I_SHLI -> b.ishl();
      case Op.I_SHRS, Op.I_SHRSI -> b.ishr();
      case Op.I_SHRU, Op.I_SHRUI -> b.iushr();
      case Op.I_ROTL, Op.I_ROTLI ->
          b.invokestatic(ConstantDescs.CD_Integer, "rotateLeft", MethodTypeDesc.of(I, I, I));
      default -> {
        String name =
            switch (op) {
              case Op.I_DIVS -> "divS";
              case Op.I_DIVU -> "divU";
              case Op.I_REMS -> "remS";
              default -> "remU";
            };
        b.pop2();
        guarded(
            pc,
            () -> {
              getInt(code[pc + 1] & 0xffff);
              getInt(code[pc + 1] >>> 16);
              b.invokestatic(NUMERIC, name, MethodTypeDesc.of(I, I, I));
            });
      }
    }
  }

  private void big(int op) {
    switch (op) {
      case Op.L_ADD, Op.L_ADDI -> b.ladd();
      case Op.L_SUB -> b.lsub();
      case Op.L_MUL, Op.L_MULI -> b.lmul();
      case Op.L_AND, Op.L_ANDI -> b.land();
      case Op.L_OR, Op.L_ORI -> b.lor();
      case Op.L_XOR, Op.L_XORI -> b.lxor();
      case Op.L_SHL, Op.L_SHLI -> b.lshl();
      case Op.L_SHRS, Op.L_SHRSI -> b.lshr();
      case Op.L_SHRU, Op.L_SHRUI -> b.lushr();
      default -> b.invokestatic(ConstantDescs.CD_Long, "rotateLeft", MethodTypeDesc.of(J, J, I));
    }
  }

  private void unary(int op, int slot, int from) {
    switch (op) {
      case Op.SEXT8 -> {
        getInt(from);
        b.i2b();
        setInt(slot);
      }
      case Op.SEXT16 -> {
        getInt(from);
        b.i2s();
        setInt(slot);
      }
      case Op.SEXT32 -> {
        getInt(from);
        setInt(slot);
      }
      case Op.UEXT32 -> {
        getLong(from);
        b.loadConstant(0xffffffffL).land();
        setLong(slot);
      }
      case Op.D_FROM_IS -> {
        getInt(from);
        b.i2d();
        setDouble(slot);
      }
      case Op.D_FROM_IU -> {
        getLong(from);
        b.loadConstant(0xffffffffL).land().l2d();
        setDouble(slot);
      }
      case Op.D_NEG -> {
        getLong(from);
        b.loadConstant(Long.MIN_VALUE).lxor();
        setLong(slot);
      }
      case Op.D_ABS -> {
        getLong(from);
        b.loadConstant(Long.MAX_VALUE).land();
        setLong(slot);
      }
      case Op.D_SQRT -> {
        getDouble(from);
        b.invokestatic(desc(Math.class), "sqrt", MethodTypeDesc.of(D, D));
        setDouble(slot);
      }
      default -> throw new IllegalStateException("no op " + op);
    }
  }
}
