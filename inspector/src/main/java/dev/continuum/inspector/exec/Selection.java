package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Opcode;
import java.util.EnumMap;
import java.util.Map;

/** Which op of the interpreter's loop does what an instruction says. */
final class Selection {
  /** What an op takes and gives. */
  enum Kind {
    /** None: the instruction runs outside of the loop. */
    RARE,
    LOAD,
    STORE,
    UNARY,
    BINARY,
    /** A comparison of i32; instead of an op there is a relation, see {@link Comparisons}. */
    COMPARISON,
    LONG_COMPARISON,
    FLOAT_COMPARISON,
    /** A comparison whose operands change places. */
    SWAPPED_FLOAT_COMPARISON
  }

  private record Choice(Kind kind, int op, int withNumber, boolean commutes) {}

  private static final Map<Opcode, Choice> CHOICES = new EnumMap<>(Opcode.class);
  private static final Choice NONE = new Choice(Kind.RARE, -1, -1, false);

  static {
    accesses();
    integers();
    floats();
  }

  private Selection() {}

  static Kind kind(Opcode opcode) {
    return CHOICES.getOrDefault(opcode, NONE).kind;
  }

  static int of(Opcode opcode) {
    return CHOICES.getOrDefault(opcode, NONE).op;
  }

  /** The op whose second operand is a number in the code, or -1. */
  static int withNumber(Opcode opcode) {
    return CHOICES.getOrDefault(opcode, NONE).withNumber;
  }

  static boolean commutes(Opcode opcode) {
    return CHOICES.getOrDefault(opcode, NONE).commutes;
  }

  private static void put(Kind kind, int op, Opcode... opcodes) {
    for (Opcode opcode : opcodes) {
      CHOICES.put(opcode, new Choice(kind, op, -1, false));
    }
  }

  private static void binary(Opcode opcode, int op, int withNumber, boolean commutes) {
    CHOICES.put(opcode, new Choice(Kind.BINARY, op, withNumber, commutes));
  }

  private static void accesses() {
    put(Kind.LOAD, Op.LOAD8S, Opcode.I32_LOAD8_S, Opcode.I64_LOAD8_S);
    put(Kind.LOAD, Op.LOAD8U, Opcode.I32_LOAD8_U, Opcode.I64_LOAD8_U);
    put(Kind.LOAD, Op.LOAD16S, Opcode.I32_LOAD16_S, Opcode.I64_LOAD16_S);
    put(Kind.LOAD, Op.LOAD16U, Opcode.I32_LOAD16_U, Opcode.I64_LOAD16_U);
    put(Kind.LOAD, Op.LOAD32S, Opcode.I32_LOAD, Opcode.F32_LOAD, Opcode.I64_LOAD32_S);
    put(Kind.LOAD, Op.LOAD32U, Opcode.I64_LOAD32_U);
    put(Kind.LOAD, Op.LOAD64, Opcode.I64_LOAD, Opcode.F64_LOAD);
    put(Kind.STORE, Op.STORE8, Opcode.I32_STORE8, Opcode.I64_STORE8);
    put(Kind.STORE, Op.STORE16, Opcode.I32_STORE16, Opcode.I64_STORE16);
    put(Kind.STORE, Op.STORE32, Opcode.I32_STORE, Opcode.F32_STORE, Opcode.I64_STORE32);
    put(Kind.STORE, Op.STORE64, Opcode.I64_STORE, Opcode.F64_STORE);
  }

