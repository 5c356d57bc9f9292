package dev.continuum.inspector.exec;

import static dev.continuum.inspector.exec.VectorFloats.high;
import static dev.continuum.inspector.exec.VectorFloats.low;
import static dev.continuum.inspector.exec.VectorInstructions.set;
import static dev.continuum.inspector.exec.VectorInstructions.unknown;

/**
 * Comparisons of lanes (specification, "vrelop"): all ones where they hold, all zeros elsewhere.
 * Those of {@code i64x2} are with its arithmetic.
 */
final class VectorComparisons {
  private static final int FIRST_I8X16 = 35;
  private static final int FIRST_I16X8 = 45;
  private static final int FIRST_I32X4 = 55;
  private static final int FIRST_F32X4 = 65;

  private VectorComparisons() {}

  /** Codes 35 to 76. */
  static void execute(int code, long[] s, int at) {
    if (code >= FIRST_F32X4) {
      floats(code, s, at);
    } else if (code >= FIRST_I32X4) {
      integers(code - FIRST_I32X4, s, at, Swar.I32);
    } else if (code >= FIRST_I16X8) {
      integers(code - FIRST_I16X8, s, at, Swar.I16);
    } else {
      integers(code - FIRST_I8X16, s, at, Swar.I8);
    }
  }

  /** The ten relations, which the three shapes have in the same order. */
  private static void integers(int relation, long[] s, int at, long signs) {
    long a = s[at];
    long aHigh = s[at + 1];
    long b = s[at + 2];
    long bHigh = s[at + 3];
    switch (relation) {
      // eq
      case 0 ->
          maskNot(s, at, Swar.nonzero(a ^ b, signs), Swar.nonzero(aHigh ^ bHigh, signs), signs);
      // ne
      case 1 -> mask(s, at, Swar.nonzero(a ^ b, signs), Swar.nonzero(aHigh ^ bHigh, signs), signs);
      // lt_s
      case 2 -> mask(s, at, Swar.lessS(a, b, signs), Swar.lessS(aHigh, bHigh, signs), signs);
      // lt_u
      case 3 -> mask(s, at, Swar.lessU(a, b, signs), Swar.lessU(aHigh, bHigh, signs), signs);
      // gt_s
      case 4 -> mask(s, at, Swar.lessS(b, a, signs), Swar.lessS(bHigh, aHigh, signs), signs);
      // gt_u
      case 5 -> mask(s, at, Swar.lessU(b, a, signs), Swar.lessU(bHigh, aHigh, signs), signs);
      // le_s
      case 6 -> maskNot(s, at, Swar.lessS(b, a, signs), Swar.lessS(bHigh, aHigh, signs), signs);
      // le_u
      case 7 -> maskNot(s, at, Swar.lessU(b, a, signs), Swar.lessU(bHigh, aHigh, signs), signs);
      // ge_s
      case 8 -> maskNot(s, at, Swar.lessS(a, b, signs), Swar.lessS(aHigh, bHigh, signs), signs);
      // ge_u
      default -> maskNot(s, at, Swar.lessU(a, b, signs), Swar.lessU(aHigh, bHigh, signs), signs);
    }
  }

  private static void mask(long[] s, int at, long low, long high, long signs) {
    s[at] = Swar.mask(low, signs);
    s[at + 1] = Swar.mask(high, signs);
  }

  private static void maskNot(long[] s, int at, long low, long high, long signs) {
    s[at] = ~Swar.mask(low, signs);
    s[at + 1] = ~Swar.mask(high, signs);
  }

  private static void floats(int code, long[] s, int at) {
    long a = s[at];
    long aHigh = s[at + 1];
    long b = s[at + 2];
    long bHigh = s[at + 3];
    switch (code) {
      // f32x4.eq
      case 65 -> set(s, at, equalF32(a, b), equalF32(aHigh, bHigh));
      // f32x4.ne, which holds where there is a NaN
      case 66 -> set(s, at, ~equalF32(a, b), ~equalF32(aHigh, bHigh));
      // f32x4.lt
      case 67 -> set(s, at, lessF32(a, b), lessF32(aHigh, bHigh));
      // f32x4.gt
      case 68 -> set(s, at, lessF32(b, a), lessF32(bHigh, aHigh));
      // f32x4.le
      case 69 -> set(s, at, notAboveF32(a, b), notAboveF32(aHigh, bHigh));
      // f32x4.ge
      case 70 -> set(s, at, notAboveF32(b, a), notAboveF32(bHigh, aHigh));
      // f64x2.eq
      case 71 -> set(s, at, equalF64(a, b), equalF64(aHigh, bHigh));
      // f64x2.ne
      case 72 -> set(s, at, ~equalF64(a, b), ~equalF64(aHigh, bHigh));
      // f64x2.lt
      case 73 -> set(s, at, lessF64(a, b), lessF64(aHigh, bHigh));
      // f64x2.gt
      case 74 -> set(s, at, lessF64(b, a), lessF64(bHigh, aHigh));
      // f64x2.le
      case 75 -> set(s, at, notAboveF64(a, b), notAboveF64(aHigh, bHigh));
      // f64x2.ge
      case 76 -> set(s, at, notAboveF64(b, a), notAboveF64(bHigh, aHigh));
      default -> throw unknown(code);
    }
  }

  private static long equalF32(long a, long b) {
    return mask(low(a) == low(b), high(a) == high(b));
  }

  static long lessF32(long a, long b) {
    return mask(low(a) < low(b), high(a) < high(b));
  }

  private static long notAboveF32(long a, long b) {
    return mask(low(a) <= low(b), high(a) <= high(b));
  }

  private static long mask(boolean low, boolean high) {
    return (low ? 0xffffffffL : 0) | (high ? -1L << 32 : 0);
  }

  private static long equalF64(long a, long b) {
    return Double.longBitsToDouble(a) == Double.longBitsToDouble(b) ? -1 : 0;
  }

  static long lessF64(long a, long b) {
    return Double.longBitsToDouble(a) < Double.longBitsToDouble(b) ? -1 : 0;
  }

  private static long notAboveF64(long a, long b) {
    return Double.longBitsToDouble(a) <= Double.longBitsToDouble(b) ? -1 : 0;
  }
}
