package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.I32x4.pack;
import static dev.continuum.inspector.exec.VectorInstructions.set;
import static dev.continuum.inspector.exec.VectorInstructions.unknown;
import static java.lang.Double.longBitsToDouble;

/**
 * Arithmetic on 4 floats of 32 and 2 of 64 bits, and their conversions.
 *
 * <p>A NaN that is computed is the positive canonical one, as with {@link Numeric}; what takes a
 * lane over as it is ({@code abs}, {@code neg}, {@code pmin}, {@code pmax}) leaves NaNs alone.
 */
final class VectorFloats {
  private static final long F32_SIGNS = 0x8000000080000000L;
  private static final long F64_SIGN = Long.MIN_VALUE;

  private VectorFloats() {}

  /** Codes 94, 95, 103 to 106, 116, 117, 122, 148, and 224 to 255. */
  static void execute(int code, long[] s, int at) {
    if (code < 224) {
      round(code, s, at);
    } else if (code < 236) {
      f32x4(code, s, at);
    } else if (code < 248) {
      f64x2(code, s, at);
    } else {
      convert(code, s, at);
    }
  }

  /** The first float of two. */
  static float low(long pair) {
    return Float.intBitsToFloat((int) pair);
  }

  /** The second float of two. */
  static float high(long pair) {
    return Float.intBitsToFloat((int) (pair >>> 32));
  }

  /** Two floats; a NaN becomes the canonical one. */
  static long pair(float low, float high) {
    return pack(Float.floatToIntBits(low), Float.floatToIntBits(high));
  }

  /** A float; a NaN becomes the canonical one. */
  static long bits(double x) {
    return Double.doubleToLongBits(x);
  }

