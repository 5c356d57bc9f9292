package dev.continuum.inspector.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Opcode;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryWriterTest {
  private static BinaryReader read(BinaryWriter out) {
    return new BinaryReader(ByteBuffer.wrap(out.toByteArray()));
  }

  private static long random(Random random) {
    return random.nextLong() >> random.nextInt(64);
  }

  @Test
  void writesNumbersThatReadBackInAsFewBytesAsTheyTake() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long value = i < 600 ? i - 300 : random(random);
      BinaryWriter out = new BinaryWriter(0);
      out.u64(value);
      assertThat(out.size()).isEqualTo(LebWidth.ofUnsigned(value));
      assertThat(read(out).u64()).isEqualTo(value);
      out.truncate(0);
      out.signed(value);
      assertThat(out.size()).isEqualTo(LebWidth.ofSigned(value));
      assertThat(read(out).signed(64)).isEqualTo(value);
      out.truncate(0);
      out.u32((int) value);
      assertThat(out.size()).isEqualTo(LebWidth.ofUnsigned(value & 0xffff_ffffL));
      assertThat(read(out).u32()).isEqualTo((int) value);
      out.truncate(0);
      out.signed((int) value);
      assertThat(read(out).signed(32)).isEqualTo((int) value);
    }
    assertThat(LebWidth.ofUnsigned(0)).isEqualTo(1);
    assertThat(LebWidth.ofUnsigned(-1)).isEqualTo(10);
    assertThat(LebWidth.ofSigned(63)).isEqualTo(1);
    assertThat(LebWidth.ofSigned(64)).isEqualTo(2);
    assertThat(LebWidth.ofSigned(-64)).isEqualTo(1);
    assertThat(LebWidth.ofSigned(Long.MIN_VALUE)).isEqualTo(10);
  }

  @Test
  void writesFixedWidthsNamesAndOpcodes() {
    BinaryWriter out = new BinaryWriter();
    out.fixed32(0x01020304);
    out.fixed64(0x05060708090a0b0cL);
    out.name("é");
    out.opcode(Opcode.I32_ADD);
    out.opcode(Opcode.I8X16_RELAXED_SWIZZLE);
    out.bytes(new byte[] {9, 8, 7}, 1, 1);
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("04030201" + "0c0b0a0908070605" + "02c3a9" + "6a" + "fd8002" + "08");
    assertThatThrownBy(() -> out.truncate(100)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void putsSizesInFront() throws Exception {
    for (int length : new int[] {0, 1, 127, 128, 20_000, 3_000_000}) {
      for (int width = 1; width <= 5; width++) {
        BinaryWriter out = new BinaryWriter();
        int outer = out.begin();
        int inner = out.begin();
        out.bytes(new byte[length]);
        int moved = out.end(inner, width);
        assertThat(moved).isEqualTo(Math.max(width, LebWidth.ofUnsigned(length)) - 1);
        out.u8(0x55);
        out.end(outer);
        BinaryReader in = read(out);
        assertThat(in.length()).isEqualTo(in.remaining());
        assertThat(in.u32()).isEqualTo(length);
        assertThat(in.part(new ByteRange(in.position(), in.position() + length)).remaining())
            .isEqualTo(length);
        in.skip(length);
        assertThat(in.u8()).isEqualTo(0x55);
        assertThat(in.atEnd()).isTrue();
      }
    }
  }
}
