package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.HotNames.CHUNKS;
import static dev.continuum.inspector.exec.HotNames.D;
import static dev.continuum.inspector.exec.HotNames.I;
import static dev.continuum.inspector.exec.HotNames.J;
import static dev.continuum.inspector.exec.HotNames.MEMORY;
import static dev.continuum.inspector.exec.HotNames.NUMERIC;
import static dev.continuum.inspector.exec.HotNames.desc;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * The ops of hot code that compute, compare, load and store.
 *
 * <p>The class is long because it goes through all of them.
 */
abstract class HotComputation extends HotMethod {
  HotComputation(CodeBuilder b, FunctionInstance function, int[] code, HotFlow flow, Parts parts) {
    super(b, function, code, flow, parts);
  }

  // Comparisons

  /** Goes elsewhere when the condition of a branch does not hold. */
  void unless(int pc, Label elsewhere) {
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
  void compare(int relation, boolean isLong, int slot, int other, Label elsewhere) {
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

  // Memory

  void access(int pc) {
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

  static String accessor(int op) {
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

  static MethodTypeDesc accessorType(int op) {
    return switch (op) {
      case Op.LOAD64 -> MethodTypeDesc.of(J, CHUNKS, J, MEMORY);
      case Op.STORE64 -> MethodTypeDesc.of(ConstantDescs.CD_void, CHUNKS, J, J, MEMORY);
      case Op.STORE8, Op.STORE16, Op.STORE32 ->
          MethodTypeDesc.of(ConstantDescs.CD_void, CHUNKS, J, I, MEMORY);
      default -> MethodTypeDesc.of(I, CHUNKS, J, MEMORY);
    };
  }

  // Computation

  void compute(int pc) {
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
  void float01(int relation, int slot) {
    Label no = b.newLabel();
    switch (relation) {
      case 0 -> b.ifne(no);
      case 1 -> b.ifeq(no);
      case 2 -> b.ifge(no);
      default -> b.ifgt(no);
    }
    oneOrNone(no, slot);
  }

  void oneOrNone(Label no, int slot) {
    Label end = b.newLabel();
    b.lconst_1().goto_(end).labelBinding(no).lconst_0().labelBinding(end);
    setLong(slot);
  }

  void truth(int pc, int relation, boolean isLong) {
    Label no = b.newLabel();
    int second = code[pc + 1];
    if (relation >= NUMBERED) {
      compare(relation, isLong, second, code[pc + 2], no);
    } else {
      compare(relation, isLong, second & 0xffff, second >>> 16, no);
    }
    oneOrNone(no, code[pc] >>> 16);
  }

  void integer(int op, int pc) {
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

  void big(int op) {
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

  void unary(int op, int slot, int from) {
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

  /** An instruction that a method makes, on operands from a slot on. */
  void scalar(int pc, int slot, HotScalars.Method method) {
    MethodTypeDesc type = method.type();
    guarded(
        pc,
        () -> {
          for (int i = 0; i < type.parameterCount(); i++) {
            switch (type.parameterType(i).descriptorString()) {
              case "I" -> getInt(slot + i);
              case "J" -> getLong(slot + i);
              case "F" -> getFloat(slot + i);
              default -> getDouble(slot + i);
            }
          }
          b.invokestatic(method.owner(), method.name(), type);
        });
    switch (type.returnType().descriptorString()) {
      case "I" -> setInt(slot);
      case "J" -> setLong(slot);
      case "F" -> setFloat(slot);
      default -> setDouble(slot);
    }
  }
}