  private static void integers() {
    binary(Opcode.I32_ADD, Op.I_ADD, Op.I_ADDI, true);
    binary(Opcode.I32_SUB, Op.I_SUB, Op.I_ADDI, false);
    binary(Opcode.I32_MUL, Op.I_MUL, Op.I_MULI, true);
    binary(Opcode.I32_AND, Op.I_AND, Op.I_ANDI, true);
    binary(Opcode.I32_OR, Op.I_OR, Op.I_ORI, true);
    binary(Opcode.I32_XOR, Op.I_XOR, Op.I_XORI, true);
    binary(Opcode.I32_SHL, Op.I_SHL, Op.I_SHLI, false);
    binary(Opcode.I32_SHR_S, Op.I_SHRS, Op.I_SHRSI, false);
    binary(Opcode.I32_SHR_U, Op.I_SHRU, Op.I_SHRUI, false);
    binary(Opcode.I32_ROTL, Op.I_ROTL, Op.I_ROTLI, false);
    binary(Opcode.I32_DIV_S, Op.I_DIVS, -1, false);
    binary(Opcode.I32_DIV_U, Op.I_DIVU, -1, false);
    binary(Opcode.I32_REM_S, Op.I_REMS, -1, false);
    binary(Opcode.I32_REM_U, Op.I_REMU, -1, false);
    binary(Opcode.I64_ADD, Op.L_ADD, Op.L_ADDI, true);
    binary(Opcode.I64_SUB, Op.L_SUB, Op.L_ADDI, false);
    binary(Opcode.I64_MUL, Op.L_MUL, Op.L_MULI, true);
    binary(Opcode.I64_AND, Op.L_AND, Op.L_ANDI, true);
    binary(Opcode.I64_OR, Op.L_OR, Op.L_ORI, true);
    binary(Opcode.I64_XOR, Op.L_XOR, Op.L_XORI, true);
    binary(Opcode.I64_SHL, Op.L_SHL, Op.L_SHLI, false);
    binary(Opcode.I64_SHR_S, Op.L_SHRS, Op.L_SHRSI, false);
    binary(Opcode.I64_SHR_U, Op.L_SHRU, Op.L_SHRUI, false);
    binary(Opcode.I64_ROTL, Op.L_ROTL, Op.L_ROTLI, false);
    put(Kind.COMPARISON, Comparisons.EQ, Opcode.I32_EQ);
    put(Kind.COMPARISON, Comparisons.NE, Opcode.I32_NE);
    put(Kind.COMPARISON, Comparisons.LTS, Opcode.I32_LT_S);
    put(Kind.COMPARISON, Comparisons.LTU, Opcode.I32_LT_U);
    put(Kind.COMPARISON, Comparisons.LES, Opcode.I32_LE_S);
    put(Kind.COMPARISON, Comparisons.LEU, Opcode.I32_LE_U);
    put(Kind.COMPARISON, Comparisons.GTS, Opcode.I32_GT_S);
    put(Kind.COMPARISON, Comparisons.GTU, Opcode.I32_GT_U);
    put(Kind.COMPARISON, Comparisons.GES, Opcode.I32_GE_S);
    put(Kind.COMPARISON, Comparisons.GEU, Opcode.I32_GE_U);
    put(Kind.LONG_COMPARISON, Comparisons.EQ, Opcode.I64_EQ);
    put(Kind.LONG_COMPARISON, Comparisons.NE, Opcode.I64_NE);
    put(Kind.LONG_COMPARISON, Comparisons.LTS, Opcode.I64_LT_S);
    put(Kind.LONG_COMPARISON, Comparisons.LTU, Opcode.I64_LT_U);
    put(Kind.LONG_COMPARISON, Comparisons.LES, Opcode.I64_LE_S);
    put(Kind.LONG_COMPARISON, Comparisons.LEU, Opcode.I64_LE_U);
    put(Kind.LONG_COMPARISON, Comparisons.GTS, Opcode.I64_GT_S);
    put(Kind.LONG_COMPARISON, Comparisons.GTU, Opcode.I64_GT_U);
    put(Kind.LONG_COMPARISON, Comparisons.GES, Opcode.I64_GE_S);
    put(Kind.LONG_COMPARISON, Comparisons.GEU, Opcode.I64_GE_U);
    put(Kind.UNARY, Op.SEXT8, Opcode.I32_EXTEND8_S, Opcode.I64_EXTEND8_S);
    put(Kind.UNARY, Op.SEXT16, Opcode.I32_EXTEND16_S, Opcode.I64_EXTEND16_S);
    put(Kind.UNARY, Op.SEXT32, Opcode.I64_EXTEND32_S, Opcode.I32_WRAP_I64);
    put(Kind.UNARY, Op.UEXT32, Opcode.I64_EXTEND_I32_U);
  }

  private static void floats() {
    binary(Opcode.F64_ADD, Op.D_ADD, -1, false);
    binary(Opcode.F64_SUB, Op.D_SUB, -1, false);
    binary(Opcode.F64_MUL, Op.D_MUL, -1, false);
    binary(Opcode.F64_DIV, Op.D_DIV, -1, false);
    binary(Opcode.F32_ADD, Op.F_ADD, -1, false);
    binary(Opcode.F32_SUB, Op.F_SUB, -1, false);
    binary(Opcode.F32_MUL, Op.F_MUL, -1, false);
    binary(Opcode.F32_DIV, Op.F_DIV, -1, false);
    put(Kind.FLOAT_COMPARISON, Op.D_EQ, Opcode.F64_EQ);
    put(Kind.FLOAT_COMPARISON, Op.D_NE, Opcode.F64_NE);
    put(Kind.FLOAT_COMPARISON, Op.D_LT, Opcode.F64_LT);
    put(Kind.FLOAT_COMPARISON, Op.D_LE, Opcode.F64_LE);
    put(Kind.SWAPPED_FLOAT_COMPARISON, Op.D_LT, Opcode.F64_GT);
    put(Kind.SWAPPED_FLOAT_COMPARISON, Op.D_LE, Opcode.F64_GE);
    put(Kind.FLOAT_COMPARISON, Op.F_EQ, Opcode.F32_EQ);
    put(Kind.FLOAT_COMPARISON, Op.F_NE, Opcode.F32_NE);
    put(Kind.FLOAT_COMPARISON, Op.F_LT, Opcode.F32_LT);
    put(Kind.FLOAT_COMPARISON, Op.F_LE, Opcode.F32_LE);
    put(Kind.SWAPPED_FLOAT_COMPARISON, Op.F_LT, Opcode.F32_GT);
    put(Kind.SWAPPED_FLOAT_COMPARISON, Op.F_LE, Opcode.F32_GE);
    put(Kind.UNARY, Op.D_FROM_IS, Opcode.F64_CONVERT_I32_S);
    put(Kind.UNARY, Op.D_FROM_IU, Opcode.F64_CONVERT_I32_U);
    put(Kind.UNARY, Op.D_NEG, Opcode.F64_NEG);
    put(Kind.UNARY, Op.D_ABS, Opcode.F64_ABS);
    put(Kind.UNARY, Op.D_SQRT, Opcode.F64_SQRT);
  }
}
