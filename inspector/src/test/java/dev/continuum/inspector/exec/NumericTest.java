package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumericTest {
  private static final float SIGNALLING_F32 = Float.intBitsToFloat(0xffa00001);
  private static final double SIGNALLING_F64 = Double.longBitsToDouble(0xfff4000000000001L);

  @Test
  void trapsNameTheirOperands() {
    assertThatThrownBy(() -> Numeric.divS(7, 0))
        .hasMessage("integer divide by zero: 7 is divided by 0");
    assertThatThrownBy(() -> Numeric.divS(Integer.MIN_VALUE, -1))
        .hasMessage("integer overflow: -2147483648 is divided by -1");
    assertThatThrownBy(() -> Numeric.remU(-1L, 0))
        .hasMessage("integer divide by zero: 18446744073709551615 is divided by 0");
    assertThatThrownBy(() -> Numeric.truncF64S(2147483648.0))
        .hasMessage("integer overflow: 2.147483648E9 does not fit into a signed 32-bit integer");
    assertThatThrownBy(() -> Numeric.truncF32U(-1))
        .hasMessage("integer overflow: -1.0 does not fit into an unsigned 32-bit integer");
    assertThatThrownBy(() -> Numeric.longTruncF32U(Float.NaN))
        .hasMessage("invalid conversion to integer: NaN is not an unsigned 64-bit integer");
  }

  @Test
  void truncatesUpToTheEdges() throws TrapException {
    assertThat(Numeric.truncF64S(-2147483648.9)).isEqualTo(Integer.MIN_VALUE);
    assertThat(Numeric.truncF64U(4294967295.9)).isEqualTo(-1);
    assertThat(Numeric.truncF32U(-0.99f)).isZero();
    assertThat(Numeric.longTruncF64U(0x1.fffffffffffffp63)).isEqualTo(-2048);
    assertThat(Numeric.longTruncF32U(0x1.fffffep63f)).isEqualTo(-1L << 40);
    assertThat(Numeric.longTruncF64S(-0x1p63)).isEqualTo(Long.MIN_VALUE);
    assertThat(Numeric.longTruncSatF32U(0x1p64f)).isEqualTo(-1);
    assertThat(Numeric.longTruncSatF64U(Double.NaN)).isZero();
    assertThat(Numeric.truncSatF64U(Double.POSITIVE_INFINITY)).isEqualTo(-1);
    assertThat(Numeric.truncSatF32U(-5)).isZero();
  }

  /** What {@code BigDecimal} rounds to is right. */
  @Test
  void roundsUnsignedIntegersOnce() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long bits = -1L << random.nextInt(64) ^ random.nextLong() >>> random.nextInt(64);
      if (i % 2 == 0) {
        bits = Long.MIN_VALUE | 1L << random.nextInt(63) | random.nextInt(3) - 1;
      }
      BigDecimal exact = new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));
      assertThat(Numeric.convertI64UToF32(bits)).isEqualTo(exact.floatValue());
      assertThat(Numeric.convertI64UToF64(bits)).isEqualTo(exact.doubleValue());
    }
    assertThat(Numeric.convertI32UToF32(-1)).isEqualTo(0x1p32f);
    assertThat(Numeric.convertI32UToF64(-1)).isEqualTo(4294967295.0);
  }

  @Test
  void roundsHalfToEven() {
    assertThat(Numeric.nearest(2.5f)).isEqualTo(2);
    assertThat(Numeric.nearest(-3.5)).isEqualTo(-4);
    assertThat(Numeric.nearest(8388609f)).isEqualTo(8388609f);
    assertThat(bits(Numeric.nearest(-0.5f))).isEqualTo(0x80000000);
    assertThat(bits(Numeric.trunc(-0.9f))).isEqualTo(0x80000000);
    assertThat(bits(Numeric.ceil(-0.9f))).isEqualTo(0x80000000);
    assertThat(Numeric.trunc(-1.9)).isEqualTo(-1);
    assertThat(Numeric.trunc(1.9)).isEqualTo(1);
  }

  @Test
  void ordersZeros() {
    assertThat(bits(Numeric.min(0f, -0f))).isEqualTo(0x80000000);
    assertThat(bits(Numeric.max(-0f, 0f))).isZero();
    assertThat(bits(Numeric.min(0.0, -0.0))).isEqualTo(Long.MIN_VALUE);
    assertThat(bits(Numeric.max(-0.0, 0.0))).isZero();
    assertThat(bits(Numeric.sqrt(-0f))).isEqualTo(0x80000000);
    assertThat(bits(Numeric.sqrt(-0.0))).isEqualTo(Long.MIN_VALUE);
  }

  /** Often enough to be compiled: what a compiler makes of it must be the same. */
  @Test
  void givesCanonicalNansAlways() {
    int f32 = 0x7fc00000;
    long f64 = 0x7ff8000000000000L;
    for (int i = 0; i < 50_000; i++) {
      float x = SIGNALLING_F32;
      double y = SIGNALLING_F64;
      boolean right =
          bits(Numeric.min(x, i)) == f32
              && bits(Numeric.max(i, x)) == f32
              && bits(Numeric.min(i, y)) == f64
              && bits(Numeric.max(y, i)) == f64
              && bits(Numeric.ceil(x)) == f32
              && bits(Numeric.ceil(y)) == f64
              && bits(Numeric.floor(x)) == f32
              && bits(Numeric.floor(y)) == f64
              && bits(Numeric.trunc(x)) == f32
              && bits(Numeric.trunc(y)) == f64
              && bits(Numeric.nearest(x)) == f32
              && bits(Numeric.nearest(y)) == f64
              && bits(Numeric.sqrt(x)) == f32
              && bits(Numeric.sqrt(y)) == f64
              && bits(Numeric.sqrt(-1f)) == f32
              && bits(Numeric.demote(y)) == f32
              && bits(Numeric.promote(x)) == f64;
      assertThat(right).isTrue();
    }
  }

  @Test
  void copiesSignsOfNans() {
    assertThat(Numeric.copysign(0x7fa00001, 0x80000000)).isEqualTo(0xffa00001);
    assertThat(Numeric.copysign(0xfff4000000000001L, 0)).isEqualTo(0x7ff4000000000001L);
  }

  @Test
  void multipliesWide() {
    assertThat(Numeric.mulHighS(-1, -1)).isZero();
    assertThat(Numeric.mulHighU(-1, -1)).isEqualTo(-2);
  }

  private static int bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  private static long bits(double x) {
    return Double.doubleToRawLongBits(x);
  }
}
