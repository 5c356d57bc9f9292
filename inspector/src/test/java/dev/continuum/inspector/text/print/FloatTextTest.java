package dev.continuum.inspector.text.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {
  @Test
  void writesWhatReadsBackAsTheSameNumber() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      int bits = random.nextInt();
      long longBits = random.nextLong();
      float value = Float.intBitsToFloat(bits);
      double longValue = Double.longBitsToDouble(longBits);
      if (Float.isFinite(value)) {
        assertThat(Float.floatToRawIntBits(Float.parseFloat(FloatText.of32(bits)))).isEqualTo(bits);
      }
      if (Double.isFinite(longValue)) {
        double read = Double.parseDouble(FloatText.of64(longBits));
        assertThat(Double.doubleToRawLongBits(read)).isEqualTo(longBits);
      }
    }
  }

  @Test
  void writesNumbersAsTheTextFormatDoes() {
    assertThat(FloatText.of32(Float.floatToIntBits(1))).isEqualTo("1");
    assertThat(FloatText.of32(Float.floatToIntBits(-0f))).isEqualTo("-0");
    assertThat(FloatText.of64(Double.doubleToLongBits(1e100))).isEqualTo("1e100");
    assertThat(FloatText.of64(Double.doubleToLongBits(-1.5e-7))).isEqualTo("-1.5e-7");
    assertThat(FloatText.of32(0x7f800000)).isEqualTo("inf");
    assertThat(FloatText.of64(0xfff0000000000000L)).isEqualTo("-inf");
  }

  @Test
  void keepsThePayloadOfANan() {
    assertThat(FloatText.of32(0x7fc00000)).isEqualTo("nan");
    assertThat(FloatText.of32(0xffc00000)).isEqualTo("-nan");
    assertThat(FloatText.of32(0x7fa00000)).isEqualTo("nan:0x200000");
    assertThat(FloatText.of64(0xfff8000000000001L)).isEqualTo("-nan:0x8000000000001");
  }
}
