package dev.continuum.inspector.exec;

/**
 * What WebAssembly computes with scalars and Java does not, or not in the same way (specification,
 * "Integer Operations", "Floating-Point Operations" and "Conversions" under "Numerics").
 *
 * <p>Every NaN that is computed here is the positive canonical one, as in the deterministic
 * profile: which NaN an addition of two of them gives depends in Java on the processor and on the
 * compiler, and what a guest computes must not change when it is run again.
 */
final class Numeric {
  private static final float TWO_31_F32 = 0x1p31f;
  private static final float TWO_32_F32 = 0x1p32f;
  private static final float TWO_63_F32 = 0x1p63f;
  private static final float TWO_64_F32 = 0x1p64f;
  private static final double TWO_31_F64 = 0x1p31;
  private static final double TWO_32_F64 = 0x1p32;
  private static final double TWO_63_F64 = 0x1p63;
  private static final double TWO_64_F64 = 0x1p64;

  private Numeric() {}

  // Division and remainder: idiv and irem

  /** {@code i32.div_s}. */
  static int divS(int a, int b) throws TrapException {
    if (b == 0 || (b == -1 && a == Integer.MIN_VALUE)) {
      throw notDivisible(Integer.toString(a), b);
    }
    return a / b;
  }

  /** {@code i32.div_u}. */
  static int divU(int a, int b) throws TrapException {
    if (b == 0) {
      throw notDivisible(Integer.toUnsignedString(a), b);
    }
    return Integer.divideUnsigned(a, b);
  }

  /** {@code i32.rem_s}. */
  static int remS(int a, int b) throws TrapException {
    if (b == 0) {
      throw notDivisible(Integer.toString(a), b);
    }
    return a % b;
  }

  /** {@code i32.rem_u}. */
  static int remU(int a, int b) throws TrapException {
    if (b == 0) {
      throw notDivisible(Integer.toUnsignedString(a), b);
    }
    return Integer.remainderUnsigned(a, b);
  }

  /** {@code i64.div_s}. */
  static long divS(long a, long b) throws TrapException {
    if (b == 0 || (b == -1 && a == Long.MIN_VALUE)) {
      throw notDivisible(Long.toString(a), b);
    }
    return a / b;
  }

  /** {@code i64.div_u}. */
  static long divU(long a, long b) throws TrapException {
    if (b == 0) {
      throw notDivisible(Long.toUnsignedString(a), b);
    }
    return Long.divideUnsigned(a, b);
  }

  /** {@code i64.rem_s}. */
  static long remS(long a, long b) throws TrapException {
    if (b == 0) {
      throw notDivisible(Long.toString(a), b);
    }
    return a % b;
  }

  /** {@code i64.rem_u}. */
  static long remU(long a, long b) throws TrapException {
    if (b == 0) {
      throw notDivisible(Long.toUnsignedString(a), b);
    }
    return Long.remainderUnsigned(a, b);
  }

  private static TrapException notDivisible(String dividend, long divisor) {
    return new TrapException(
        divisor == 0 ? Trap.DIVISION_BY_ZERO : Trap.INTEGER_OVERFLOW,
        dividend + " is divided by " + divisor);
  }

  /** The high half of {@code i64.mul_wide_s}. */
  static long mulHighS(long a, long b) {
    return Math.multiplyHigh(a, b);
  }

