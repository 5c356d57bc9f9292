package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrapModelTest {
  private static final String PROGRAM =
      """
      (module
        (memory (export "memory") 1)
        (func $fetch (param $from i32) (result i32)
          (i32.load (i32.add (local.get $from) (i32.const 8))))
        (func (export "_start")
          (local $p i32)
          (local.set $p (i32.const 65530))
          (drop (call $fetch (local.get $p)))))
      """;

  @TempDir Path folder;
  private DebugFixture debug;
  private TrapModel trap;

  @BeforeEach
  void open() throws Exception {
    debug = new DebugFixture(folder, PROGRAM);
    trap = new TrapModel(debug.model);
  }

  @AfterEach
  void close() {
    debug.close();
  }

  private Standing trapped() throws Exception {
    debug.start();
    Standing now = debug.move(new Motion.Continue());
    assertThat(now.stop().reason()).isEqualTo(Stop.Reason.TRAP);
    debug.tasks.await(() -> !trap.questions().isEmpty());
    return now;
  }

  private void ask(OperandQuestions.Question question) {
    trap.ask(question);
    assertThat(trap.searching().get()).isTrue();
    debug.tasks.await(() -> !trap.searching().get());
  }

  private List<String> rows() {
    return trap.rows().stream()
        .map(row -> row.value() + " " + row.instruction() + " " + row.where() + " " + row.words())
        .toList();
  }

  @Test
  void saysWhyItTrapsAndAsksForTheOperands() throws Exception {
    assertThat(trap.stand().get()).isNull();
    trapped();
    TrapModel.Stand stand = Objects.requireNonNull(trap.stand().get());
    assertThat(stand.sentence())
        .isEqualTo(
            "Out of bounds memory access: 4 bytes at 0x10002, but the memory has 65536 bytes.");
    assertThat(stand.where()).isEqualTo("$fetch, line 4");
    assertThat(trap.questions().stream().map(OperandQuestions.Question::text))
        .containsExactly("Where did the address 65538 come from?");
    assertThat(trap.away().get()).isFalse();
  }

  @Test
  void showsWhereAnOperandCameFromAndGoesThere() throws Exception {
    Standing home = trapped();
    ask(trap.questions().getFirst());
    assertThat(rows()).containsExactly("65538 i32.add $fetch, line 4 Computed here.");
    // Nothing has moved, and nothing was said of it.
    assertThat(debug.model.standing().get()).isEqualTo(home);
    assertThat(trap.further().stream().map(OperandQuestions.Question::text))
        .containsExactly("Where did 65530 come from?", "Where did 8 come from?");
    ask(trap.further().getFirst());
    assertThat(rows())
        .containsExactly(
            "65530 local.get $from $fetch, line 4 Read from local $from.",
            "65530 call $fetch func[1] \"_start\", line 8 Passed as parameter $from.",
            "65530 local.get $p func[1] \"_start\", line 8 Read from local $p.",
            "65530 local.set $p func[1] \"_start\", line 7 Written to local $p.",
            "65530 i32.const 65530 func[1] \"_start\", line 7 A constant.");
    trap.go(trap.rows().getLast());
    debug.stand();
    assertThat(Objects.requireNonNull(debug.model.standing().get()).tick()).isZero();
    assertThat(trap.away().get()).isTrue();
    assertThat(trap.rows()).hasSize(5);
    trap.back();
    debug.stand();
    assertThat(Objects.requireNonNull(debug.model.standing().get()).tick()).isEqualTo(home.tick());
    assertThat(trap.away().get()).isFalse();
    assertThat(Objects.requireNonNull(trap.stand().get()).trap()).isTrue();
  }

  @Test
  void goesWhenOneStepsAwayUnlessSomethingWasAsked() throws Exception {
    trapped();
    debug.move(new Motion.StepBack(2));
    assertThat(trap.stand().get()).isNull();
    assertThat(trap.questions()).isEmpty();
    debug.move(new Motion.Continue());
    debug.tasks.await(() -> !trap.questions().isEmpty());
    ask(trap.questions().getFirst());
    debug.move(new Motion.StepBack(2));
    assertThat(trap.stand().get()).isNotNull();
    trap.close();
    assertThat(trap.asked().get()).isNull();
  }

  @Test
  void answersForAnyPlaceAnywhere() throws Exception {
    debug.start();
    debug.move(new Motion.StepInto(3));
    trap.ask("$p", new Place.Local(0));
    debug.tasks.await(() -> !trap.searching().get());
    assertThat(rows()).hasSize(2);
    assertThat(Objects.requireNonNull(trap.stand().get()).trap()).isFalse();
    trap.ask("nothing", new Place.Stack(7));
    debug.tasks.await(() -> !trap.searching().get());
    assertThat(trap.note().get()).isEqualTo("This place is not there.");
    assertThat(trap.rows()).isEmpty();
  }

  @Test
  void goesWithTheProgram() throws Exception {
    trapped();
    ask(trap.questions().getFirst());
    debug.execution().stop();
    debug.tasks.await(() -> debug.model.state().get() == DebugModel.State.IDLE);
    assertThat(trap.stand().get()).isNull();
    assertThat(trap.rows()).isEmpty();
  }
}