  private static void round(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // f32x4.demote_f64x2_zero
      case 94 -> set(s, at, pair((float) longBitsToDouble(a), (float) longBitsToDouble(aHigh)), 0);
      // f64x2.promote_low_f32x4
      case 95 -> set(s, at, bits(low(a)), bits(high(a)));
      // f32x4.ceil
      case 103 -> set(s, at, ceil(a), ceil(aHigh));
      // f32x4.floor
      case 104 -> set(s, at, floor(a), floor(aHigh));
      // f32x4.trunc
      case 105 -> set(s, at, trunc(a), trunc(aHigh));
      // f32x4.nearest
      case 106 -> set(s, at, nearest(a), nearest(aHigh));
      // f64x2.ceil
      case 116 ->
          set(
              s,
              at,
              bits(Math.ceil(longBitsToDouble(a))),
              bits(Math.ceil(longBitsToDouble(aHigh))));
      // f64x2.floor
      case 117 ->
          set(
              s,
              at,
              bits(Math.floor(longBitsToDouble(a))),
              bits(Math.floor(longBitsToDouble(aHigh))));
      // f64x2.trunc
      case 122 ->
          set(
              s,
              at,
              bits(Numeric.trunc(longBitsToDouble(a))),
              bits(Numeric.trunc(longBitsToDouble(aHigh))));
      // f64x2.nearest
      case 148 ->
          set(
              s,
              at,
              bits(Math.rint(longBitsToDouble(a))),
              bits(Math.rint(longBitsToDouble(aHigh))));
      default -> throw unknown(code);
    }
  }

  private static long ceil(long a) {
    return pair((float) Math.ceil(low(a)), (float) Math.ceil(high(a)));
  }

  private static long floor(long a) {
    return pair((float) Math.floor(low(a)), (float) Math.floor(high(a)));
  }

  private static long trunc(long a) {
    return pair(Numeric.trunc(low(a)), Numeric.trunc(high(a)));
  }

  private static long nearest(long a) {
    return pair((float) Math.rint(low(a)), (float) Math.rint(high(a)));
  }

  private static void f32x4(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // f32x4.abs
      case 224 -> set(s, at, a & ~F32_SIGNS, aHigh & ~F32_SIGNS);
      // f32x4.neg
      case 225 -> set(s, at, a ^ F32_SIGNS, aHigh ^ F32_SIGNS);
      // f32x4.sqrt
      case 227 -> set(s, at, sqrt(a), sqrt(aHigh));
      // f32x4.add
      case 228 -> set(s, at, addF32(a, s[at + 2]), addF32(aHigh, s[at + 3]));
      // f32x4.sub
      case 229 -> set(s, at, subF32(a, s[at + 2]), subF32(aHigh, s[at + 3]));
      // f32x4.mul
      case 230 -> set(s, at, mulF32(a, s[at + 2]), mulF32(aHigh, s[at + 3]));
      // f32x4.div
      case 231 -> set(s, at, divF32(a, s[at + 2]), divF32(aHigh, s[at + 3]));
      // f32x4.min
      case 232 -> set(s, at, minF32(a, s[at + 2]), minF32(aHigh, s[at + 3]));
      // f32x4.max
      case 233 -> set(s, at, maxF32(a, s[at + 2]), maxF32(aHigh, s[at + 3]));
      // f32x4.pmin
      case 234 -> set(s, at, pminF32(a, s[at + 2]), pminF32(aHigh, s[at + 3]));
      // f32x4.pmax
      case 235 -> set(s, at, pmaxF32(a, s[at + 2]), pmaxF32(aHigh, s[at + 3]));
      default -> throw unknown(code);
    }
  }

  private static long sqrt(long a) {
    // The root as a double is so much more precise that it is rounded as the true one would be.
    return pair((float) Math.sqrt(low(a)), (float) Math.sqrt(high(a)));
  }

  private static long addF32(long a, long b) {
    return pair(low(a) + low(b), high(a) + high(b));
  }

  private static long subF32(long a, long b) {
    return pair(low(a) - low(b), high(a) - high(b));
  }

  private static long mulF32(long a, long b) {
    return pair(low(a) * low(b), high(a) * high(b));
  }

  private static long divF32(long a, long b) {
    return pair(low(a) / low(b), high(a) / high(b));
  }

  private static long minF32(long a, long b) {
    return pair(Math.min(low(a), low(b)), Math.min(high(a), high(b)));
  }

  private static long maxF32(long a, long b) {
    return pair(Math.max(low(a), low(b)), Math.max(high(a), high(b)));
  }

  /** The second where it is less. */
  private static long pminF32(long a, long b) {
    return Swar.select(b, a, VectorComparisons.lessF32(b, a));
  }

  /** The second where it is more. */
  private static long pmaxF32(long a, long b) {
    return Swar.select(b, a, VectorComparisons.lessF32(a, b));
  }

  private static void f64x2(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // f64x2.abs
      case 236 -> set(s, at, a & ~F64_SIGN, aHigh & ~F64_SIGN);
      // f64x2.neg
      case 237 -> set(s, at, a ^ F64_SIGN, aHigh ^ F64_SIGN);
      // f64x2.sqrt
      case 239 ->
          set(
              s,
              at,
              bits(Math.sqrt(longBitsToDouble(a))),
              bits(Math.sqrt(longBitsToDouble(aHigh))));
      // f64x2.add
      case 240 -> set(s, at, addF64(a, s[at + 2]), addF64(aHigh, s[at + 3]));
      // f64x2.sub
      case 241 -> set(s, at, subF64(a, s[at + 2]), subF64(aHigh, s[at + 3]));
      // f64x2.mul
      case 242 -> set(s, at, mulF64(a, s[at + 2]), mulF64(aHigh, s[at + 3]));
      // f64x2.div
      case 243 -> set(s, at, divF64(a, s[at + 2]), divF64(aHigh, s[at + 3]));
      // f64x2.min
      case 244 -> set(s, at, minF64(a, s[at + 2]), minF64(aHigh, s[at + 3]));
      // f64x2.max
      case 245 -> set(s, at, maxF64(a, s[at + 2]), maxF64(aHigh, s[at + 3]));
      // f64x2.pmin
      case 246 -> set(s, at, pminF64(a, s[at + 2]), pminF64(aHigh, s[at + 3]));
      // f64x2.pmax
      case 247 -> set(s, at, pmaxF64(a, s[at + 2]), pmaxF64(aHigh, s[at + 3]));
      default -> throw unknown(code);
    }
  }

  private static long addF64(long a, long b) {
    return bits(longBitsToDouble(a) + longBitsToDouble(b));
  }

  private static long subF64(long a, long b) {
    return bits(longBitsToDouble(a) - longBitsToDouble(b));
  }

  private static long mulF64(long a, long b) {
    return bits(longBitsToDouble(a) * longBitsToDouble(b));
  }

  private static long divF64(long a, long b) {
    return bits(longBitsToDouble(a) / longBitsToDouble(b));
  }

  private static long minF64(long a, long b) {
    return bits(Math.min(longBitsToDouble(a), longBitsToDouble(b)));
  }

  private static long maxF64(long a, long b) {
    return bits(Math.max(longBitsToDouble(a), longBitsToDouble(b)));
  }

  private static long pminF64(long a, long b) {
    return Swar.select(b, a, VectorComparisons.lessF64(b, a));
  }

  private static long pmaxF64(long a, long b) {
    return Swar.select(b, a, VectorComparisons.lessF64(a, b));
  }

  private static void convert(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // i32x4.trunc_sat_f32x4_s
      case 248 -> set(s, at, truncS(low(a), high(a)), truncS(low(aHigh), high(aHigh)));
      // i32x4.trunc_sat_f32x4_u
      case 249 -> set(s, at, truncU(low(a), high(a)), truncU(low(aHigh), high(aHigh)));
      // f32x4.convert_i32x4_s
      case 250 -> set(s, at, convertS(a), convertS(aHigh));
      // f32x4.convert_i32x4_u
      case 251 -> set(s, at, convertU(a), convertU(aHigh));
      // i32x4.trunc_sat_f64x2_s_zero
      case 252 -> set(s, at, truncS(longBitsToDouble(a), longBitsToDouble(aHigh)), 0);
      // i32x4.trunc_sat_f64x2_u_zero
      case 253 -> set(s, at, truncU(longBitsToDouble(a), longBitsToDouble(aHigh)), 0);
      // f64x2.convert_low_i32x4_s
      case 254 -> set(s, at, bits((int) a), bits((int) (a >>> 32)));
      // f64x2.convert_low_i32x4_u
      case 255 ->
          set(
              s,
              at,
              bits(Numeric.convertI32UToF64((int) a)),
              bits(Numeric.convertI32UToF64((int) (a >>> 32))));
      default -> throw unknown(code);
    }
  }

  /** Truncates two floats of either width: the shorter are exact as the longer. */
  private static long truncS(double low, double high) {
    return pack(Numeric.truncSatF64S(low), Numeric.truncSatF64S(high));
  }

  private static long truncU(double low, double high) {
    return pack(Numeric.truncSatF64U(low), Numeric.truncSatF64U(high));
  }

  private static long convertS(long a) {
    return pair((int) a, (int) (a >>> 32));
  }

  private static long convertU(long a) {
    return pair(Numeric.convertI32UToF32((int) a), Numeric.convertI32UToF32((int) (a >>> 32)));
  }
}
