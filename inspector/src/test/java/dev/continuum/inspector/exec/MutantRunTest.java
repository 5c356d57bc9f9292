package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.SpecBinaries;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Modules that were damaged and are still valid: each way of execution comes to the same state.
 *
 * <p>More of them: {@code -Dcontinuum.programs=20000 -Dcontinuum.firstProgram=1000}.
 */
class MutantRunTest {
  private static final int PROGRAMS = Integer.getInteger("continuum.programs", 30);
  private static final int FIRST = Integer.getInteger("continuum.firstProgram", 0);

  /** Damages a file in one to three places, mostly in its second half, where code lies. */
  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = random.nextInt(5) == 0 ? 0 : bytes.length / 4;
      int at = from + random.nextInt(bytes.length - from);
      damaged[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (damaged[at] ^ 1 << random.nextInt(8));
    }
    return damaged;
  }

  /** Runs a file in all ways if it is valid; false when it is not. */
  private static boolean run(byte[] bytes, String told) {
    Inspection inspection = Inspector.inspect(bytes);
    if (inspection.error() != null
        || !inspection.problems().isEmpty()
        || !(inspection.binary() instanceof WasmModule module)) {
      return false;
    }
    var quick = BudgetRun.of(module, bytes, BudgetRun.Way.QUICK);
    assertThat(BudgetRun.of(module, bytes, BudgetRun.Way.HOT)).as(told).isEqualTo(quick);
    assertThat(BudgetRun.of(module, bytes, BudgetRun.Way.PLAIN)).as(told).isEqualTo(quick);
    assertThat(BudgetRun.of(module, bytes, BudgetRun.Way.MIXED)).as(told).isEqualTo(quick);
    return true;
  }

  @Test
  void mutantsOfRandomProgramsRunAlike() throws Exception {
    int valid = 0;
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      byte[] bytes = RandomProgram.of(seed, Profile.ALL).bytes();
      Random random = new Random(seed);
      for (int i = 0; i < 30; i++) {
        if (run(damaged(bytes, random), "seed " + seed + ", mutant " + i)) {
          valid++;
        }
      }
    }
    assertThat(valid).isGreaterThan(PROGRAMS);
  }

  @Test
  void mutantsOfTheSpecificationsModulesRunAlike() throws Exception {
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (each.bytes().length == 0) {
        continue;
      }
      Random random = new Random(FIRST + each.bytes().length);
      for (int i = 0; i < 1 + PROGRAMS / 10; i++) {
        run(damaged(each.bytes(), random), each + ", mutant " + i);
      }
    }
  }
}
