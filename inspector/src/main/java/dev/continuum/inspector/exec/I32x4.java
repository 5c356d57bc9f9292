package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.VectorInstructions.set;
import static dev.continuum.inspector.exec.VectorInstructions.unknown;

/** Arithmetic on 4 lanes of 32 bits. */
final class I32x4 {
  private static final long SIGNS = Swar.I32;

  private I32x4() {}

  /** Codes 160 to 191. */
  static void execute(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // i32x4.abs
      case 160 -> set(s, at, Swar.abs(a, SIGNS), Swar.abs(aHigh, SIGNS));
      // i32x4.neg
      case 161 -> set(s, at, Swar.neg(a, SIGNS), Swar.neg(aHigh, SIGNS));
      // i32x4.all_true
      case 163 -> s[at] = (Swar.nonzero(a, SIGNS) & Swar.nonzero(aHigh, SIGNS)) == SIGNS ? 1 : 0;
      // i32x4.bitmask
      case 164 -> s[at] = bitmask(a) | (bitmask(aHigh) << 2);
      // i32x4.extend_low_i16x8_s
      case 167 -> set(s, at, extendS((int) a), extendS((int) (a >>> 32)));
      // i32x4.extend_high_i16x8_s
      case 168 -> set(s, at, extendS((int) aHigh), extendS((int) (aHigh >>> 32)));
      // i32x4.extend_low_i16x8_u
      case 169 -> set(s, at, extendU((int) a), extendU((int) (a >>> 32)));
      // i32x4.extend_high_i16x8_u
      case 170 -> set(s, at, extendU((int) aHigh), extendU((int) (aHigh >>> 32)));
      // i32x4.shl
      case 171 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shl(a, count, SIGNS), Swar.shl(aHigh, count, SIGNS));
      }
      // i32x4.shr_s
      case 172 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shrS(a, count, SIGNS), Swar.shrS(aHigh, count, SIGNS));
      }
      // i32x4.shr_u
      case 173 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shrU(a, count, SIGNS), Swar.shrU(aHigh, count, SIGNS));
      }
      // i32x4.add
      case 174 -> set(s, at, Swar.add(a, s[at + 2], SIGNS), Swar.add(aHigh, s[at + 3], SIGNS));
      // i32x4.sub
      case 177 -> set(s, at, Swar.sub(a, s[at + 2], SIGNS), Swar.sub(aHigh, s[at + 3], SIGNS));
      // i32x4.mul
      case 181 -> set(s, at, mul(a, s[at + 2]), mul(aHigh, s[at + 3]));
      // i32x4.min_s
      case 182 -> set(s, at, Swar.minS(a, s[at + 2], SIGNS), Swar.minS(aHigh, s[at + 3], SIGNS));
      // i32x4.min_u
      case 183 -> set(s, at, Swar.minU(a, s[at + 2], SIGNS), Swar.minU(aHigh, s[at + 3], SIGNS));
      // i32x4.max_s
      case 184 -> set(s, at, Swar.maxS(a, s[at + 2], SIGNS), Swar.maxS(aHigh, s[at + 3], SIGNS));
      // i32x4.max_u
      case 185 -> set(s, at, Swar.maxU(a, s[at + 2], SIGNS), Swar.maxU(aHigh, s[at + 3], SIGNS));
      // i32x4.dot_i16x8_s
      case 186 -> set(s, at, dot(a, s[at + 2]), dot(aHigh, s[at + 3]));
      // i32x4.extmul_low_i16x8_s
      case 188 -> mulS(s, at, a, s[at + 2]);
      // i32x4.extmul_high_i16x8_s
      case 189 -> mulS(s, at, aHigh, s[at + 3]);
      // i32x4.extmul_low_i16x8_u
      case 190 -> mulU(s, at, a, s[at + 2]);
      // i32x4.extmul_high_i16x8_u
      case 191 -> mulU(s, at, aHigh, s[at + 3]);
      default -> throw unknown(code);
    }
  }

  /** Two lanes. */
  static long pack(int low, int high) {
    return (low & 0xffffffffL) | ((long) high << 32);
  }

  /** Extends two numbers of 16 bits with their signs. */
  static long extendS(int pair) {
    return pack((short) pair, pair >> 16);
  }

  /** Extends two numbers of 16 bits with zeros. */
  static long extendU(int pair) {
    return pack(pair & 0xffff, pair >>> 16);
  }

  /** Adds neighbours among 4 numbers of 16 bits with sign. */
  static long addPairsS(long lanes) {
    return pack(addPairS((int) lanes), addPairS((int) (lanes >>> 32)));
  }

  private static int addPairS(int pair) {
    return (short) pair + (pair >> 16);
  }

  /** Adds neighbours among 4 numbers of 16 bits without sign. */
  static long addPairsU(long lanes) {
    return (lanes & 0x0000ffff0000ffffL) + ((lanes >>> 16) & 0x0000ffff0000ffffL);
  }

  private static long mul(long a, long b) {
    return pack((int) (a * b), (int) (a >>> 32) * (int) (b >>> 32));
  }

  private static void mulS(long[] s, int at, long a, long b) {
    set(s, at, mulS((int) a, (int) b), mulS((int) (a >>> 32), (int) (b >>> 32)));
  }

  private static long mulS(int a, int b) {
    return pack((short) a * (short) b, (a >> 16) * (b >> 16));
  }

  private static void mulU(long[] s, int at, long a, long b) {
    set(s, at, mulU((int) a, (int) b), mulU((int) (a >>> 32), (int) (b >>> 32)));
  }

  private static long mulU(int a, int b) {
    return pack((a & 0xffff) * (b & 0xffff), (a >>> 16) * (b >>> 16));
  }

  private static long dot(long a, long b) {
    return pack(dot((int) a, (int) b), dot((int) (a >>> 32), (int) (b >>> 32)));
  }

  private static int dot(int a, int b) {
    return (short) a * (short) b + (a >> 16) * (b >> 16);
  }

  /** The highest bits of two lanes. */
  private static long bitmask(long a) {
    return ((a >>> 31) & 1) | ((a >>> 62) & 2);
  }
}
