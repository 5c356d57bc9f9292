package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.VectorInstructions.set;
import static dev.continuum.inspector.exec.VectorInstructions.unknown;

/** Arithmetic and comparisons of two lanes of 64 bits. */
final class I64x2 {
  private static final long LOW = 0xffffffffL;

  private I64x2() {}

  /** Codes 192 to 223. */
  static void execute(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // i64x2.abs
      case 192 -> set(s, at, Math.abs(a), Math.abs(aHigh));
      // i64x2.neg
      case 193 -> set(s, at, -a, -aHigh);
      // i64x2.all_true
      case 195 -> s[at] = a != 0 && aHigh != 0 ? 1 : 0;
      // i64x2.bitmask
      case 196 -> s[at] = (a >>> 63) | ((aHigh >>> 63) << 1);
      // i64x2.extend_low_i32x4_s
      case 199 -> set(s, at, (a << 32) >> 32, a >> 32);
      // i64x2.extend_high_i32x4_s
      case 200 -> set(s, at, (aHigh << 32) >> 32, aHigh >> 32);
      // i64x2.extend_low_i32x4_u
      case 201 -> set(s, at, a & LOW, a >>> 32);
      // i64x2.extend_high_i32x4_u
      case 202 -> set(s, at, aHigh & LOW, aHigh >>> 32);
      // i64x2.shl; Java takes the count modulo 64, too
      case 203 -> set(s, at, a << s[at + 2], aHigh << s[at + 2]);
      // i64x2.shr_s
      case 204 -> set(s, at, a >> s[at + 2], aHigh >> s[at + 2]);
      // i64x2.shr_u
      case 205 -> set(s, at, a >>> s[at + 2], aHigh >>> s[at + 2]);
      // i64x2.add
      case 206 -> set(s, at, a + s[at + 2], aHigh + s[at + 3]);
      // i64x2.sub
      case 209 -> set(s, at, a - s[at + 2], aHigh - s[at + 3]);
      // i64x2.mul
      case 213 -> set(s, at, a * s[at + 2], aHigh * s[at + 3]);
      // i64x2.eq
      case 214 -> set(s, at, mask(a == s[at + 2]), mask(aHigh == s[at + 3]));
      // i64x2.ne
      case 215 -> set(s, at, mask(a != s[at + 2]), mask(aHigh != s[at + 3]));
      // i64x2.lt_s
      case 216 -> set(s, at, mask(a < s[at + 2]), mask(aHigh < s[at + 3]));
      // i64x2.gt_s
      case 217 -> set(s, at, mask(a > s[at + 2]), mask(aHigh > s[at + 3]));
      // i64x2.le_s
      case 218 -> set(s, at, mask(a <= s[at + 2]), mask(aHigh <= s[at + 3]));
      // i64x2.ge_s
      case 219 -> set(s, at, mask(a >= s[at + 2]), mask(aHigh >= s[at + 3]));
      // i64x2.extmul_low_i32x4_s
      case 220 -> mulS(s, at, a, s[at + 2]);
      // i64x2.extmul_high_i32x4_s
      case 221 -> mulS(s, at, aHigh, s[at + 3]);
      // i64x2.extmul_low_i32x4_u
      case 222 -> mulU(s, at, a, s[at + 2]);
      // i64x2.extmul_high_i32x4_u
      case 223 -> mulU(s, at, aHigh, s[at + 3]);
      default -> throw unknown(code);
    }
  }

  private static long mask(boolean holds) {
    return holds ? -1 : 0;
  }

  private static void mulS(long[] s, int at, long a, long b) {
    set(s, at, (long) (int) a * (int) b, (a >> 32) * (b >> 32));
  }

  private static void mulU(long[] s, int at, long a, long b) {
    set(s, at, (a & LOW) * (b & LOW), (a >>> 32) * (b >>> 32));
  }
}
