package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Opcode;

/** Numeric instructions that are not in the interpreter's loop. */
final class ScalarInstructions {
  private ScalarInstructions() {}

  static void execute(Opcode opcode, long[] s, int at) throws TrapException {
    long a = s[at];
    switch (opcode) {
      case UNREACHABLE -> throw new TrapException(Trap.UNREACHABLE);
      case SELECT, SELECT_TYPED -> {
        if ((int) s[at + 4] == 0) {
          s[at] = s[at + 2];
          s[at + 1] = s[at + 3];
        }
      }
      case I32_CLZ -> s[at] = Integer.numberOfLeadingZeros((int) a);
      case I32_CTZ -> s[at] = Integer.numberOfTrailingZeros((int) a);
      case I32_POPCNT -> s[at] = Integer.bitCount((int) a);
      case I32_ROTR -> s[at] = Integer.rotateRight((int) a, (int) s[at + 1]);
      case I64_CLZ -> s[at] = Long.numberOfLeadingZeros(a);
      case I64_CTZ -> s[at] = Long.numberOfTrailingZeros(a);
      case I64_POPCNT -> s[at] = Long.bitCount(a);
      case I64_ROTR -> s[at] = Long.rotateRight(a, (int) s[at + 1]);
      case I64_DIV_S -> s[at] = Numeric.divS(a, s[at + 1]);
      case I64_DIV_U -> s[at] = Numeric.divU(a, s[at + 1]);
      case I64_REM_S -> s[at] = Numeric.remS(a, s[at + 1]);
      case I64_REM_U -> s[at] = Numeric.remU(a, s[at + 1]);
      case I64_ADD128 -> {
        long low = a + s[at + 2];
        s[at + 1] += s[at + 3] + (Long.compareUnsigned(low, a) < 0 ? 1 : 0);
        s[at] = low;
      }
      case I64_SUB128 -> {
        long low = a - s[at + 2];
        s[at + 1] -= s[at + 3] + (Long.compareUnsigned(a, s[at + 2]) < 0 ? 1 : 0);
        s[at] = low;
      }
      case I64_MUL_WIDE_S -> {
        long high = Numeric.mulHighS(a, s[at + 1]);
        s[at] = a * s[at + 1];
        s[at + 1] = high;
      }
      case I64_MUL_WIDE_U -> {
        long high = Numeric.mulHighU(a, s[at + 1]);
        s[at] = a * s[at + 1];
        s[at + 1] = high;
      }
      default -> {
        switch (opcode) {
          case F32_ABS,
              F32_NEG,
              F32_CEIL,
              F32_FLOOR,
              F32_TRUNC,
              F32_NEAREST,
              F32_SQRT,
              F32_MIN,
              F32_MAX,
              F32_COPYSIGN ->
              s[at] = single(opcode, (int) a, (int) s[at + 1]);
          case F64_CEIL, F64_FLOOR, F64_TRUNC, F64_NEAREST, F64_MIN, F64_MAX, F64_COPYSIGN ->
              s[at] = wide(opcode, a, s[at + 1]);
          default -> s[at] = convert(opcode, a);
        }
      }
    }
  }

  private static int single(Opcode opcode, int a, int b) {
    float x = Float.intBitsToFloat(a);
    return switch (opcode) {
      case F32_ABS -> a & Integer.MAX_VALUE;
      case F32_NEG -> a ^ Integer.MIN_VALUE;
      case F32_CEIL -> bits(Numeric.ceil(x));
      case F32_FLOOR -> bits(Numeric.floor(x));
      case F32_TRUNC -> bits(Numeric.trunc(x));
      case F32_NEAREST -> bits(Numeric.nearest(x));
      case F32_SQRT -> bits(Numeric.sqrt(x));
      case F32_MIN -> bits(Numeric.min(x, Float.intBitsToFloat(b)));
      case F32_MAX -> bits(Numeric.max(x, Float.intBitsToFloat(b)));
      default -> Numeric.copysign(a, b);
    };
  }

  private static long wide(Opcode opcode, long a, long b) {
    double x = Double.longBitsToDouble(a);
    return switch (opcode) {
      case F64_CEIL -> bits(Numeric.ceil(x));
      case F64_FLOOR -> bits(Numeric.floor(x));
      case F64_TRUNC -> bits(Numeric.trunc(x));
      case F64_NEAREST -> bits(Numeric.nearest(x));
      case F64_MIN -> bits(Numeric.min(x, Double.longBitsToDouble(b)));
      case F64_MAX -> bits(Numeric.max(x, Double.longBitsToDouble(b)));
      default -> Numeric.copysign(a, b);
    };
  }

  private static long convert(Opcode opcode, long a) throws TrapException {
    float f = Float.intBitsToFloat((int) a);
    double d = Double.longBitsToDouble(a);
    return switch (opcode) {
      case I32_TRUNC_F32_S -> Numeric.truncF32S(f);
      case I32_TRUNC_F32_U -> Numeric.truncF32U(f);
      case I32_TRUNC_F64_S -> Numeric.truncF64S(d);
      case I32_TRUNC_F64_U -> Numeric.truncF64U(d);
      case I64_TRUNC_F32_S -> Numeric.longTruncF32S(f);
      case I64_TRUNC_F32_U -> Numeric.longTruncF32U(f);
      case I64_TRUNC_F64_S -> Numeric.longTruncF64S(d);
      case I64_TRUNC_F64_U -> Numeric.longTruncF64U(d);
      case I32_TRUNC_SAT_F32_S -> Numeric.truncSatF32S(f);
      case I32_TRUNC_SAT_F32_U -> Numeric.truncSatF32U(f);
      case I32_TRUNC_SAT_F64_S -> Numeric.truncSatF64S(d);
      case I32_TRUNC_SAT_F64_U -> Numeric.truncSatF64U(d);
      case I64_TRUNC_SAT_F32_S -> Numeric.longTruncSatF32S(f);
      case I64_TRUNC_SAT_F32_U -> Numeric.longTruncSatF32U(f);
      case I64_TRUNC_SAT_F64_S -> Numeric.longTruncSatF64S(d);
      case I64_TRUNC_SAT_F64_U -> Numeric.longTruncSatF64U(d);
      case F32_CONVERT_I32_S -> bits((float) (int) a);
      case F32_CONVERT_I32_U -> bits(Numeric.convertI32UToF32((int) a));
      case F32_CONVERT_I64_S -> bits((float) a);
      case F32_CONVERT_I64_U -> bits(Numeric.convertI64UToF32(a));
      case F64_CONVERT_I64_S -> bits((double) a);
      case F64_CONVERT_I64_U -> bits(Numeric.convertI64UToF64(a));
      case F32_DEMOTE_F64 -> bits(Numeric.demote(d));
      case F64_PROMOTE_F32 -> bits(Numeric.promote(f));
      default -> throw new IllegalStateException("no numeric instruction: " + opcode);
    };
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
