package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.VectorInstructions.set;

/** Arithmetic on 8 lanes of 16 bits, and the other instructions of its row. */
final class I16x8 {
  private static final long SIGNS = Swar.I16;

  private I16x8() {}

  /** Codes 128 to 159. */
  static void execute(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // i16x8.abs
      case 128 -> set(s, at, Swar.abs(a, SIGNS), Swar.abs(aHigh, SIGNS));
      // i16x8.neg
      case 129 -> set(s, at, Swar.neg(a, SIGNS), Swar.neg(aHigh, SIGNS));
      // i16x8.q15mulr_sat_s
      case 130 -> mulQ15(s, at);
      // i16x8.all_true
      case 131 -> s[at] = (Swar.nonzero(a, SIGNS) & Swar.nonzero(aHigh, SIGNS)) == SIGNS ? 1 : 0;
      // i16x8.bitmask
      case 132 -> s[at] = bitmask(a) | (bitmask(aHigh) << 4);
      // i16x8.narrow_i32x4_s
      case 133 -> set(s, at, narrowS(a, aHigh), narrowS(s[at + 2], s[at + 3]));
      // i16x8.narrow_i32x4_u
      case 134 -> set(s, at, narrowU(a, aHigh), narrowU(s[at + 2], s[at + 3]));
      // i16x8.extend_low_i8x16_s
      case 135 -> set(s, at, extendS((int) a), extendS((int) (a >>> 32)));
      // i16x8.extend_high_i8x16_s
      case 136 -> set(s, at, extendS((int) aHigh), extendS((int) (aHigh >>> 32)));
      // i16x8.extend_low_i8x16_u
      case 137 -> set(s, at, extendU((int) a), extendU((int) (a >>> 32)));
      // i16x8.extend_high_i8x16_u
      case 138 -> set(s, at, extendU((int) aHigh), extendU((int) (aHigh >>> 32)));
      // i16x8.shl
      case 139 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shl(a, count, SIGNS), Swar.shl(aHigh, count, SIGNS));
      }
      // i16x8.shr_s
      case 140 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shrS(a, count, SIGNS), Swar.shrS(aHigh, count, SIGNS));
      }
      // i16x8.shr_u
      case 141 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shrU(a, count, SIGNS), Swar.shrU(aHigh, count, SIGNS));
      }
      // i16x8.add
      case 142 -> set(s, at, Swar.add(a, s[at + 2], SIGNS), Swar.add(aHigh, s[at + 3], SIGNS));
      // i16x8.add_sat_s
      case 143 ->
          set(s, at, Swar.addSatS(a, s[at + 2], SIGNS), Swar.addSatS(aHigh, s[at + 3], SIGNS));
      // i16x8.add_sat_u
      case 144 ->
          set(s, at, Swar.addSatU(a, s[at + 2], SIGNS), Swar.addSatU(aHigh, s[at + 3], SIGNS));
      // i16x8.sub
      case 145 -> set(s, at, Swar.sub(a, s[at + 2], SIGNS), Swar.sub(aHigh, s[at + 3], SIGNS));
      // i16x8.sub_sat_s
      case 146 ->
          set(s, at, Swar.subSatS(a, s[at + 2], SIGNS), Swar.subSatS(aHigh, s[at + 3], SIGNS));
      // i16x8.sub_sat_u
      case 147 ->
          set(s, at, Swar.subSatU(a, s[at + 2], SIGNS), Swar.subSatU(aHigh, s[at + 3], SIGNS));
      // i16x8.mul
      case 149 -> set(s, at, mul(a, s[at + 2]), mul(aHigh, s[at + 3]));
      // i16x8.min_s
      case 150 -> set(s, at, Swar.minS(a, s[at + 2], SIGNS), Swar.minS(aHigh, s[at + 3], SIGNS));
      // i16x8.min_u
      case 151 -> set(s, at, Swar.minU(a, s[at + 2], SIGNS), Swar.minU(aHigh, s[at + 3], SIGNS));
      // i16x8.max_s
      case 152 -> set(s, at, Swar.maxS(a, s[at + 2], SIGNS), Swar.maxS(aHigh, s[at + 3], SIGNS));
      // i16x8.max_u
      case 153 -> set(s, at, Swar.maxU(a, s[at + 2], SIGNS), Swar.maxU(aHigh, s[at + 3], SIGNS));
      // i16x8.avgr_u
      case 155 -> set(s, at, Swar.avgrU(a, s[at + 2], SIGNS), Swar.avgrU(aHigh, s[at + 3], SIGNS));
      // i16x8.extmul_low_i8x16_s
      case 156 -> mulS(s, at, a, s[at + 2]);
      // i16x8.extmul_high_i8x16_s
      case 157 -> mulS(s, at, aHigh, s[at + 3]);
      // i16x8.extmul_low_i8x16_u
      case 158 -> mulU(s, at, a, s[at + 2]);
      // i16x8.extmul_high_i8x16_u
      case 159 -> mulU(s, at, aHigh, s[at + 3]);
      default -> VectorFloats.execute(code, s, at);
    }
  }

  /** Extends 4 bytes with their signs. */
  static long extendS(int bytes) {
    long lanes = extendU(bytes);
    // From the sign at bit 7, 9 bits on: it and the upper half of the lane.
    return lanes | ((lanes & 0x0080008000800080L) * 0x1fe);
  }

  /** Extends 4 bytes with zeros. */
  static long extendU(int bytes) {
    long all = Integer.toUnsignedLong(bytes);
    long pairs = (all | (all << 16)) & 0x0000ffff0000ffffL;
    return (pairs | (pairs << 8)) & 0x00ff00ff00ff00ffL;
  }

  /** Adds neighbours among 8 bytes with sign. */
  static long addPairsS(long bytes) {
    // Without sign the bytes are 128 larger than with it when that bit is turned.
    return Swar.sub(addPairsU(bytes ^ Swar.I8), 0x0100010001000100L, SIGNS);
  }

  /** Adds neighbours among 8 bytes without sign. */
  static long addPairsU(long bytes) {
    return (bytes & 0x00ff00ff00ff00ffL) + ((bytes >>> 8) & 0x00ff00ff00ff00ffL);
  }

  private static long mul(long a, long b) {
    return ((a * b) & 0xffff)
        | ((((a >>> 16) * (b >>> 16)) & 0xffff) << 16)
        | ((((a >>> 32) * (b >>> 32)) & 0xffff) << 32)
        | (((a >>> 48) * (b >>> 48)) << 48);
  }

  private static void mulS(long[] s, int at, long a, long b) {
    set(
        s,
        at,
        mul(extendS((int) a), extendS((int) b)),
        mul(extendS((int) (a >>> 32)), extendS((int) (b >>> 32))));
  }

  private static void mulU(long[] s, int at, long a, long b) {
    set(
        s,
        at,
        mul(extendU((int) a), extendU((int) b)),
        mul(extendU((int) (a >>> 32)), extendU((int) (b >>> 32))));
  }

  /** {@code i16x8.q15mulr_sat_s}. */
  static void mulQ15(long[] s, int at) {
    set(s, at, mulQ15(s[at], s[at + 2]), mulQ15(s[at + 1], s[at + 3]));
  }

  private static long mulQ15(long a, long b) {
    return mulQ15((short) a, (short) b)
        | (mulQ15((short) (a >>> 16), (short) (b >>> 16)) << 16)
        | (mulQ15((short) (a >>> 32), (short) (b >>> 32)) << 32)
        | (mulQ15((short) (a >>> 48), (short) (b >>> 48)) << 48);
  }

  private static long mulQ15(short a, short b) {
    // Only the square of the smallest number is too large.
    return Math.min((a * b + 0x4000) >> 15, Short.MAX_VALUE) & 0xffff;
  }

  /** The highest bits of 4 lanes. */
  private static long bitmask(long a) {
    return ((a >>> 15) & 1) | ((a >>> 30) & 2) | ((a >>> 45) & 4) | ((a >>> 60) & 8);
  }

  private static long narrowS(long low, long high) {
    return narrowS((int) low)
        | (narrowS((int) (low >>> 32)) << 16)
        | (narrowS((int) high) << 32)
        | (narrowS((int) (high >>> 32)) << 48);
  }

  private static long narrowS(int lane) {
    return Math.clamp(lane, Short.MIN_VALUE, Short.MAX_VALUE) & 0xffff;
  }

  private static long narrowU(long low, long high) {
    return narrowU((int) low)
        | (narrowU((int) (low >>> 32)) << 16)
        | (narrowU((int) high) << 32)
        | (narrowU((int) (high >>> 32)) << 48);
  }

  private static long narrowU(int lane) {
    return Math.clamp(lane, 0, 0xffff);
  }
}
