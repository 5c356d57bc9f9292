package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.exec.other.EndiveRun;
import dev.continuum.inspector.exec.other.WasmtimeProcess;
import dev.continuum.inspector.exec.random.Part;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs have the same results, traps and state however they are executed: by the stepping
 * engine in each of its ways, and by other engines as far as they understand them.
 *
 * <p>More programs: {@code -Dcontinuum.programs=20000 -Dcontinuum.firstProgram=1000}.
 */
class RandomProgramTest {
  private static final int PROGRAMS = Integer.getInteger("continuum.programs", 40);
  private static final int FIRST = Integer.getInteger("continuum.firstProgram", 0);

  @Test
  void wasmtimeComputesTheSame() throws Exception {
    Profile profile = Profile.SECOND.withOneNan();
    try (WasmtimeProcess wasmtime = new WasmtimeProcess()) {
      for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
        RandomProgram program = RandomProgram.of(seed, profile);
        List<String> own = inAllWays(program);
        List<String> others = wasmtime.run(program);
        if (others != null) {
          assertThat(difference(program, "Wasmtime", others, own)).isEmpty();
        }
      }
      // Its compiler has gaps, but few.
      assertThat(wasmtime.crashes()).isLessThanOrEqualTo(1 + PROGRAMS / 50);
    }
  }

  /** Where Endive deviates on WebAssembly 2.0, Wasmtime is asked who is right. */
  @Test
  void endiveComputesTheSame() throws Exception {
    Profile profile = Profile.SECOND.withOneNan().withNearAddresses();
    try (WasmtimeProcess wasmtime = new WasmtimeProcess()) {
      int deviations = 0;
      for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
        RandomProgram program = RandomProgram.of(seed, profile);
        List<String> own = inAllWays(program);
        String difference = difference(program, "Endive", EndiveRun.run(program), own);
        if (!difference.isEmpty()) {
          assertThat(wasmtime.run(program)).as(difference).isEqualTo(own);
          deviations++;
        }
      }
      assertThat(deviations).isLessThanOrEqualTo(1 + PROGRAMS / 20);
    }
  }

  /**
   * Endive alone knows these parts. It has faults of its own, which show in few programs; one of
   * ours would show in many.
   */
  @ParameterizedTest
  @EnumSource(names = {"TAIL_CALLS", "EXCEPTIONS", "AGGREGATES", "MEMORIES"})
  void endiveComputesMostlyTheSame(Part part) throws Exception {
    Profile profile = Profile.of(part).withOneNan().withNearAddresses();
    List<String> differences = new ArrayList<>();
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      RandomProgram program = RandomProgram.of(seed, profile);
      List<String> own = inAllWays(program);
      String difference = difference(program, "Endive", EndiveRun.run(program), own);
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
    assertThat(differences).hasSizeLessThanOrEqualTo(2 + PROGRAMS / 25);
  }

  @Test
  void allWaysOfExecutionAgree() throws Exception {
    for (int seed = FIRST; seed < FIRST + 2 * PROGRAMS; seed++) {
      inAllWays(RandomProgram.of(seed, Profile.ALL));
    }
  }

  private static List<String> inAllWays(RandomProgram program) throws Exception {
    List<String> quick = OwnRun.run(program, EngineModes.quick(OwnRun.LIMITS));
    List<String> hot = OwnRun.run(program, EngineModes.hot(OwnRun.LIMITS));
    assertThat(difference(program, "in hot code", hot, quick)).isEmpty();
    List<String> plain = OwnRun.run(program, EngineModes.plain(OwnRun.LIMITS));
    assertThat(difference(program, "in plain code", plain, quick)).isEmpty();
    List<String> mixed = OwnRun.run(program, EngineModes.mixed(OwnRun.LIMITS, program.seed()));
    assertThat(difference(program, "with stops", mixed, quick)).isEmpty();
    return quick;
  }

  /** What differs, with the program; empty when nothing does. */
  private static String difference(
      RandomProgram program, String other, List<String> others, List<String> own) {
    if (others.equals(own)) {
      return "";
    }
    StringBuilder text = new StringBuilder("The program of seed " + program.seed() + ":\n");
    for (int i = 0; i < own.size(); i++) {
      String theirs = i < others.size() ? others.get(i) : "nothing";
      if (!own.get(i).equals(theirs)) {
        text.append(own.get(i)).append("; ").append(other).append(": ").append(theirs).append('\n');
      }
    }
    return text + program.text();
  }
}
