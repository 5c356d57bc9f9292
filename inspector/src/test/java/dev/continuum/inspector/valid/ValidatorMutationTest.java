package dev.continuum.inspector.valid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.GeneratedModule;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.binary.SpecBinaries;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Modules damaged in every way: the validator finds fault with them or does not, and no more. */
class ValidatorMutationTest {
  private static void check(byte[] bytes) {
    Inspection inspection = Inspector.inspect(bytes);
    for (Problem problem : inspection.problems()) {
      assertThat(problem.offset()).isBetween(0, bytes.length);
    }
    // What could be read of a broken module may be looked into as well.
    if (ModuleDecoder.salvage(bytes).binary() instanceof WasmModule module) {
      ByteBuffer file = ByteBuffer.wrap(bytes);
      new Validator(Features.STANDARD).validate(module, file);
      StackTypes types = new StackTypes(module, file);
      for (Function function : module.functions()) {
        types.walk(function.index(), (offset, after) -> after.depth() < 1000);
      }
    }
  }

  private static void flip(byte[] bytes, int rounds, long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = bytes.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(bytes.length);
        damaged[at] =
            random.nextBoolean()
                ? (byte) random.nextInt()
                : (byte) (damaged[at] ^ 1 << random.nextInt(8));
      }
      check(damaged);
    }
  }

  @Test
  void bearsAGeneratedModuleCutAnywhereAndFlipped() {
    byte[] bytes = GeneratedModule.ofSize(2000);
    check(bytes);
    for (int length = 0; length < bytes.length; length++) {
      check(Arrays.copyOf(bytes, length));
    }
    flip(bytes, 2000, 1);
  }

  @Test
  void bearsTheSpecificationsModulesFlipped() throws Exception {
    for (SpecBinaries.Case each : SpecBinaries.all()) {
      if (each.bytes().length > 0) {
        flip(each.bytes(), 10, each.bytes().length);
      }
    }
  }
}
