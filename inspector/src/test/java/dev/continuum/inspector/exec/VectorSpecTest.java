package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.syntax.Opcode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The vector instructions compute what the specification's scripts say. */
class VectorSpecTest {
  @Test
  void agreesWithTheSuite() throws Exception {
    ScriptAssertions assertions = new ScriptAssertions();
    for (Path script : SpecSuite.scripts()) {
      String name = SpecSuite.name(script);
      if (name.startsWith("simd_") || name.contains("relaxed")) {
        assertions.run(name);
      }
    }
    assertThat(assertions.wrong()).isEmpty();
    assertThat(assertions.checked()).isGreaterThan(20_000);
    assertThat(assertions.tried())
        .containsAll(Arrays.stream(Opcode.values()).filter(VectorSpecTest::computes).toList());
  }

  private static boolean computes(Opcode opcode) {
    // Of relaxed truncation the suite says nothing: see VectorInstructionsTest.
    return opcode.prefix() == Opcode.PREFIX_VECTOR
        && opcode != Opcode.V128_CONST
        && !opcode.mnemonic().contains("relaxed_trunc");
  }
}
