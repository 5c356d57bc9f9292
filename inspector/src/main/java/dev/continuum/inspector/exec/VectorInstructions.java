package dev.continuum.inspector.exec;

/**
 * The vector instructions (specification, "Vector Instructions" under "Execution"), on an array of
 * slots. A vector takes two of them, bytes 0 to 7 in the first, the lowest byte first; an {@code
 * i32} and the bits of an {@code f32} are sign-extended to one. Operands lie one behind the other
 * in the order they were pushed in, and the result takes their place from the first slot on.
 *
 * <p>The codes come in rows of 32, of which most belong to one shape of vectors. This class has the
 * instructions that move lanes and bits; the others have classes of their own. No method is longer
 * than what the compilers of the Java machine take (8000 bytes).
 */
final class VectorInstructions {
  private static final int FIRST_COMPARISON = 35;
  private static final int BEHIND_COMPARISONS = 77;

  private VectorInstructions() {}

  /**
   * Executes an instruction that accesses no memory and whose immediate is a lane at most.
   *
   * @param code the number behind the prefix
   * @param at the slot of the first operand
   * @param lane the lane immediate of those that extract or replace one
   */
  static void execute(int code, long[] s, int at, int lane) {
    switch (code >>> 5) {
      case 0 -> lanes(code, s, at, lane);
      case 1 -> {
        if (code < FIRST_COMPARISON) {
          lanes(code, s, at, lane);
        } else {
          VectorComparisons.execute(code, s, at);
        }
      }
      case 2 -> {
        if (code < BEHIND_COMPARISONS) {
          VectorComparisons.execute(code, s, at);
        } else {
          bits(code, s, at);
        }
      }
      case 3 -> I8x16.execute(code, s, at);
      case 4 -> I16x8.execute(code, s, at);
      case 5 -> I32x4.execute(code, s, at);
      case 6 -> I64x2.execute(code, s, at);
      case 7 -> VectorFloats.execute(code, s, at);
      default -> RelaxedVectors.execute(code, s, at);
    }
  }

  static IllegalArgumentException unknown(int code) {
    return new IllegalArgumentException("no vector instruction of this kind has the code " + code);
  }

  /** Puts a vector where the operands were. */
  static void set(long[] s, int at, long low, long high) {
    s[at] = low;
    s[at + 1] = high;
  }

  /** Swizzle, splat, and what extracts and replaces lanes. */
  private static void lanes(int code, long[] s, int at, int lane) {
    switch (code) {
      // i8x16.swizzle
      case 14 -> swizzle(s, at);
      // i8x16.splat
      case 15 -> splat(s, at, (s[at] & 0xff) * 0x0101010101010101L);
      // i16x8.splat
      case 16 -> splat(s, at, (s[at] & 0xffff) * 0x0001000100010001L);
      // i32x4.splat, f32x4.splat
      case 17, 19 -> splat(s, at, (s[at] & 0xffffffffL) * 0x0000000100000001L);
      // i64x2.splat, f64x2.splat
      case 18, 20 -> splat(s, at, s[at]);
      // i8x16.extract_lane_s
      case 21 -> s[at] = (byte) lane(s, at, lane, 3);
      // i8x16.extract_lane_u
      case 22 -> s[at] = lane(s, at, lane, 3) & 0xff;
      // i8x16.replace_lane
      case 23 -> replace(s, at, lane, 3, s[at + 2]);
      // i16x8.extract_lane_s
      case 24 -> s[at] = (short) lane(s, at, lane, 4);
      // i16x8.extract_lane_u
      case 25 -> s[at] = lane(s, at, lane, 4) & 0xffff;
      // i16x8.replace_lane
      case 26 -> replace(s, at, lane, 4, s[at + 2]);
      // i32x4.extract_lane, f32x4.extract_lane
      case 27, 31 -> s[at] = (int) lane(s, at, lane, 5);
      // i32x4.replace_lane, f32x4.replace_lane
      case 28, 32 -> replace(s, at, lane, 5, s[at + 2]);
      // i64x2.extract_lane, f64x2.extract_lane
      case 29, 33 -> s[at] = s[at + lane];
      // i64x2.replace_lane, f64x2.replace_lane
      case 30, 34 -> s[at + lane] = s[at + 2];
      default -> throw unknown(code);
    }
  }

  private static void splat(long[] s, int at, long lanes) {
    set(s, at, lanes, lanes);
  }

  /** A lane of 2 to the power of {@code log2} bits, and whatever lies above it in its slot. */
  private static long lane(long[] s, int at, int lane, int log2) {
    int bit = lane << log2;
    return s[at + (bit >> 6)] >>> bit;
  }

  private static void replace(long[] s, int at, int lane, int log2, long value) {
    int bit = lane << log2;
    long mask = (-1L >>> (64 - (1 << log2))) << bit;
    int slot = at + (bit >> 6);
    s[slot] = Swar.select(value << bit, s[slot], mask);
  }

