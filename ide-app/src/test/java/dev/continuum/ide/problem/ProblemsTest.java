package dev.continuum.ide.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.problem.Problem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final Path FILE = Path.of("a.wat").toAbsolutePath();
  private static final Path OTHER = Path.of("b.wat").toAbsolutePath();

  private final Problems problems = new Problems();

  private static Problem error(int line) {
    return Problem.at(Severity.ERROR, "Line " + line + " is wrong.", line, 1, 0);
  }

  @Test
  void eachSourceReplacesOnlyItsOwn() {
    problems.set("outline", FILE, List.of(error(3)));
    problems.set("wasmtime", FILE, List.of(error(1)));
    problems.set("outline", FILE, List.of(error(2)));
    assertThat(problems.all()).extracting(entry -> entry.problem().line()).containsExactly(1, 2);
    problems.set("wasmtime", FILE, List.of());
    assertThat(problems.all()).extracting(entry -> entry.problem().line()).containsExactly(2);
  }

  @Test
  void clearsASourceOrAFile() {
    problems.set("build", FILE, List.of(error(1)));
    problems.set("build", OTHER, List.of(error(2)));
    problems.set("outline", OTHER, List.of(error(3)));
    problems.clear("build");
    assertThat(problems.all()).hasSize(1);
    problems.clear(OTHER);
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void findsAFileUnderAnotherSpelling() {
    problems.set("build", Path.of("x/../a.wat"), List.of(error(1)));
    assertThat(problems.in(Path.of("a.wat"))).hasSize(1);
    assertThat(problems.count(Severity.ERROR)).isEqualTo(1);
    assertThat(problems.count(Severity.WARNING)).isZero();
  }

  @Test
  void sayingTheSameAgainChangesNothing() {
    AtomicInteger changes = new AtomicInteger();
    problems.set("outline", FILE, List.of(error(1)));
    problems
        .all()
        .addListener((ListChangeListener<Problems.Entry>) change -> changes.incrementAndGet());
    problems.set("outline", FILE, List.of(error(1)));
    problems.set("wasmtime", FILE, List.of());
    assertThat(changes).hasValue(0);
  }

  @Test
  void saysItsPlace() {
    assertThat(error(4).position()).isEqualTo("4:1");
    assertThat(Problem.atOffset(Severity.ERROR, "Bad.", 0x1a3).position()).isEqualTo("0x1a3");
    assertThat(Problem.ofFile(Severity.ERROR, "Gone.").position()).isEmpty();
  }
}
