package dev.continuum.inspector.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.SpecSuite;
import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.EngineModes;
import dev.continuum.inspector.syntax.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScriptCheckTest {
  /**
   * What scripts say that the standard says otherwise by now: these are older than modules with
   * several tables and memories, and than sizes of 64 bits.
   */
  private static final Map<String, Set<Integer>> OUTDATED =
      Map.of(
          "proposals/threads/imports.wast",
          Set.of(309, 313, 317, 404, 408, 412),
          "proposals/threads/memory.wast",
          Set.of(14, 15, 83, 87, 91));

  /** Commands that are refused as they should be, but in words that the suite does not use. */
  private static final int MOST_OTHER_WORDS = 45;

  private static Features features(String script) {
    return new Features(
        script.startsWith("proposals/threads/"),
        script.startsWith("legacy/"),
        script.startsWith("proposals/custom-page-sizes/"),
        script.startsWith("proposals/wide-arithmetic/"));
  }

  private static ScriptReport check(Path script, Engine engine) throws IOException {
    return ScriptCheck.check(Files.readString(script), features(SpecSuite.name(script)), engine);
  }

  @TestFactory
  Stream<DynamicTest> doesWhatTheSpecificationsScriptsSay() throws IOException {
    return scripts(EngineModes::quick);
  }

  @TestFactory
  Stream<DynamicTest> doesSoInHotCode() throws IOException {
    return scripts(EngineModes::hot);
  }

  @TestFactory
  Stream<DynamicTest> doesSoInPlainCode() throws IOException {
    return scripts(EngineModes::plain);
  }

  @TestFactory
  Stream<DynamicTest> doesSoStoppingAtRandomTicks() throws IOException {
    return scripts(limits -> EngineModes.mixed(limits, 7));
  }

  private static Stream<DynamicTest> scripts(Function<EngineLimits, Engine> engine)
      throws IOException {
    return SpecSuite.scripts().stream()
        .map(script ->
            DynamicTest.dynamicTest(
                SpecSuite.name(script),
                () -> doesWhat(script, engine.apply(EngineLimits.DEFAULT))));
  }

  private static void doesWhat(Path script, Engine engine) throws IOException {
    ScriptReport report = check(script, engine);
    Set<Integer> outdated = OUTDATED.getOrDefault(SpecSuite.name(script), Set.of());
    assertThat(report.failures())
        .filteredOn(failure -> !outdated.contains(failure.line()))
        .isEmpty();
    assertThat(report.passed()).isPositive();
  }

  @Test
  void saysMostlyWhatTheSuiteExpects() throws Exception {
    int passed = 0;
    int inOtherWords = 0;
    for (Path script : SpecSuite.scripts()) {
      ScriptReport report = check(script, EngineModes.quick(EngineLimits.DEFAULT));
      passed += report.passed();
      inOtherWords += report.inOtherWords();
    }
    assertThat(passed).isGreaterThan(65_000);
    assertThat(inOtherWords).isLessThan(MOST_OTHER_WORDS);
  }

  @Test
  void findsWhatIsNotAsTheScriptSays() {
    ScriptReport report =
        ScriptCheck.check(
            """
            (module (func))
            (module (func i32.const 1))
            (assert_invalid (module (func (result i32) (i64.const 1))) "type mismatch")
            (assert_invalid (module (func (result i32) (i64.const 1))) "something else")
            (assert_invalid (module (func)) "type mismatch")
            (assert_malformed (module (func (result i32))) "type mismatch")
            (assert_malformed (module quote "(func) (memory 1)") "unexpected token")
            (assert_malformed (module binary "\\00asm") "unexpected end")
            (assert_invalid (module quote "(func") "type mismatch")
            (invoke "f")
            (assert_unlinkable (module (import "a" "b" (func))) "unknown import")
            (assert_trap (module (func $f unreachable drop)) "unreachable")
            (nonsense)
            """,
            Features.STANDARD);
    assertThat(report.failures())
        .extracting(ScriptReport.Failure::line)
        .containsExactly(13, 2, 5, 6, 7, 9, 10, 12);
    assertThat(report.passed()).isEqualTo(5);
    assertThat(report.inOtherWords()).isEqualTo(1);
    assertThat(report.failures())
        .extracting(ScriptReport.Failure::toString)
        .contains("5: The module is taken, but must be refused as invalid: type mismatch");
    assertThat(List.copyOf(report.failures())).hasSize(report.failed());
  }

  @Test
  void findsWhatDoesNotRunAsTheScriptSays() {
    ScriptReport report =
        ScriptCheck.check(
            """
            (module
              (global (export "g") i32 (i32.const 7))
              (func (export "one") (result i32) (i32.const 1))
              (func (export "nan") (result f32) (f32.const nan:0x200001))
              (func (export "div") (param i32 i32) (result i32)
                (i32.div_s (local.get 0) (local.get 1)))
              (func $deep (export "deep") (call $deep))
              (tag $t) (func (export "throw") (throw $t)))
            (assert_return (invoke "one") (i32.const 1))
            (assert_return (invoke "one") (i32.const 2))
            (assert_return (invoke "one") (i64.const 1))
            (assert_return (invoke "nan") (f32.const nan:canonical))
            (assert_return (get "g") (i32.const 7))
            (assert_return (get "g") (i32.const 8))
            (assert_trap (invoke "div" (i32.const 1) (i32.const 0)) "integer divide by zero")
            (assert_trap (invoke "div" (i32.const 1) (i32.const 0)) "integer overflow")
            (assert_trap (invoke "one") "integer overflow")
            (assert_exhaustion (invoke "deep") "call stack exhausted")
            (assert_trap (invoke "deep") "unreachable")
            (assert_exception (invoke "throw"))
            (assert_exception (invoke "one"))
            (assert_return (invoke "throw"))
            (assert_unlinkable (module (import "spectest" "print" (func))) "unknown import")
            (assert_trap (module (func $f (unreachable)) (start $f)) "unreachable")
            """,
            Features.STANDARD);
    assertThat(report.failures())
        .extracting(ScriptReport.Failure::line)
        .containsExactly(10, 11, 12, 14, 16, 17, 19, 21, 22, 23);
    assertThat(report.passed()).isEqualTo(7);
  }
}
