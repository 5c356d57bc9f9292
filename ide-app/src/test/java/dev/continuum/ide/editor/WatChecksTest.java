package dev.continuum.ide.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.problem.Problem;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.task.ImmediateTasks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatChecksTest {
  private final PlainBuffer buffer = new PlainBuffer();
  private final Problems problems = new Problems();
  private Path file = Path.of("a.wat").toAbsolutePath();

  private WatChecks check(String text) {
    buffer.load(text);
    return new WatChecks(buffer, () -> file, problems, new ImmediateTasks());
  }

  private List<Problem> found() {
    return problems.in(file).stream().map(Problems.Entry::problem).toList();
  }

  @Test
  void saysWhatIsNotClosed() {
    WatChecks checks = check("(module\n  (func");
    assertThat(found()).isNotEmpty();
    assertThat(found().getFirst().line()).isGreaterThan(0);
    buffer.type("");
    buffer.load("(module\n  (func))");
    assertThat(found()).isEmpty();
    checks.close();
  }

  @Test
  void saysWhatTheAssemblerSays() {
    WatChecks checks = check("(module\n  (func (result i32)\n    local.get $nope))");
    assertThat(found()).hasSize(1);
    assertThat(found().getFirst().line()).isEqualTo(3);
    assertThat(found().getFirst().message()).contains("nope");
    checks.close();
    assertThat(found()).isEmpty();
  }

  @Test
  void findsTypeErrorsToo() {
    check("(module (func (result i32) i64.const 1))");
    assertThat(found()).hasSize(1);
    buffer.load("(module (func (result i32) i32.const 1))");
    assertThat(found()).isEmpty();
  }

  @Test
  void takesWhatAScriptAssertsToBeWrong() {
    file = Path.of("a.wast").toAbsolutePath();
    check(
        "(module (func))\n"
            + "(assert_malformed (module quote \"(func\") \"unexpected token\")\n"
            + "(assert_invalid (module (func (result i32))) \"type mismatch\")");
    assertThat(found()).isEmpty();
    buffer.load("(module (func))\n(module (func (drp)))\n(assert_what)");
    assertThat(found()).extracting(Problem::line).containsExactlyInAnyOrder(2, 3);
  }
}
