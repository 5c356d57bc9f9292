package dev.continuum.inspector.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import org.junit.jupiter.api.Test;

class StepBackOverTest {
  @Test
  void goesBackToTheCallThatHasThrown() throws Exception {
    Stepped stepped =
        Stepped.of(
            """
            (module
              (tag $odd)
              (func $thrower (throw $odd))
              (func (export "_start") (local $x i32)
                (block $caught
                  (try_table (catch $odd $caught)
                    (local.set $x (i32.const 7))
                    (call $thrower)
                    (local.set $x (i32.const 8))))
                (local.set $x (i32.const 9))))
            """,
            "_start");
    stepped.to(2);
    String before = stepped.state();
    Stop over = stepped.move(new Motion.StepOver());
    assertThat(over.reason()).isEqualTo(Stop.Reason.STEP);
    assertThat(stepped.backend.depth()).isEqualTo(1);
    assertThat(over.tick()).isEqualTo(4);
    assertThat(stepped.move(new Motion.StepBackOver()).tick()).isEqualTo(2);
    assertThat(stepped.state()).isEqualTo(before);
  }
}
