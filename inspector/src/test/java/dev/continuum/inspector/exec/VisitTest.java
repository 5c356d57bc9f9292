package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop.Reason;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking at another moment without leaving this one. */
@Timeout(60)
class VisitTest {
  private static final String PROGRAM =
      """
      (module
        (memory 1)
        (tag $odd)
        (func $seven (result i32) (i32.const 7))
        (func (export "_start")
          (i32.store (i32.const 0) (call $seven))
          (block $caught (try_table (catch $odd $caught) (throw $odd)))
          (i32.store (i32.const 0) (i32.const 9))))
      """;

  private static Value first(DebugBackend there) {
    try {
      return Expression.parse("memory[0]").evaluate(there.scope(0));
    } catch (Exception wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  private static void visitAll(Stepped guest) throws Exception {
    String before = guest.state();
    long here = guest.backend.tick();
    for (long tick = guest.backend.firstTick(); tick <= guest.backend.lastTick(); tick++) {
      long wanted = tick;
      guest.backend.visit(
          tick,
          there -> {
            assertThat(there.tick()).isEqualTo(wanted);
            return first(there);
          });
      assertThat(guest.backend.tick()).isEqualTo(here);
      assertThat(guest.state()).isEqualTo(before);
    }
  }

  @Test
  void nothingIsNoticedOfIt() throws Exception {
    Stepped guest = Stepped.of(PROGRAM, null);
    guest.backend.bind(1, BreakpointParser.parse("break throw").location(), 0);
    guest.backend.bind(2, BreakpointParser.parse("watch change memory[0]").location(), 0);
    guest.move(new Motion.StepInto(1));
    guest.move(new Motion.StepOver());
    visitAll(guest);
    assertThat(guest.value("result[0]")).isEqualTo("7");
    assertThat(guest.backend.move(new Motion.Continue(), Stepped.ALWAYS).reason())
        .isEqualTo(Reason.WATCHPOINT);
    visitAll(guest);
    assertThat(guest.backend.move(new Motion.Continue(), Stepped.ALWAYS).reason())
        .isEqualTo(Reason.EXCEPTION);
    visitAll(guest);
    assertThat(guest.backend.move(new Motion.Continue(), Stepped.ALWAYS).reason())
        .isEqualTo(Reason.WATCHPOINT);
    assertThat(guest.backend.move(new Motion.Continue(), Stepped.ALWAYS).reason())
        .isEqualTo(Reason.END);
    visitAll(guest);
    assertThat(guest.backend.visit(0, VisitTest::first)).isEqualTo(Value.of(0));
  }
}
