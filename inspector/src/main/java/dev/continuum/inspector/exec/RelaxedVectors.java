package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.VectorFloats.bits;
import static dev.continuum.inspector.exec.VectorFloats.high;
import static dev.continuum.inspector.exec.VectorFloats.low;
import static dev.continuum.inspector.exec.VectorFloats.pair;
import static dev.continuum.inspector.exec.VectorInstructions.set;
import static dev.continuum.inspector.exec.VectorInstructions.unknown;
import static java.lang.Double.longBitsToDouble;

/**
 * Vector instructions that leave a choice to the implementation (specification, "Relaxed
 * Operations"). The choice is that of the deterministic profile, the first of each list: they do
 * what their stricter siblings do, multiplication and addition round separately, and dot products
 * take all bytes with sign.
 */
final class RelaxedVectors {
  private RelaxedVectors() {}

  /** Codes 256 to 275. */
  static void execute(int code, long[] s, int at) {
    switch (code) {
      // i8x16.relaxed_swizzle
      case 256 -> VectorInstructions.swizzle(s, at);
      // i32x4.relaxed_trunc_f32x4_s, as i32x4.trunc_sat_f32x4_s
      case 257 -> VectorFloats.execute(248, s, at);
      // i32x4.relaxed_trunc_f32x4_u, as i32x4.trunc_sat_f32x4_u
      case 258 -> VectorFloats.execute(249, s, at);
      // i32x4.relaxed_trunc_f64x2_s_zero, as i32x4.trunc_sat_f64x2_s_zero
      case 259 -> VectorFloats.execute(252, s, at);
      // i32x4.relaxed_trunc_f64x2_u_zero, as i32x4.trunc_sat_f64x2_u_zero
      case 260 -> VectorFloats.execute(253, s, at);
      // f32x4.relaxed_madd
      case 261 -> maddF32(s, at, 0);
      // f32x4.relaxed_nmadd
      case 262 -> maddF32(s, at, Swar.I32);
      // f64x2.relaxed_madd
      case 263 -> maddF64(s, at, 0);
      // f64x2.relaxed_nmadd
      case 264 -> maddF64(s, at, Long.MIN_VALUE);
      // i8x16.relaxed_laneselect and those of the other shapes
      case 265, 266, 267, 268 -> VectorInstructions.bitselect(s, at);
      // f32x4.relaxed_min, as f32x4.min
      case 269 -> VectorFloats.execute(232, s, at);
      // f32x4.relaxed_max, as f32x4.max
      case 270 -> VectorFloats.execute(233, s, at);
      // f64x2.relaxed_min, as f64x2.min
      case 271 -> VectorFloats.execute(244, s, at);
      // f64x2.relaxed_max, as f64x2.max
      case 272 -> VectorFloats.execute(245, s, at);
      // i16x8.relaxed_q15mulr_s
      case 273 -> I16x8.mulQ15(s, at);
      // i16x8.relaxed_dot_i8x16_i7x16_s
      case 274 -> set(s, at, dot(s[at], s[at + 2]), dot(s[at + 1], s[at + 3]));
      // i32x4.relaxed_dot_i8x16_i7x16_add_s
      case 275 ->
          set(s, at, dotAdd(s[at], s[at + 2], s[at + 4]), dotAdd(s[at + 1], s[at + 3], s[at + 5]));
      default -> throw unknown(code);
    }
  }

  /** The third operand plus the product of the first two, the first with its signs turned. */
  private static void maddF32(long[] s, int at, long signs) {
    set(
        s,
        at,
        maddF32(s[at] ^ signs, s[at + 2], s[at + 4]),
        maddF32(s[at + 1] ^ signs, s[at + 3], s[at + 5]));
  }

  private static long maddF32(long a, long b, long c) {
    return pair(low(a) * low(b) + low(c), high(a) * high(b) + high(c));
  }

  private static void maddF64(long[] s, int at, long signs) {
    set(
        s,
        at,
        maddF64(s[at] ^ signs, s[at + 2], s[at + 4]),
        maddF64(s[at + 1] ^ signs, s[at + 3], s[at + 5]));
  }

  private static long maddF64(long a, long b, long c) {
    return bits(longBitsToDouble(a) * longBitsToDouble(b) + longBitsToDouble(c));
  }

  /** Four sums of 16 bits of two products each. */
  private static long dot(long a, long b) {
    return (dot((int) a, (int) b) & 0xffff)
        | ((dot((int) (a >>> 16), (int) (b >>> 16)) & 0xffffL) << 16)
        | ((dot((int) (a >>> 32), (int) (b >>> 32)) & 0xffffL) << 32)
        | ((dot((int) (a >>> 48), (int) (b >>> 48)) & 0xffffL) << 48);
  }

  private static int dot(int a, int b) {
    // Only when all four bytes are the smallest number is the sum too large for 16 bits.
    int sum = (byte) a * (byte) b + (byte) (a >> 8) * (byte) (b >> 8);
    return Math.min(sum, Short.MAX_VALUE);
  }

  private static long dotAdd(long a, long b, long c) {
    return Swar.add(I32x4.addPairsS(dot(a, b)), c, Swar.I32);
  }
}
