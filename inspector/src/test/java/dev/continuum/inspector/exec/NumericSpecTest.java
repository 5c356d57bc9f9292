package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The scalar instructions that Java lacks compute what the specification's scripts say. */
class NumericSpecTest {
  private static final List<String> SCRIPTS =
      List.of(
          "i32.wast",
          "i64.wast",
          "f32.wast",
          "f32_bitwise.wast",
          "f64.wast",
          "f64_bitwise.wast",
          "float_misc.wast",
          "conversions.wast",
          "traps.wast",
          "proposals/wide-arithmetic/wide-arithmetic.wast");

  @Test
  void agreesWithTheSuite() throws Exception {
    ScriptAssertions assertions = new ScriptAssertions();
    for (String script : SCRIPTS) {
      assertions.run(script);
    }
    assertThat(assertions.wrong()).isEmpty();
    assertThat(assertions.checked()).isGreaterThan(3_000);
  }
}