  /** {@code i8x16.swizzle}: an index of 16 or more gives 0. */
  static void swizzle(long[] s, int at) {
    set(s, at, swizzle(s, at, s[at + 2]), swizzle(s, at, s[at + 3]));
  }

  private static long swizzle(long[] s, int at, long indices) {
    long bytes = 0;
    for (int bit = 0; bit < 64; bit += 8) {
      int index = (int) (indices >>> bit) & 0xff;
      if (index < 16) {
        bytes |= (lane(s, at, index, 3) & 0xff) << bit;
      }
    }
    return bytes;
  }

  /**
   * {@code i8x16.shuffle}.
   *
   * @param lanesLow the first 8 lane immediates, the first in the lowest byte; each below 32
   */
  static void shuffle(long[] s, int at, long lanesLow, long lanesHigh) {
    set(s, at, shuffle(s, at, lanesLow), shuffle(s, at, lanesHigh));
  }

  private static long shuffle(long[] s, int at, long lanes) {
    long bytes = 0;
    for (int bit = 0; bit < 64; bit += 8) {
      bytes |= (lane(s, at, (int) (lanes >>> bit) & 0x1f, 3) & 0xff) << bit;
    }
    return bytes;
  }

  /** What does not care for lanes, and conversions between the widths of floats. */
  private static void bits(int code, long[] s, int at) {
    long low = s[at];
    long high = s[at + 1];
    switch (code) {
      // v128.not
      case 77 -> set(s, at, ~low, ~high);
      // v128.and
      case 78 -> set(s, at, low & s[at + 2], high & s[at + 3]);
      // v128.andnot
      case 79 -> set(s, at, low & ~s[at + 2], high & ~s[at + 3]);
      // v128.or
      case 80 -> set(s, at, low | s[at + 2], high | s[at + 3]);
      // v128.xor
      case 81 -> set(s, at, low ^ s[at + 2], high ^ s[at + 3]);
      // v128.bitselect
      case 82 -> bitselect(s, at);
      // v128.any_true
      case 83 -> s[at] = (low | high) != 0 ? 1 : 0;
      default -> VectorFloats.execute(code, s, at);
    }
  }

  /** {@code v128.bitselect}. */
  static void bitselect(long[] s, int at) {
    set(
        s,
        at,
        Swar.select(s[at], s[at + 2], s[at + 4]),
        Swar.select(s[at + 1], s[at + 3], s[at + 5]));
  }

  /**
   * Completes a load that extends, repeats or pads what it has loaded.
   *
   * @param bits what was loaded, up to 64 bits, zero-extended
   * @param at where the vector goes
   */
  static void load(int code, long bits, long[] s, int at) {
    int half = (int) bits;
    int otherHalf = (int) (bits >>> 32);
    switch (code) {
      // v128.load8x8_s
      case 1 -> set(s, at, I16x8.extendS(half), I16x8.extendS(otherHalf));
      // v128.load8x8_u
      case 2 -> set(s, at, I16x8.extendU(half), I16x8.extendU(otherHalf));
      // v128.load16x4_s
      case 3 -> set(s, at, I32x4.extendS(half), I32x4.extendS(otherHalf));
      // v128.load16x4_u
      case 4 -> set(s, at, I32x4.extendU(half), I32x4.extendU(otherHalf));
      // v128.load32x2_s
      case 5 -> set(s, at, half, otherHalf);
      // v128.load32x2_u
      case 6 -> set(s, at, bits & 0xffffffffL, bits >>> 32);
      // v128.load8_splat
      case 7 -> splat(s, at, bits * 0x0101010101010101L);
      // v128.load16_splat
      case 8 -> splat(s, at, bits * 0x0001000100010001L);
      // v128.load32_splat
      case 9 -> splat(s, at, bits * 0x0000000100000001L);
      // v128.load64_splat
      case 10 -> splat(s, at, bits);
      // v128.load32_zero, v128.load64_zero
      case 92, 93 -> set(s, at, bits, 0);
      default -> throw unknown(code);
    }
  }

  /**
   * Completes {@code v128.load8_lane} to {@code v128.load64_lane}: replaces a lane.
   *
   * @param bits what was loaded
   * @param at where the vector is
   */
  static void loadLane(int code, long bits, int lane, long[] s, int at) {
    switch (code) {
      case 84 -> replace(s, at, lane, 3, bits);
      case 85 -> replace(s, at, lane, 4, bits);
      case 86 -> replace(s, at, lane, 5, bits);
      case 87 -> s[at + lane] = bits;
      default -> throw unknown(code);
    }
  }

  /** The lane that {@code v128.store8_lane} to {@code v128.store64_lane} stores, zero-extended. */
  static long storeLane(int code, int lane, long[] s, int at) {
    return switch (code) {
      case 88 -> lane(s, at, lane, 3) & 0xff;
      case 89 -> lane(s, at, lane, 4) & 0xffff;
      case 90 -> lane(s, at, lane, 5) & 0xffffffffL;
      case 91 -> s[at + lane];
      default -> throw unknown(code);
    };
  }
}
