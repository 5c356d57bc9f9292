package dev.continuum.ide.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.mark.Coverage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileDataTest {
  private static final String LOOP =
      """
      (module
        (memory 1)
        (func $step (param $n i32) (result i32)
          (i32.sub
            (local.get $n)
            (i32.const 1)))
        (func $never
          (nop))
        (func (export "_start") (local $n i32)
          (local.set $n (i32.const 10))
          (loop $next
            (br_if $next
              (local.tee $n (call $step (local.get $n)))))
          (if (i32.const 0)
            (then
              (nop)))
          (drop (memory.grow (i32.const 1)))))
      """;

  @TempDir Path folder;

  @Test
  void linesOfATextHaveTheirCounts() throws Exception {
    ProfileData data = Profiles.of(folder, LOOP);

    assertThat(data.isText()).isTrue();
    assertThat(data.functions())
        .extracting(FunctionRow::name)
        .containsExactly("func[2] \"_start\"", "$step");
    FunctionRow step = data.functions().get(1);
    assertThat(step.own()).isEqualTo(40);
    assertThat(step.calls()).isEqualTo(10);
    assertThat(step.position()).isEqualTo("5:1");
    assertThat(data.functions().getFirst().total()).isEqualTo(data.profile().ticks());
    assertThat(data.functions().getFirst().covered()).isLessThan(1);

    Coverage coverage = data.coverage();
    assertThat(coverage.program()).isEqualTo(folder.resolve("program.wat"));
    assertThat(coverage.ofLine(4)).isEqualTo(10);
    assertThat(coverage.ofLine(8)).as("a function that is never called").isZero();
    assertThat(coverage.ofLine(10)).isEqualTo(1);
    assertThat(coverage.ofLine(11)).as("a label alone").isEqualTo(Coverage.NO_CODE);
    assertThat(coverage.ofLine(12)).isEqualTo(10);
    assertThat(coverage.ofLine(16)).as("a part that is never reached").isZero();
    assertThat(coverage.ofLine(2)).isEqualTo(Coverage.NO_CODE);
    assertThat(coverage.ofLine(0)).isEqualTo(Coverage.NO_CODE);
    assertThat(coverage.ofLine(100)).isEqualTo(Coverage.NO_CODE);
    assertThat(coverage.most()).isEqualTo(10);

    LineRow line =
        data.lines().stream().filter(row -> row.number() == 13).findFirst().orElseThrow();
    assertThat(line.count()).isEqualTo(10);
    assertThat(line.instructions()).isEqualTo(30);
    assertThat(line.text()).isEqualTo("(local.tee $n (call $step (local.get $n)))))");
    assertThat(line.position()).isEqualTo("13:1");
    assertThat(data.lines().stream().mapToLong(LineRow::instructions).sum())
        .isEqualTo(data.profile().ticks());

    assertThat(data.growth()).hasSize(2);
    assertThat(data.growth().getLast().bytes()).isEqualTo(2 << 16);
    assertThat(data.growth().getLast().position()).isEqualTo("17:1");
  }

  @Test
  void instructionsOfABinaryHaveTheirNames() throws Exception {
    ProfileData data = Profiles.ofBinary(folder, LOOP);

    assertThat(data.isText()).isFalse();
    assertThat(data.lines().getFirst().count()).isEqualTo(10);
    assertThat(data.lines())
        .extracting(LineRow::text)
        .startsWith("local.get", "i32.const", "i32.sub", "end", "local.get", "call")
        .doesNotContain("loop");
    LineRow first = data.lines().getFirst();
    assertThat(first.function()).isEqualTo("$step");
    assertThat(first.position()).isEqualTo("0x" + Integer.toHexString(first.number()));
    assertThat(data.functions().get(1).position()).isEqualTo(first.position());
    Coverage coverage = data.coverage();
    assertThat(coverage.ofOffset(first.number())).isEqualTo(10);
    assertThat(coverage.ofOffset(first.number() + 1)).isEqualTo(Coverage.NO_CODE);
    assertThat(coverage.ofOffset(0)).isEqualTo(Coverage.NO_CODE);
    Program program = Program.read(folder.resolve("program.wasm"));
    int never = program.module().functions().get(1).code().instructions().start();
    assertThat(coverage.ofOffset(never)).isZero();
    assertThat(coverage.ofLine(4)).isEqualTo(Coverage.NO_CODE);
  }

  @Test
  void aProgramThatCannotBeReadHasItsFunctionsStill() throws Exception {
    ProfileData read = Profiles.of(folder, LOOP);
    ProfileData data = ProfileData.of(folder.resolve("gone.wasm"), null, read.profile());

    assertThat(data.lines()).isEmpty();
    assertThat(data.functions()).hasSize(2);
    assertThat(data.functions().get(1).position()).startsWith("0x");
    assertThat(data.coverage().ofOffset(50)).isEqualTo(Coverage.NO_CODE);
  }

  @Test
  void textsAreHarmlessAndShort() {
    assertThat(ProfileData.shortText("  a\u202eb\u001b[31m ")).isEqualTo("a⟨U+202E⟩b");
    assertThat(ProfileData.shortText("x".repeat(1000))).hasSize(201).endsWith("x…");
  }

  @Test
  void numbersAreReadable() {
    assertThat(ProfileWords.number(1234567)).isEqualTo("1,234,567");
    assertThat(ProfileWords.percent(0)).isEqualTo("0.0 %");
    assertThat(ProfileWords.percent(0.0001)).isEqualTo("< 0.1 %");
    assertThat(ProfileWords.percent(0.4567)).isEqualTo("45.7 %");
    assertThat(ProfileWords.time(999)).isEqualTo("999 ns");
    assertThat(ProfileWords.time(1234)).isEqualTo("1.2 µs");
    assertThat(ProfileWords.time(45_678_000)).isEqualTo("46 ms");
    assertThat(ProfileWords.time(3_400_000_000L)).isEqualTo("3.4 s");
  }
}
