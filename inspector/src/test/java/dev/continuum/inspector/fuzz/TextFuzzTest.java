package dev.continuum.inspector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuum.inspector.text.Pieces;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.format.Formatter;
import dev.continuum.inspector.text.script.Script;
import dev.continuum.inspector.text.script.ScriptCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Any text at all: assembled, laid out or read as a script, or refused with its problems, and no
 * more. Runs its inputs as tests; with {@code JAZZER_FUZZ=1} looks for new ones (see
 * CONTRIBUTING.md).
 */
class TextFuzzTest {
  /** The most a layout adds for one token: a line's end and indentation. */
  private static final int MOST_SPACE = 100;

  @FuzzTest(maxDuration = "3m")
  void assembles(byte[] utf8) {
    Assembly assembly = Assembler.assemble(utf8, AssemblyOptions.DEFAULT);
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      assertThat(assembly.problems()).isNotEmpty();
      check(assembly.problems(), utf8.length);
    } else {
      assertThat(assembly.problems()).isEmpty();
      assertThat(bytes.length).isLessThanOrEqualTo(1000 + 100 * utf8.length);
    }
  }

  @FuzzTest(maxDuration = "3m")
  void formats(byte[] utf8) {
    String source = new String(utf8, StandardCharsets.UTF_8);
    Formatter.Result result = Formatter.format(source);
    if (result.problem() != null) {
      assertThat(result.text()).isEqualTo(source);
      check(List.of(result.problem()), source.length());
      return;
    }
    assertThat(result.text().length()).isLessThanOrEqualTo(MOST_SPACE * (source.length() + 1));
    assertThat(Pieces.of(result.text())).isEqualTo(Pieces.of(source));
    assertThat(Formatter.format(result.text()).text()).isEqualTo(result.text());
  }

  @FuzzTest(maxDuration = "3m")
  void readsScripts(byte[] utf8) {
    String source = new String(utf8, StandardCharsets.UTF_8);
    Script script = Script.of(source);
    assertThat(script.commands().size()).isLessThanOrEqualTo(source.length() + 1);
    check(script.problems(), source.length());
    for (ScriptCommand command : script.commands()) {
      assertThat(command.range().end()).isLessThanOrEqualTo(source.length());
      if (command instanceof ScriptCommand.Define define) {
        check(define.module().assemble(AssemblyOptions.DEFAULT).problems(), source.length());
      }
    }
  }

  private static void check(List<TextProblem> problems, int length) {
    assertThat(problems).hasSizeLessThanOrEqualTo(1000);
    for (TextProblem problem : problems) {
      assertThat(problem.range().start()).isBetween(0, problem.range().end());
      assertThat(problem.range().end()).isLessThanOrEqualTo(length);
      assertThat(problem.line()).isPositive();
      assertThat(problem.column()).isPositive();
      assertThat(problem.message().length()).isLessThanOrEqualTo(1000 + 2 * length);
    }
  }
}
