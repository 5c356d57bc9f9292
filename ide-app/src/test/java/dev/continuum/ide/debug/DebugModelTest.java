package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DebugModelTest {
  private static final String PROGRAM =
      """
      (module
        (memory (export "memory") 1)
        (func $square (param $n i32) (result i32)
          (local $r i32)
          (local.set $r
            (i32.mul (local.get $n) (local.get $n)))
          (local.get $r))
        (func (export "_start")
          (local $i i32)
          (loop $next
            (i32.store (i32.const 0x400) (call $square (local.get $i)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_s (local.get $i) (i32.const 5))))))
      """;

  @TempDir Path folder;
  private DebugFixture debug;

  @BeforeEach
  void open() throws Exception {
    debug = new DebugFixture(folder, PROGRAM);
  }

  @AfterEach
  void close() {
    debug.close();
  }

  private Value value(String expression) {
    List<Value> values = new ArrayList<>();
    debug.model.look(
        backend -> Expression.parse(expression).evaluate(backend.scope(debug.model.level().get())),
        values::add,
        failure -> {
          throw new AssertionError(failure);
        });
    debug.tasks.await(() -> !values.isEmpty());
    return values.getFirst();
  }

  private RunningPlace running() {
    return Objects.requireNonNull(debug.marks.running().get());
  }

  @Test
  void standsAtTheFirstInstructionWithoutBreakpoints() throws Exception {
    Standing now = debug.start();
    assertThat(now.stop().reason()).isEqualTo(Stop.Reason.ENTRY);
    assertThat(now.tick()).isZero();
    assertThat(running().line()).isEqualTo(11);
  }

  @Test
  void stopsOnAConditionAndShowsWhereAndWhat() throws Exception {
    long id = debug.breakpoint("break line 6 if $n == 3");
    Standing now = debug.start();
    assertThat(now.stop().reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    assertThat(value("$n")).isEqualTo(Value.of(3));
    assertThat(running().line()).isEqualTo(6);
    assertThat(running().values().getFirst().text()).isEqualTo("$n = 3");
    BreakpointState state = debug.marks.breakpoints().states().get(id);
    assertThat(state.hits()).isEqualTo(1);
    assertThat(state.offsets()).hasSize(1);
  }

  @Test
  void marksWhatHasChangedBesideTheCode() throws Exception {
    debug.breakpoint("break line 13");
    debug.start();
    assertThat(running().values()).noneMatch(InlineValue::changed);
    debug.move(new Motion.Continue());
    assertThat(running().values()).anyMatch(InlineValue::changed);
    debug.breakpoint("break line 6");
    debug.move(new Motion.Continue());
    // Another call: its values are no changes of what was shown.
    assertThat(running().values()).noneMatch(InlineValue::changed);
  }

  @Test
  void selectsFramesAndLooksThere() throws Exception {
    debug.breakpoint("break line 6 if $n == 3");
    debug.start();
    debug.model.select(1);
    assertThat(value("$i")).isEqualTo(Value.of(3));
    debug.tasks.await(() -> running().line() == 11);
    assertThat(running().innermost()).isFalse();
    debug.move(new Motion.StepInto(1));
    assertThat(debug.model.level().get()).isZero();
  }

  @Test
  void watchesAWordAndStepsBackPastItsChange() throws Exception {
    debug.breakpoint("break line 6 if $n == 3");
    debug.start();
    debug.model.add(BreakpointParser.parse("watch change memory[0x400]:i32"));
    Standing now = debug.move(new Motion.Continue());
    assertThat(now.stop().reason()).isEqualTo(Stop.Reason.WATCHPOINT);
    assertThat(now.changes()).containsExactly("memory[0x400]:i32 was 4, is 9");
    Standing before = debug.move(new Motion.StepBack(1));
    assertThat(before.isPast()).isTrue();
    assertThat(running().past()).isTrue();
    assertThat(value("memory[0x400]:i32")).isEqualTo(Value.of(4));
  }

  @Test
  void changesALocalAndAsksAnew() throws Exception {
    debug.breakpoint("break line 6 if $n == 3");
    Standing first = debug.start();
    List<String> failed = new ArrayList<>();
    debug.model.change(Assignment.parse("$n = 10"), failed::add);
    debug.tasks.await(
        () -> Objects.requireNonNull(debug.model.standing().get()).version() > first.version());
    assertThat(value("$n")).isEqualTo(Value.of(10));
    debug.model.change(Assignment.parse("$n = 1.5"), failed::add);
    debug.tasks.await(() -> !failed.isEmpty());
    assertThat(failed.getFirst()).contains("i32");
  }

  @Test
  void endsAndStaysToBeLookedAt() throws Exception {
    debug.breakpoint("break line 6 if $n == 3");
    debug.start();
    debug.marks.breakpoints().clear();
    Standing end = debug.move(new Motion.Continue());
    assertThat(end.stop().reason()).isEqualTo(Stop.Reason.END);
    assertThat(debug.said.getLast()).startsWith("The program has ended.");
    Standing back = debug.move(new Motion.StepBack(3));
    assertThat(back.tick()).isEqualTo(end.tick() - 3);
    assertThat(back.frame()).isNotNull();
  }

  @Test
  void pausesWhatNeverEndsAndTakesBreakpointsMeanwhile() throws Exception {
    debug.close();
    debug =
        new DebugFixture(
            folder,
            """
            (module
              (global $count (mut i64) (i64.const 0))
              (func (export "_start")
                (loop $on
                  (global.set $count (i64.add (global.get $count) (i64.const 1)))
                  (br $on))))
            """);
    debug.breakpoint("break line 6 if $count == 1_000_000_000_000");
    debug.begin(null);
    assertThat(debug.model.state().get()).isEqualTo(DebugModel.State.MOVING);
    debug.breakpoint("break line 5 if $count > 100_000");
    assertThat(debug.stand().stop().reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    debug.marks.breakpoints().clear();
    debug.model.move(new Motion.Continue());
    debug.model.pause();
    assertThat(debug.stand().stop().reason()).isEqualTo(Stop.Reason.PAUSE);
  }

  @Test
  void keepsItsLinesWhileTheTextIsEdited() throws Exception {
    long id = debug.breakpoint("break line 11");
    debug.start();
    assertThat(running().line()).isEqualTo(11);
    debug.marks.breakpoints().moveLines(debug.file, line -> line >= 4 ? line + 2 : line);
    assertThat(running().line()).isEqualTo(13);
    debug.breakpoint("break line 5");
    assertThat(debug.marks.breakpoints().all().getFirst().spec().location())
        .isEqualTo(new Location.WatLine(13));
    Standing next = debug.move(new Motion.Continue());
    assertThat(next.stop().reason()).isEqualTo(Stop.Reason.BREAKPOINT);
    assertThat(running().line()).isEqualTo(13);
    assertThat(debug.marks.breakpoints().states().get(id).isBound()).isTrue();
    assertThat(debug.marks.breakpoints().states().get(id + 1).problem())
        .contains("after the program was started");
  }

  @Test
  void stepsByLinesAndRunsToOne() throws Exception {
    debug.start();
    debug.model.runTo(new Location.WatLine(12));
    debug.tasks.await(() -> debug.model.standing().get() != null && running().line() == 12);
    debug.stand();
    debug.model.stepLine(DebugSession.LineStep.OVER);
    assertThat(debug.stand().frame()).isNotNull();
    assertThat(running().line()).isEqualTo(13);
    debug.model.stepLine(DebugSession.LineStep.BACK_OVER);
    debug.stand();
    assertThat(running().line()).isEqualTo(12);
  }

  @Test
  void comesBackFromARecording() throws Exception {
    debug.breakpoint("break line 6 if $n == 3");
    Standing saved = debug.start();
    Path recording = folder.resolve("program.recording");
    List<Long> sizes = new ArrayList<>();
    debug.model.save(recording, sizes::add, failure -> sizes.add(-1L));
    debug.tasks.await(() -> !sizes.isEmpty());
    assertThat(sizes.getFirst()).isPositive();
    debug.close();
    Standing opened = debug.start(recording);
    assertThat(opened.tick()).isEqualTo(saved.tick());
    assertThat(value("$n")).isEqualTo(Value.of(3));
  }
}
