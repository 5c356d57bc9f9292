package dev.continuum.inspector.debug.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How values are shown. */
class ValueTest {
  private static List<String> all(Value value) {
    return Arrays.stream(ValueFormat.values()).map(value::format).toList();
  }

  @Test
  void showsIntegersInEveryForm() {
    assertThat(all(Value.of(-2)))
        .containsExactly(
            "-2",
            "4294967294",
            "0xfffffffe",
            "-nan:0x7ffffe",
            "-2",
            "0xfffffffe",
            "\"\ufffd\ufffd\ufffd\ufffd\"");
    assertThat(all(Value.of(0x41)))
        .containsExactly(
            "65", "65", "0x41", "9.1e-44", "'A'", "0x00000041", "\"A\\u{0}\\u{0}\\u{0}\"");
    assertThat(all(Value.of(-1L)))
        .containsExactly(
            "-1",
            "18446744073709551615",
            "0xffffffffffffffff",
            "-nan:0xfffffffffffff",
            "-1",
            "0xffffffffffffffff",
            "\"" + "\ufffd".repeat(8) + "\"");
    assertThat(Value.of(0x40L).format(ValueFormat.POINTER)).isEqualTo("0x0000000000000040");
  }

  @Test
  void showsCharactersThatCanBeSeen() {
    assertThat(Value.of('\n').format(ValueFormat.CHARACTER)).isEqualTo("'\\n'");
    assertThat(Value.of('\'').format(ValueFormat.CHARACTER)).isEqualTo("'\\''");
    assertThat(Value.of('"').format(ValueFormat.CHARACTER)).isEqualTo("'\"'");
    assertThat(Value.of(0x202e).format(ValueFormat.CHARACTER)).isEqualTo("'\\u{202e}'");
    assertThat(Value.of(0x1f600).format(ValueFormat.CHARACTER)).isEqualTo("'😀'");
    assertThat(Value.of(0xd800).format(ValueFormat.CHARACTER)).isEqualTo("55296");
    assertThat(Value.of(0x110000L).format(ValueFormat.CHARACTER)).isEqualTo("1114112");
  }

  @Test
  void showsFloatsByValueAndByBits() {
    assertThat(all(Value.of(1.5f)))
        .containsExactly("1.5", "1.5", "0x3fc00000", "1.5", "1.5", "0x3fc00000", "1.5");
    assertThat(Value.of(-0.0)).hasToString("-0");
    assertThat(new Value.F64(0x7ff0_0000_0000_0001L)).hasToString("nan:0x1");
    assertThat(Value.of(1.0).format(ValueFormat.HEX)).isEqualTo("0x3ff0000000000000");
  }

  @Test
  void showsVectorsByLanes() {
    Value vector = new Value.V128(0xffff_ffff_3f80_0000L, 0x64);
    assertThat(vector).hasToString("i32x4 0x3f800000 0xffffffff 0x00000064 0x00000000");
    assertThat(vector.format(ValueFormat.SIGNED)).isEqualTo("i32x4 1065353216 -1 100 0");
    assertThat(vector.format(ValueFormat.UNSIGNED)).isEqualTo("i32x4 1065353216 4294967295 100 0");
    assertThat(vector.format(ValueFormat.FLOAT)).isEqualTo("f32x4 1 -nan:0x7fffff 1.4e-43 0");
    assertThat(vector.format(ValueFormat.STRING)).contains("d\\u{0}");
  }

  @Test
  void showsReferencesAndStrings() {
    assertThat(Value.Reference.NULL).hasToString("null");
    assertThat(new Value.Reference(18, false, "(ref $p)")).hasToString("(ref $p) 0x12");
    assertThat(Value.of("a\"\n\u202e")).hasToString("\"a\\\"\\n\\u{202e}\"");
    assertThat(Value.of("a\"\u202e").format(ValueFormat.STRING)).isEqualTo("a\"\\u{202e}");
    assertThat(new Value.Text("abc", true)).hasToString("\"abc\"…");
  }

  @Test
  void namesForms() {
    for (ValueFormat format : ValueFormat.values()) {
      assertThat(ValueFormat.named(format.word())).isSameAs(format);
    }
    assertThat(ValueFormat.named("octal")).isNull();
  }
}
