package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that mean no good, and things that go wrong around them. */
@Timeout(120)
class DebugTroubleTest {
  @TempDir Path folder;

  private DebugFixture program(String wat) throws Exception {
    return new DebugFixture(folder, wat);
  }

  private static void pauses(DebugFixture debug) {
    debug.model.move(new Motion.Continue());
    debug.model.pause();
    assertThat(debug.stand().stop().reason()).isEqualTo(Stop.Reason.PAUSE);
  }

  @Test
  void pausesAndStopsWhatFloodsItsOutput() throws Exception {
    try (DebugFixture debug =
        program(
            """
            (module
              (import "wasi_snapshot_preview1" "fd_write"
                (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\10\\00\\00\\00\\00\\10\\00\\00")
              (func (export "_start")
                (loop $on
                  (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                  (br $on))))
            """)) {
      debug.start();
      pauses(debug);
      debug.model.move(new Motion.Continue());
      debug.execution().stop();
      assertThat(debug.execution().exit().get(20, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void pausesAndStopsWhatWaitsForInput() throws Exception {
    try (DebugFixture debug =
        program(
            """
            (module
              (import "wasi_snapshot_preview1" "fd_read"
                (func $read (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\10\\00\\00\\00\\08\\00\\00\\00")
              (func (export "_start")
                (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))))
            """)) {
      debug.start();
      pauses(debug);
      debug.model.move(new Motion.Continue());
      debug
          .execution()
          .standardInput()
          .write("hello\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(debug.stand().stop().reason()).isEqualTo(Stop.Reason.END);
    }
  }

  @Test
  void trapsWhatRecursesWithoutEndAndShowsItsStack() throws Exception {
    try (DebugFixture debug = program("(module (func $f (export \"_start\") (call $f)))")) {
      debug.start();
      Standing now = debug.move(new Motion.Continue());
      assertThat(now.stop().reason()).isEqualTo(Stop.Reason.TRAP);
      assertThat(now.depth()).isGreaterThan(10_000);
      assertThat(debug.said.getLast()).startsWith("Trap: call stack exhausted");
      debug.model.select(now.depth() - 1);
      assertThat(debug.model.level().get()).isEqualTo(now.depth() - 1);
    }
  }

  @Test
  void givesAMemoryThatGrowsNoMoreThanThereIs() throws Exception {
    try (DebugFixture debug =
        program(
            """
            (module
              (memory (export "memory") 1)
              (func (export "_start") (local $at i32)
                (loop $on
                  (br_if $on (i32.ne (memory.grow (i32.const 64)) (i32.const -1))))
                (loop $fill
                  (i32.store (local.get $at) (i32.const 1))
                  (local.set $at (i32.add (local.get $at) (i32.const 65536)))
                  (br_if $fill
                    (i32.lt_u
                      (i32.shr_u (local.get $at) (i32.const 16))
                      (i32.sub (memory.size) (i32.const 1)))))))
            """)) {
      debug.start();
      Standing now = debug.move(new Motion.Continue());
      assertThat(now.stop().reason()).isIn(Stop.Reason.END, Stop.Reason.PAUSE, Stop.Reason.TRAP);
      debug.move(new Motion.StepBack(1));
    }
  }

  @Test
  void stopsWhereAConditionFails() throws Exception {
    try (DebugFixture debug =
        program(
            """
            (module
              (memory 1)
              (func (export "_start") (local $p i32)
                (local.set $p (i32.const -1))
                (drop (local.get $p))))
            """)) {
      long id = debug.breakpoint("break line 5 if memory[$p]:i32 == 1");
      Standing now = debug.start();
      assertThat(now.stop().reason()).isEqualTo(Stop.Reason.BREAKPOINT);
      BreakpointState state = Objects.requireNonNull(debug.marks.breakpoints().states().get(id));
      assertThat(state.problem()).startsWith("The condition cannot be evaluated");
    }
  }

  @Test
  void refusesARecordingOfAnotherModule() throws Exception {
    Path recording = folder.resolve("other.recording");
    try (DebugFixture debug = program("(module (func (export \"_start\") (nop)))")) {
      debug.start();
      List<Long> sizes = new ArrayList<>();
      debug.model.save(recording, sizes::add, failure -> sizes.add(-1L));
      debug.tasks.await(() -> !sizes.isEmpty());
    }
    try (DebugFixture debug = program("(module (func (export \"_start\") (nop) (nop)))")) {
      assertThatThrownBy(() -> debug.begin(recording))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("other.recording cannot be opened")
          .hasMessageContaining("module");
      Files.write(recording, new byte[] {1, 2, 3});
      assertThatThrownBy(() -> debug.begin(recording)).isInstanceOf(TargetException.class);
    }
  }

  @Test
  void saysWhatAProgramLacks() throws Exception {
    try (DebugFixture debug =
        program("(module (import \"other\" \"f\" (func)) (func (export \"_start\")))")) {
      assertThatThrownBy(() -> debug.begin(null))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("other");
    }
  }

  @Test
  void cutsNamesAndMakesThemHarmless() throws Exception {
    String name = "x".repeat(1 << 20) + "\\u{202e}";
    try (DebugFixture debug =
        program(
            "(module (func $\""
                + name
                + "\" (export \"_start\") (local $\""
                + name
                + "\" i32)\n"
                + " (local.set $\""
                + name
                + "\" (i32.const 3))\n"
                + " (nop)))")) {
      debug.start();
      Standing now = debug.move(new Motion.StepInto(2));
      assertThat(StopWords.brief(now)).hasSizeLessThan(500);
      debug.tasks.await(() -> debug.marks.running().get() != null);
      Objects.requireNonNull(debug.marks.running().get())
          .values()
          .forEach(value -> assertThat(value.text()).hasSizeLessThan(200));
    }
  }
}