  /** The high half of {@code i64.mul_wide_u}. */
  static long mulHighU(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b);
  }

  // Truncation to integers: trunc

  /** {@code i32.trunc_f32_s}. */
  static int truncF32S(float x) throws TrapException {
    if (x >= -TWO_31_F32 && x < TWO_31_F32) {
      return (int) x;
    }
    throw notConvertible(x, Float.toString(x), "a signed 32-bit integer");
  }

  /** {@code i32.trunc_f32_u}. */
  static int truncF32U(float x) throws TrapException {
    if (x > -1 && x < TWO_32_F32) {
      return (int) (long) x;
    }
    throw notConvertible(x, Float.toString(x), "an unsigned 32-bit integer");
  }

  /** {@code i32.trunc_f64_s}. */
  static int truncF64S(double x) throws TrapException {
    if (x > -TWO_31_F64 - 1 && x < TWO_31_F64) {
      return (int) x;
    }
    throw notConvertible(x, Double.toString(x), "a signed 32-bit integer");
  }

  /** {@code i32.trunc_f64_u}. */
  static int truncF64U(double x) throws TrapException {
    if (x > -1 && x < TWO_32_F64) {
      return (int) (long) x;
    }
    throw notConvertible(x, Double.toString(x), "an unsigned 32-bit integer");
  }

  /** {@code i64.trunc_f32_s}. */
  static long longTruncF32S(float x) throws TrapException {
    if (x >= -TWO_63_F32 && x < TWO_63_F32) {
      return (long) x;
    }
    throw notConvertible(x, Float.toString(x), "a signed 64-bit integer");
  }

  /** {@code i64.trunc_f32_u}. */
  static long longTruncF32U(float x) throws TrapException {
    if (x > -1 && x < TWO_64_F32) {
      return longTruncSatF32U(x);
    }
    throw notConvertible(x, Float.toString(x), "an unsigned 64-bit integer");
  }

  /** {@code i64.trunc_f64_s}. */
  static long longTruncF64S(double x) throws TrapException {
    if (x >= -TWO_63_F64 && x < TWO_63_F64) {
      return (long) x;
    }
    throw notConvertible(x, Double.toString(x), "a signed 64-bit integer");
  }

  /** {@code i64.trunc_f64_u}. */
  static long longTruncF64U(double x) throws TrapException {
    if (x > -1 && x < TWO_64_F64) {
      return longTruncSatF64U(x);
    }
    throw notConvertible(x, Double.toString(x), "an unsigned 64-bit integer");
  }

  private static TrapException notConvertible(double x, String operand, String type) {
    return Double.isNaN(x)
        ? new TrapException(Trap.INVALID_CONVERSION, "NaN is not " + type)
        : new TrapException(Trap.INTEGER_OVERFLOW, operand + " does not fit into " + type);
  }

  // Truncation to the nearest integer there is: trunc_sat. Java's conversions are those with sign.

  /** {@code i32.trunc_sat_f32_s}. */
  static int truncSatF32S(float x) {
    return (int) x;
  }

  /** {@code i32.trunc_sat_f32_u}. */
  static int truncSatF32U(float x) {
    return x < TWO_32_F32 ? (int) Math.max((long) x, 0) : x >= TWO_32_F32 ? -1 : 0;
  }

  /** {@code i32.trunc_sat_f64_s}. */
  static int truncSatF64S(double x) {
    return (int) x;
  }

  /** {@code i32.trunc_sat_f64_u}. */
  static int truncSatF64U(double x) {
    return x < TWO_32_F64 ? (int) Math.max((long) x, 0) : x >= TWO_32_F64 ? -1 : 0;
  }

  /** {@code i64.trunc_sat_f32_s}. */
  static long longTruncSatF32S(float x) {
    return (long) x;
  }

  /** {@code i64.trunc_sat_f32_u}. */
  static long longTruncSatF32U(float x) {
    if (x < TWO_63_F32) {
      return Math.max((long) x, 0);
    }
    // Numbers of this size are even, so that half of one is exact.
    return x < TWO_64_F32 ? (long) (x / 2) << 1 : x >= TWO_64_F32 ? -1 : 0;
  }

  /** {@code i64.trunc_sat_f64_s}. */
  static long longTruncSatF64S(double x) {
    return (long) x;
  }

  /** {@code i64.trunc_sat_f64_u}. */
  static long longTruncSatF64U(double x) {
    if (x < TWO_63_F64) {
      return Math.max((long) x, 0);
    }
    return x < TWO_64_F64 ? (long) (x / 2) << 1 : x >= TWO_64_F64 ? -1 : 0;
  }

  // Conversion of integers without sign: convert_u

  /** {@code f32.convert_i32_u}. */
  static float convertI32UToF32(int x) {
    return Integer.toUnsignedLong(x);
  }

  /** {@code f64.convert_i32_u}. */
  static double convertI32UToF64(int x) {
    return Integer.toUnsignedLong(x);
  }

  /** {@code f32.convert_i64_u}. */
  static float convertI64UToF32(long x) {
    return x >= 0 ? x : (float) half(x) * 2;
  }

  /** {@code f64.convert_i64_u}. */
  static double convertI64UToF64(long x) {
    return x >= 0 ? x : (double) half(x) * 2;
  }

  /**
   * Half of an unsigned number, which rounds as the whole does: the bit that is lost makes the last
   * one odd, so that what lies beside the middle of two floats stays there.
   */
  private static long half(long x) {
    return (x >>> 1) | (x & 1);
  }

  // Between the widths of floats: demote and promote

  /** {@code f32.demote_f64}. */
  static float demote(double x) {
    return Double.isNaN(x) ? Float.NaN : (float) x;
  }

  /** {@code f64.promote_f32}. */
  static double promote(float x) {
    return Float.isNaN(x) ? Double.NaN : x;
  }

  // The smaller and the larger: fmin and fmax. Java's give a NaN back as it is.

  /** {@code f32.min}. */
  static float min(float a, float b) {
    return Float.isNaN(a) || Float.isNaN(b) ? Float.NaN : Math.min(a, b);
  }

  /** {@code f32.max}. */
  static float max(float a, float b) {
    return Float.isNaN(a) || Float.isNaN(b) ? Float.NaN : Math.max(a, b);
  }

  /** {@code f64.min}. */
  static double min(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.min(a, b);
  }

  /** {@code f64.max}. */
  static double max(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b);
  }

  // Square root and rounding: fsqrt, fceil, ffloor, ftrunc, fnearest. Those of a float are exact
  // when they are computed as a double, and what is lost of a square root then does not matter.

  /** {@code f32.sqrt}. */
  static float sqrt(float x) {
    return x >= 0 ? (float) Math.sqrt(x) : Float.NaN;
  }

  /** {@code f64.sqrt}. */
  static double sqrt(double x) {
    return x >= 0 ? Math.sqrt(x) : Double.NaN;
  }

  /** {@code f32.ceil}. */
  static float ceil(float x) {
    return Float.isNaN(x) ? Float.NaN : (float) Math.ceil(x);
  }

  /** {@code f64.ceil}. */
  static double ceil(double x) {
    return Double.isNaN(x) ? Double.NaN : Math.ceil(x);
  }

  /** {@code f32.floor}. */
  static float floor(float x) {
    return Float.isNaN(x) ? Float.NaN : (float) Math.floor(x);
  }

  /** {@code f64.floor}. */
  static double floor(double x) {
    return Double.isNaN(x) ? Double.NaN : Math.floor(x);
  }

  /** {@code f32.trunc}. */
  static float trunc(float x) {
    return (float) trunc((double) x);
  }

  /** {@code f64.trunc}. */
  static double trunc(double x) {
    return Double.isNaN(x) ? Double.NaN : x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /** {@code f32.nearest}. */
  static float nearest(float x) {
    return Float.isNaN(x) ? Float.NaN : (float) Math.rint(x);
  }

  /** {@code f64.nearest}. */
  static double nearest(double x) {
    return Double.isNaN(x) ? Double.NaN : Math.rint(x);
  }

  // Signs, which are changed in the bits so that a NaN keeps its own: fcopysign

  /** {@code f32.copysign}, of bits. */
  static int copysign(int a, int b) {
    return (a & Integer.MAX_VALUE) | (b & Integer.MIN_VALUE);
  }

  /** {@code f64.copysign}, of bits. */
  static long copysign(long a, long b) {
    return (a & Long.MAX_VALUE) | (b & Long.MIN_VALUE);
  }
}
