package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.VectorInstructions.set;

/** Arithmetic on 16 lanes of 8 bits, and the other instructions of its row. */
final class I8x16 {
  private static final long SIGNS = Swar.I8;

  private I8x16() {}

  /** Codes 96 to 127. */
  static void execute(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    switch (code) {
      // i8x16.abs
      case 96 -> set(s, at, Swar.abs(a, SIGNS), Swar.abs(aHigh, SIGNS));
      // i8x16.neg
      case 97 -> set(s, at, Swar.neg(a, SIGNS), Swar.neg(aHigh, SIGNS));
      // i8x16.popcnt
      case 98 -> set(s, at, popcnt(a), popcnt(aHigh));
      // i8x16.all_true
      case 99 -> s[at] = (Swar.nonzero(a, SIGNS) & Swar.nonzero(aHigh, SIGNS)) == SIGNS ? 1 : 0;
      // i8x16.bitmask
      case 100 -> s[at] = bitmask(a) | (bitmask(aHigh) << 8);
      // i8x16.narrow_i16x8_s
      case 101 -> set(s, at, narrowS(a, aHigh), narrowS(s[at + 2], s[at + 3]));
      // i8x16.narrow_i16x8_u
      case 102 -> set(s, at, narrowU(a, aHigh), narrowU(s[at + 2], s[at + 3]));
      // i8x16.shl
      case 107 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shl(a, count, SIGNS), Swar.shl(aHigh, count, SIGNS));
      }
      // i8x16.shr_s
      case 108 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shrS(a, count, SIGNS), Swar.shrS(aHigh, count, SIGNS));
      }
      // i8x16.shr_u
      case 109 -> {
        int count = (int) s[at + 2];
        set(s, at, Swar.shrU(a, count, SIGNS), Swar.shrU(aHigh, count, SIGNS));
      }
      // i8x16.add
      case 110 -> set(s, at, Swar.add(a, s[at + 2], SIGNS), Swar.add(aHigh, s[at + 3], SIGNS));
      // i8x16.add_sat_s
      case 111 ->
          set(s, at, Swar.addSatS(a, s[at + 2], SIGNS), Swar.addSatS(aHigh, s[at + 3], SIGNS));
      // i8x16.add_sat_u
      case 112 ->
          set(s, at, Swar.addSatU(a, s[at + 2], SIGNS), Swar.addSatU(aHigh, s[at + 3], SIGNS));
      // i8x16.sub
      case 113 -> set(s, at, Swar.sub(a, s[at + 2], SIGNS), Swar.sub(aHigh, s[at + 3], SIGNS));
      // i8x16.sub_sat_s
      case 114 ->
          set(s, at, Swar.subSatS(a, s[at + 2], SIGNS), Swar.subSatS(aHigh, s[at + 3], SIGNS));
      // i8x16.sub_sat_u
      case 115 ->
          set(s, at, Swar.subSatU(a, s[at + 2], SIGNS), Swar.subSatU(aHigh, s[at + 3], SIGNS));
      // i8x16.min_s
      case 118 -> set(s, at, Swar.minS(a, s[at + 2], SIGNS), Swar.minS(aHigh, s[at + 3], SIGNS));
      // i8x16.min_u
      case 119 -> set(s, at, Swar.minU(a, s[at + 2], SIGNS), Swar.minU(aHigh, s[at + 3], SIGNS));
      // i8x16.max_s
      case 120 -> set(s, at, Swar.maxS(a, s[at + 2], SIGNS), Swar.maxS(aHigh, s[at + 3], SIGNS));
      // i8x16.max_u
      case 121 -> set(s, at, Swar.maxU(a, s[at + 2], SIGNS), Swar.maxU(aHigh, s[at + 3], SIGNS));
      // i8x16.avgr_u
      case 123 -> set(s, at, Swar.avgrU(a, s[at + 2], SIGNS), Swar.avgrU(aHigh, s[at + 3], SIGNS));
      // i16x8.extadd_pairwise_i8x16_s
      case 124 -> set(s, at, I16x8.addPairsS(a), I16x8.addPairsS(aHigh));
      // i16x8.extadd_pairwise_i8x16_u
      case 125 -> set(s, at, I16x8.addPairsU(a), I16x8.addPairsU(aHigh));
      // i32x4.extadd_pairwise_i16x8_s
      case 126 -> set(s, at, I32x4.addPairsS(a), I32x4.addPairsS(aHigh));
      // i32x4.extadd_pairwise_i16x8_u
      case 127 -> set(s, at, I32x4.addPairsU(a), I32x4.addPairsU(aHigh));
      default -> VectorFloats.execute(code, s, at);
    }
  }

  /** Counts in pairs of bits, in fours, in eights. */
  private static long popcnt(long a) {
    long twos = a - ((a >>> 1) & 0x5555555555555555L);
    long fours = (twos & 0x3333333333333333L) + ((twos >>> 2) & 0x3333333333333333L);
    return (fours + (fours >>> 4)) & 0x0f0f0f0f0f0f0f0fL;
  }

  /** The highest bits of 8 lanes. */
  private static long bitmask(long a) {
    // Each factor lifts the bit of one lane to its place in the highest byte; none meet there.
    return (((a & SIGNS) >>> 7) * 0x0102040810204080L) >>> 56;
  }

  private static long narrowS(long low, long high) {
    return pack(clampS(low)) | (pack(clampS(high)) << 32);
  }

  private static long clampS(long lanes) {
    long atLeast = Swar.maxS(lanes, 0xff80ff80ff80ff80L, Swar.I16);
    return Swar.minS(atLeast, 0x007f007f007f007fL, Swar.I16);
  }

  private static long narrowU(long low, long high) {
    return pack(clampU(low)) | (pack(clampU(high)) << 32);
  }

  private static long clampU(long lanes) {
    return Swar.minS(Swar.maxS(lanes, 0, Swar.I16), 0x00ff00ff00ff00ffL, Swar.I16);
  }

  /** The low bytes of 4 lanes, side by side in the low half. */
  private static long pack(long lanes) {
    long bytes = lanes & 0x00ff00ff00ff00ffL;
    long pairs = (bytes | (bytes >>> 8)) & 0x0000ffff0000ffffL;
    return (pairs | (pairs >>> 16)) & 0xffffffffL;
  }
}
