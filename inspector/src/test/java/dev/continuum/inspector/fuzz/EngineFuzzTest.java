package dev.continuum.inspector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.exec.BudgetRun;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;

/**
 * Any valid module without imports: the engine runs it, within its bounds, and comes to the same
 * state in quick, hot and plain code. Runs its inputs as tests; with {@code JAZZER_FUZZ=1} looks
 * for new ones (see CONTRIBUTING.md).
 */
class EngineFuzzTest {
  @FuzzTest(maxDuration = "3m")
  void runsAlikeInAllWays(byte[] bytes) {
    Inspection inspection = Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL);
    if (inspection.error() != null
        || !inspection.problems().isEmpty()
        || !(inspection.binary() instanceof WasmModule module)) {
      return;
    }
    check(module, bytes);
  }

  /** The input chooses a program, so that all of them are valid. */
  @FuzzTest(maxDuration = "3m")
  void runsWhatIsChosen(byte[] choices) {
    RandomProgram program = RandomProgram.chosen(choices, Profile.ALL);
    check(program.module(), program.bytes());
  }

  private static void check(WasmModule module, byte[] bytes) {
    var quick = BudgetRun.of(module, bytes, BudgetRun.Way.QUICK);
    assertThat(BudgetRun.of(module, bytes, BudgetRun.Way.HOT)).isEqualTo(quick);
    assertThat(BudgetRun.of(module, bytes, BudgetRun.Way.PLAIN)).isEqualTo(quick);
    assertThat(BudgetRun.of(module, bytes, BudgetRun.Way.MIXED)).isEqualTo(quick);
  }
}
