package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.HotNames.D;
import static dev.continuum.inspector.exec.HotNames.F;
import static dev.continuum.inspector.exec.HotNames.I;
import static dev.continuum.inspector.exec.HotNames.J;
import static dev.continuum.inspector.exec.HotNames.NUMERIC;

import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numeric instructions that are outside of the interpreter's loop and that hot code makes itself,
 * by a method that takes the operands and gives the result.
 */
final class HotScalars {
  /** A static method that does what an instruction says. */
  record Method(ClassDesc owner, String name, MethodTypeDesc type) {}

  private static final Map<Opcode, Method> METHODS = new EnumMap<>(Opcode.class);

  static {
    java(Opcode.I32_CLZ, "numberOfLeadingZeros", I);
    java(Opcode.I32_CTZ, "numberOfTrailingZeros", I);
    java(Opcode.I32_POPCNT, "bitCount", I);
    java(Opcode.I32_ROTR, "rotateRight", I, I);
    java(Opcode.I64_CLZ, "numberOfLeadingZeros", J);
    java(Opcode.I64_CTZ, "numberOfTrailingZeros", J);
    java(Opcode.I64_POPCNT, "bitCount", J);
    java(Opcode.I64_ROTR, "rotateRight", J, I);
    ours(Opcode.I64_DIV_S, "divS");
    ours(Opcode.I64_DIV_U, "divU");
    ours(Opcode.I64_REM_S, "remS");
    ours(Opcode.I64_REM_U, "remU");
    ours(Opcode.F32_CEIL, "ceil");
    ours(Opcode.F32_FLOOR, "floor");
    ours(Opcode.F32_TRUNC, "trunc");
    ours(Opcode.F32_NEAREST, "nearest");
    ours(Opcode.F32_SQRT, "sqrt");
    ours(Opcode.F32_MIN, "min");
    ours(Opcode.F32_MAX, "max");
    ours(Opcode.F64_CEIL, "ceil");
    ours(Opcode.F64_FLOOR, "floor");
    ours(Opcode.F64_TRUNC, "trunc");
    ours(Opcode.F64_NEAREST, "nearest");
    ours(Opcode.F64_MIN, "min");
    ours(Opcode.F64_MAX, "max");
    ours(Opcode.I32_TRUNC_F32_S, "truncF32S");
    ours(Opcode.I32_TRUNC_F32_U, "truncF32U");
    ours(Opcode.I32_TRUNC_F64_S, "truncF64S");
    ours(Opcode.I32_TRUNC_F64_U, "truncF64U");
    ours(Opcode.I64_TRUNC_F32_S, "longTruncF32S");
    ours(Opcode.I64_TRUNC_F32_U, "longTruncF32U");
    ours(Opcode.I64_TRUNC_F64_S, "longTruncF64S");
    ours(Opcode.I64_TRUNC_F64_U, "longTruncF64U");
    ours(Opcode.I32_TRUNC_SAT_F32_S, "truncSatF32S");
    ours(Opcode.I32_TRUNC_SAT_F32_U, "truncSatF32U");
    ours(Opcode.I32_TRUNC_SAT_F64_S, "truncSatF64S");
    ours(Opcode.I32_TRUNC_SAT_F64_U, "truncSatF64U");
    ours(Opcode.I64_TRUNC_SAT_F32_S, "longTruncSatF32S");
    ours(Opcode.I64_TRUNC_SAT_F32_U, "longTruncSatF32U");
    ours(Opcode.I64_TRUNC_SAT_F64_S, "longTruncSatF64S");
    ours(Opcode.I64_TRUNC_SAT_F64_U, "longTruncSatF64U");
    ours(Opcode.F32_CONVERT_I32_U, "convertI32UToF32");
    ours(Opcode.F32_CONVERT_I64_U, "convertI64UToF32");
    ours(Opcode.F64_CONVERT_I64_U, "convertI64UToF64");
    ours(Opcode.F32_DEMOTE_F64, "demote");
    ours(Opcode.F64_PROMOTE_F32, "promote");
  }

  private HotScalars() {}

  /** The method for an instruction, or null. */
  static @Nullable Method method(Opcode opcode) {
    return METHODS.get(opcode);
  }

  private static void java(Opcode opcode, String name, ClassDesc... parameters) {
    boolean isLong = parameters[0] == J;
    ClassDesc result = isLong && parameters.length == 2 ? J : I;
    METHODS.put(
        opcode,
        new Method(
            isLong ? ConstantDescs.CD_Long : ConstantDescs.CD_Integer,
            name,
            MethodTypeDesc.of(result, parameters)));
  }

  private static void ours(Opcode opcode, String name) {
    ClassDesc[] parameters =
        opcode.stackType().parameters().stream().map(HotScalars::type).toArray(ClassDesc[]::new);
    ClassDesc result = type(opcode.stackType().results().getFirst());
    METHODS.put(opcode, new Method(NUMERIC, name, MethodTypeDesc.of(result, parameters)));
  }

  private static ClassDesc type(Operand operand) {
    return switch (operand) {
      case I32 -> I;
      case I64 -> J;
      case F32 -> F;
      case F64 -> D;
      default -> throw new IllegalStateException("no number: " + operand);
    };
  }
}
