package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.fail;

import dev.continuum.inspector.exec.other.EndiveRun;
import dev.continuum.inspector.exec.other.WasmtimeRun;
import dev.continuum.inspector.exec.random.Part;
import dev.continuum.inspector.exec.random.Profile;
import dev.continuum.inspector.exec.random.RandomProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random programs have the same results, traps and state however they are executed: by the stepping
 * engine in each of its ways, and by other engines as far as they understand them.
 *
 * <p>More programs: {@code -Dcontinuum.programs=20000 -Dcontinuum.firstProgram=1000}.
 */
class RandomProgramTest {
  private static final int PROGRAMS = Integer.getInteger("continuum.programs", 120);
  private static final int FIRST = Integer.getInteger("continuum.firstProgram", 0);

  @Test
  void wasmtimeComputesTheSame() throws Exception {
    try (WasmtimeRun wasmtime = new WasmtimeRun()) {
      for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
        RandomProgram program = RandomProgram.of(seed, Profile.SECOND);
        List<String> own = inAllWays(program);
        compare(program, "Wasmtime", wasmtime.run(program), own);
      }
    }
  }

  @Test
  void endiveComputesTheSame() throws Exception {
    Profile profile = Profile.of(Part.VECTORS).withOneNan();
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      RandomProgram program = RandomProgram.of(seed, profile);
      List<String> own = inAllWays(program);
      compare(program, "Endive", EndiveRun.run(program), own);
    }
  }

  @Test
  void allWaysOfExecutionAgree() throws Exception {
    for (int seed = FIRST; seed < FIRST + PROGRAMS; seed++) {
      inAllWays(RandomProgram.of(seed, Profile.ALL));
    }
  }

  private static List<String> inAllWays(RandomProgram program) throws Exception {
    List<String> quick = OwnRun.run(program, EngineModes.quick(OwnRun.LIMITS));
    compare(program, "plain code", OwnRun.run(program, EngineModes.plain(OwnRun.LIMITS)), quick);
    compare(
        program,
        "code with stops",
        OwnRun.run(program, EngineModes.mixed(OwnRun.LIMITS, program.seed())),
        quick);
    return quick;
  }

  private static void compare(
      RandomProgram program, String other, List<String> others, List<String> own) {
    if (others.equals(own)) {
      return;
    }
    StringBuilder text = new StringBuilder("The program of seed " + program.seed() + ":\n");
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).equals(others.get(i))) {
        text.append(own.get(i)).append("; ").append(other).append(": ").append(others.get(i));
        text.append('\n');
      }
    }
    fail(text + program.text());
  }
}
