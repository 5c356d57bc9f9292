package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Opcode;

/** The scalar instructions that {@link Numeric} has, on slots. */
final class ScalarOperations {
  private ScalarOperations() {}

  /**
   * Executes an instruction.
   *
   * @return false when it is not among those
   */
  static boolean execute(Opcode opcode, long[] s, int at) throws TrapException {
    return integers(opcode, s, at)
        || truncations(opcode, s, at)
        || conversions(opcode, s, at)
        || f32(opcode, s, at)
        || f64(opcode, s, at);
  }

  private static boolean integers(Opcode opcode, long[] s, int at) throws TrapException {
    switch (opcode) {
      case I32_DIV_S -> s[at] = Numeric.divS((int) s[at], (int) s[at + 1]);
      case I32_DIV_U -> s[at] = Numeric.divU((int) s[at], (int) s[at + 1]);
      case I32_REM_S -> s[at] = Numeric.remS((int) s[at], (int) s[at + 1]);
      case I32_REM_U -> s[at] = Numeric.remU((int) s[at], (int) s[at + 1]);
      case I64_DIV_S -> s[at] = Numeric.divS(s[at], s[at + 1]);
      case I64_DIV_U -> s[at] = Numeric.divU(s[at], s[at + 1]);
      case I64_REM_S -> s[at] = Numeric.remS(s[at], s[at + 1]);
      case I64_REM_U -> s[at] = Numeric.remU(s[at], s[at + 1]);
      case I64_MUL_WIDE_S ->
          VectorInstructions.set(s, at, s[at] * s[at + 1], Numeric.mulHighS(s[at], s[at + 1]));
      case I64_MUL_WIDE_U ->
          VectorInstructions.set(s, at, s[at] * s[at + 1], Numeric.mulHighU(s[at], s[at + 1]));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean truncations(Opcode opcode, long[] s, int at) throws TrapException {
    switch (opcode) {
      case I32_TRUNC_F32_S -> s[at] = Numeric.truncF32S(f32(s[at]));
      case I32_TRUNC_F32_U -> s[at] = Numeric.truncF32U(f32(s[at]));
      case I32_TRUNC_F64_S -> s[at] = Numeric.truncF64S(f64(s[at]));
      case I32_TRUNC_F64_U -> s[at] = Numeric.truncF64U(f64(s[at]));
      case I64_TRUNC_F32_S -> s[at] = Numeric.longTruncF32S(f32(s[at]));
      case I64_TRUNC_F32_U -> s[at] = Numeric.longTruncF32U(f32(s[at]));
      case I64_TRUNC_F64_S -> s[at] = Numeric.longTruncF64S(f64(s[at]));
      case I64_TRUNC_F64_U -> s[at] = Numeric.longTruncF64U(f64(s[at]));
      case I32_TRUNC_SAT_F32_S -> s[at] = Numeric.truncSatF32S(f32(s[at]));
      case I32_TRUNC_SAT_F32_U -> s[at] = Numeric.truncSatF32U(f32(s[at]));
      case I32_TRUNC_SAT_F64_S -> s[at] = Numeric.truncSatF64S(f64(s[at]));
      case I32_TRUNC_SAT_F64_U -> s[at] = Numeric.truncSatF64U(f64(s[at]));
      case I64_TRUNC_SAT_F32_S -> s[at] = Numeric.longTruncSatF32S(f32(s[at]));
      case I64_TRUNC_SAT_F32_U -> s[at] = Numeric.longTruncSatF32U(f32(s[at]));
      case I64_TRUNC_SAT_F64_S -> s[at] = Numeric.longTruncSatF64S(f64(s[at]));
      case I64_TRUNC_SAT_F64_U -> s[at] = Numeric.longTruncSatF64U(f64(s[at]));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean conversions(Opcode opcode, long[] s, int at) {
    switch (opcode) {
      case F32_CONVERT_I32_U -> s[at] = bits(Numeric.convertI32UToF32((int) s[at]));
      case F32_CONVERT_I64_U -> s[at] = bits(Numeric.convertI64UToF32(s[at]));
      case F64_CONVERT_I32_U -> s[at] = bits(Numeric.convertI32UToF64((int) s[at]));
      case F64_CONVERT_I64_U -> s[at] = bits(Numeric.convertI64UToF64(s[at]));
      case F32_DEMOTE_F64 -> s[at] = bits(Numeric.demote(f64(s[at])));
      case F64_PROMOTE_F32 -> s[at] = bits(Numeric.promote(f32(s[at])));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean f32(Opcode opcode, long[] s, int at) {
    switch (opcode) {
      case F32_MIN -> s[at] = bits(Numeric.min(f32(s[at]), f32(s[at + 1])));
      case F32_MAX -> s[at] = bits(Numeric.max(f32(s[at]), f32(s[at + 1])));
      case F32_SQRT -> s[at] = bits(Numeric.sqrt(f32(s[at])));
      case F32_CEIL -> s[at] = bits(Numeric.ceil(f32(s[at])));
      case F32_FLOOR -> s[at] = bits(Numeric.floor(f32(s[at])));
      case F32_TRUNC -> s[at] = bits(Numeric.trunc(f32(s[at])));
      case F32_NEAREST -> s[at] = bits(Numeric.nearest(f32(s[at])));
      case F32_COPYSIGN -> s[at] = Numeric.copysign((int) s[at], (int) s[at + 1]);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean f64(Opcode opcode, long[] s, int at) {
    switch (opcode) {
      case F64_MIN -> s[at] = bits(Numeric.min(f64(s[at]), f64(s[at + 1])));
      case F64_MAX -> s[at] = bits(Numeric.max(f64(s[at]), f64(s[at + 1])));
      case F64_SQRT -> s[at] = bits(Numeric.sqrt(f64(s[at])));
      case F64_CEIL -> s[at] = bits(Numeric.ceil(f64(s[at])));
      case F64_FLOOR -> s[at] = bits(Numeric.floor(f64(s[at])));
      case F64_TRUNC -> s[at] = bits(Numeric.trunc(f64(s[at])));
      case F64_NEAREST -> s[at] = bits(Numeric.nearest(f64(s[at])));
      case F64_COPYSIGN -> s[at] = Numeric.copysign(s[at], s[at + 1]);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static float f32(long slot) {
    return Float.intBitsToFloat((int) slot);
  }

  private static double f64(long slot) {
    return Double.longBitsToDouble(slot);
  }

  private static long bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  private static long bits(double x) {
    return Double.doubleToRawLongBits(x);
  }
}
