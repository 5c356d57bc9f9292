package dev.continuum.ide.debug.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.debug.DebugFixture;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Expression;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The memory view over the debugger's own model, whose answers come later. */
@Timeout(60)
class MemoryOfSessionTest {
  private static final String PROGRAM =
      """
      (module
        (memory 64)
        (func (export "_start") (local $p i32)
          (local.set $p (i32.const 0x8000))
          (loop $again
            (i32.store (local.get $p) (local.get $p))
            (local.set $p (i32.add (local.get $p) (i32.const 0x1000)))
            (br_if $again (local.get $p)))))
      """;

  @TempDir Path home;

  @Test
  void answersThatComeLaterFillTheRows() throws Exception {
    try (DebugFixture guest = new DebugFixture(home, PROGRAM);
        MemoryModel model = new MemoryModel(guest.model, guest.marks);
        MemorySearchModel search = new MemorySearchModel(model)) {
      model.resized(10, 16);
      assertThat(model.memory().get()).isNull();
      guest.start();
      guest.tasks.await(() -> model.byteAt(0) == 0);
      assertThat(model.memory().get()).isEqualTo(new MemoryInfo(0, "", 64 << 16, false));
      model.follow("$p");
      guest.tasks.await(model.following()::get);
      guest.model.add(
          BreakpointSpec.at(
              new Location.Watch(Expression.parse("memory[0x308000]:u32"), Location.Access.WRITE)));
      assertThat(guest.move(new Motion.Continue()).stop().reason())
          .isEqualTo(Stop.Reason.WATCHPOINT);
      guest.tasks.await(() -> model.byteAt(0x308002) == 0x30);
      assertThat(model.cursor().top()).isEqualTo(0x308000);
      assertThat(model.marks(0x308000, 1)[0] & MemoryMarks.WATCHED).isNotZero();
      model.comparison().with(0);
      guest.tasks.await(() -> model.comparison().get(0x308002) == 0);
      MemoryEdits edits = new MemoryEdits(model);
      model.move(cursor -> cursor.moveTo(0x308000, false));
      edits.digit(0xa);
      edits.digit(0xb);
      guest.tasks.await(() -> model.byteAt(0x308000) == 0xab);
      search.kind().set(SearchPattern.Kind.I32);
      search.query().set("0x3080ab");
      model.stay();
      model.move(cursor -> cursor.moveTo(0x10, false));
      search.next();
      guest.tasks.await(() -> !search.searching().get());
      assertThat(search.status().get()).isEqualTo("Found at 0x308000.");
      search.query().set("0x12ab");
      search.next();
      guest.move(new Motion.StepInto(3));
      guest.tasks.await(() -> model.byteAt(0x308000) == 0xab);
      assertThat(search.searching().get()).isFalse();
      guest.move(new Motion.StepBack(3));
      guest.tasks.await(() -> model.byteAt(0x308000) == 0xab);
    }
  }
}
