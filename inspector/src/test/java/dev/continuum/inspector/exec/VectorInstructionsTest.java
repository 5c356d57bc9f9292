package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Compares what is computed on whole words with what is computed lane by lane. */
class VectorInstructionsTest {
  /** Often enough for the compiler of the Java machine to take over. */
  private static final int TRIES = 20_000;

  private final Random random = new Random(20);

  /** Words with many lanes at the edges of their ranges. */
  private long word() {
    long word = random.nextLong();
    int width = 8 << random.nextInt(4);
    for (int bit = 0; bit < 64; bit += width) {
      long edge =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> 1L << (width - 1);
            case 4 -> (1L << (width - 1)) - 1;
            default -> word >>> bit;
          };
      long mask = mask(width) << bit;
      word = (word & ~mask) | ((edge << bit) & mask);
    }
    return word;
  }

  private static long mask(int width) {
    return -1L >>> (64 - width);
  }

  private static int width(Opcode opcode) {
    String mnemonic = opcode.mnemonic();
    return Integer.parseInt(mnemonic.substring(1, mnemonic.indexOf('x')));
  }

  private static long lane(long word, int bit, int width, boolean signed) {
    long top = word << (64 - width - bit);
    return signed ? top >> (64 - width) : top >>> (64 - width);
  }

  /** Tries an instruction that does something to each pair of lanes. */
  private void pairs(String mnemonic, LongBinaryOperator operator) {
    Opcode opcode = Opcode.named(mnemonic);
    assertThat(opcode).as(mnemonic).isNotNull();
    int width = width(opcode);
    boolean signed = !mnemonic.endsWith("_u");
    for (int i = 0; i < TRIES; i++) {
      long[] operands = {word(), word(), word(), word()};
      long[] results = operands.clone();
      VectorInstructions.execute(opcode.code(), results, 0, 0);
      for (int at = 0; at < 128; at += width) {
        long a = lane(operands[at / 64], at % 64, width, signed);
        long b = lane(operands[2 + at / 64], at % 64, width, signed);
        long wanted = operator.applyAsLong(a, b) & mask(width);
        if (lane(results[at / 64], at % 64, width, false) != wanted) {
          assertThat(lane(results[at / 64], at % 64, width, false))
              .as("%s of %d and %d", mnemonic, a, b)
              .isEqualTo(wanted);
        }
      }
    }
  }

  private void each(String mnemonic, LongUnaryOperator operator) {
    pairs(mnemonic, (a, b) -> operator.applyAsLong(a));
  }

  private static long limit(long value, long least, long most) {
    return Math.clamp(value, least, most);
  }

  @Test
  void computesAsLaneByLane() {
    for (String shape : new String[] {"i8x16", "i16x8", "i32x4", "i64x2"}) {
      pairs(shape + ".add", Long::sum);
      pairs(shape + ".sub", (a, b) -> a - b);
      each(shape + ".neg", a -> -a);
      each(shape + ".abs", Math::abs);
    }
    for (String shape : new String[] {"i16x8", "i32x4", "i64x2"}) {
      pairs(shape + ".mul", (a, b) -> a * b);
    }
    for (String shape : new String[] {"i8x16", "i16x8"}) {
      int width = shape.equals("i8x16") ? 8 : 16;
      long most = mask(width - 1);
      pairs(shape + ".add_sat_s", (a, b) -> limit(a + b, -most - 1, most));
      pairs(shape + ".sub_sat_s", (a, b) -> limit(a - b, -most - 1, most));
      pairs(shape + ".add_sat_u", (a, b) -> limit(a + b, 0, mask(width)));
      pairs(shape + ".sub_sat_u", (a, b) -> limit(a - b, 0, mask(width)));
      pairs(shape + ".avgr_u", (a, b) -> (a + b + 1) / 2);
    }
    each("i8x16.popcnt", a -> Long.bitCount(a & 0xff));
    pairs("i16x8.q15mulr_sat_s", (a, b) -> limit((a * b + 0x4000) >> 15, -32768, 32767));
    pairs("i16x8.relaxed_q15mulr_s", (a, b) -> limit((a * b + 0x4000) >> 15, -32768, 32767));
  }

  @Test
  void comparesAsLaneByLane() {
    for (String shape : new String[] {"i8x16", "i16x8", "i32x4", "i64x2"}) {
      pairs(shape + ".eq", (a, b) -> a == b ? -1 : 0);
      pairs(shape + ".ne", (a, b) -> a != b ? -1 : 0);
      String[] signs = shape.equals("i64x2") ? new String[] {"_s"} : new String[] {"_s", "_u"};
      for (String sign : signs) {
        pairs(shape + ".lt" + sign, (a, b) -> a < b ? -1 : 0);
        pairs(shape + ".gt" + sign, (a, b) -> a > b ? -1 : 0);
        pairs(shape + ".le" + sign, (a, b) -> a <= b ? -1 : 0);
        pairs(shape + ".ge" + sign, (a, b) -> a >= b ? -1 : 0);
        if (!shape.equals("i64x2")) {
          pairs(shape + ".min" + sign, Math::min);
          pairs(shape + ".max" + sign, Math::max);
        }
      }
    }
  }

  @Test
  void shiftsByCountsModuloTheWidth() {
    for (String shape : new String[] {"i8x16", "i16x8", "i32x4", "i64x2"}) {
      int width = Integer.parseInt(shape.substring(1, shape.indexOf('x')));
      for (int count = -3; count < 70; count++) {
        int by = count & (width - 1);
        shift(shape + ".shl", count, a -> a << by);
        shift(shape + ".shr_s", count, a -> a >> by);
        shift(shape + ".shr_u", count, a -> a >>> by);
      }
    }
  }

  private void shift(String mnemonic, int count, LongUnaryOperator operator) {
    Opcode opcode = Opcode.named(mnemonic);
    assertThat(opcode).isNotNull();
    int width = width(opcode);
    boolean signed = !mnemonic.endsWith("_u");
    for (int i = 0; i < 200; i++) {
      long[] operands = {word(), word(), count};
      long[] results = operands.clone();
      VectorInstructions.execute(opcode.code(), results, 0, 0);
      for (int at = 0; at < 128; at += width) {
        long a = lane(operands[at / 64], at % 64, width, signed);
        assertThat(lane(results[at / 64], at % 64, width, false))
            .as("%s of %d by %d", mnemonic, a, count)
            .isEqualTo(operator.applyAsLong(a) & mask(width));
      }
    }
  }

  @Test
  void gathersSignsAndShortensNumbers() {
    for (int i = 0; i < TRIES; i++) {
      long[] operands = {word(), word(), word(), word()};
      for (String shape : new String[] {"i8x16", "i16x8", "i32x4", "i64x2"}) {
        int width = Integer.parseInt(shape.substring(1, shape.indexOf('x')));
        long mask = 0;
        boolean all = true;
        for (int at = 0; at < 128; at += width) {
          long a = lane(operands[at / 64], at % 64, width, true);
          mask |= a < 0 ? 1L << (at / width) : 0;
          all &= a != 0;
        }
        assertThat(run(shape + ".bitmask", operands)[0]).isEqualTo(mask);
        assertThat(run(shape + ".all_true", operands)[0]).isEqualTo(all ? 1 : 0);
      }
      narrow("i8x16.narrow_i16x8", operands, 8);
      narrow("i16x8.narrow_i32x4", operands, 16);
    }
  }

  private static void narrow(String mnemonic, long[] operands, int width) {
    long[] signed = run(mnemonic + "_s", operands);
    long[] unsigned = run(mnemonic + "_u", operands);
    long most = mask(width - 1);
    for (int at = 0; at < 128; at += width) {
      int from = 2 * at;
      long a = lane(operands[from / 64], from % 64, 2 * width, true);
      assertThat(lane(signed[at / 64], at % 64, width, true)).isEqualTo(limit(a, -most - 1, most));
      assertThat(lane(unsigned[at / 64], at % 64, width, false))
          .isEqualTo(limit(a, 0, mask(width)));
    }
  }

  private static long[] run(String mnemonic, long... operands) {
    Opcode opcode = Opcode.named(mnemonic);
    assertThat(opcode).as(mnemonic).isNotNull();
    long[] slots = operands.clone();
    VectorInstructions.execute(opcode.code(), slots, 0, 0);
    return slots;
  }

  @Test
  void truncatesRelaxedAsStrictly() {
    long[] f32 = {
      VectorFloats.pair(-1.9f, Float.NaN), VectorFloats.pair(3e9f, Float.NEGATIVE_INFINITY)
    };
    assertThat(run("i32x4.relaxed_trunc_f32x4_s", f32))
        .containsExactly(0x00000000_ffffffffL, 0x80000000_7fffffffL);
    assertThat(run("i32x4.relaxed_trunc_f32x4_u", f32)).containsExactly(0, 3_000_000_000L);
    long[] f64 = {Double.doubleToRawLongBits(-2147483648.9), Double.doubleToRawLongBits(1e10)};
    assertThat(run("i32x4.relaxed_trunc_f64x2_s_zero", f64))
        .containsExactly(0x7fffffff_80000000L, 0);
    assertThat(run("i32x4.relaxed_trunc_f64x2_u_zero", f64))
        .containsExactly(0xffffffff_00000000L, 0);
  }

  @Test
  void roundsProductsBeforeTheyAreAdded() {
    float x = 1 + 0x1p-12f;
    long square = VectorFloats.pair(x, x);
    long negative = VectorFloats.pair(-(x * x), -(x * x));
    assertThat(run("f32x4.relaxed_madd", square, square, square, square, negative, negative))
        .startsWith(0, 0);
  }

  /** Often enough to be compiled: the order of operands must not show in the result. */
  @Test
  void givesTheCanonicalNanOfTwo() {
    long canonical = 0x7fc000007fc00000L;
    for (String name : new String[] {"add", "sub", "mul", "div", "min", "max"}) {
      for (int i = 0; i < TRIES; i++) {
        long[] f32 =
            run(
                "f32x4." + name,
                0xffa000017fc00001L,
                0x7fc000003f800000L,
                ~0L,
                0x7fc0000900000000L);
        assertThat(f32[0]).isEqualTo(canonical);
        assertThat(f32[1] >>> 32).isEqualTo(0x7fc00000);
        long[] f64 = run("f64x2." + name, 0x7ff0000000000001L, 0, -1, 0xfff8000000000005L);
        assertThat(f64).startsWith(0x7ff8000000000000L, 0x7ff8000000000000L);
      }
    }
  }

  @Test
  void refusesCodesOfOtherInstructions() {
    for (int code = 0; code < 300; code++) {
      Opcode opcode = Opcode.of(Opcode.PREFIX_VECTOR, code);
      boolean computes =
          opcode != null
              && !opcode.accessesMemory()
              && opcode.immediates() != Immediates.LANES
              && opcode != Opcode.V128_CONST;
      int tried = code;
      long[] slots = new long[6];
      if (computes) {
        VectorInstructions.execute(tried, slots, 0, 0);
      } else {
        assertThatThrownBy(() -> VectorInstructions.execute(tried, slots, 0, 0))
            .as("code %d", code)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageEndingWith(" " + code);
      }
    }
  }
}
