package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

@Timeout(120)
class DebugWindowTest {
  @TempDir Path folder;

  @Test
  void debugsAProgramOfClang() throws Exception {
    Path source = folder.resolve("sum.c");
    Files.writeString(
        source,
        """
        #include <stdio.h>
        static int totals[8];
        __attribute__((noinline)) int add(int a, int b) { return a + b; }
        int main(void) {
          int total = 0;
          for (int i = 1; i <= 8; i++) {
            total = add(total, i * i);
            totals[i - 1] = total;
            printf("%d: %d\\n", i, total);
          }
          return total & 127;
        }
        """);
    Path file = folder.resolve("sum.wasm");
    int status =
        new ProcessBuilder(
                "clang", "--target=wasm32-wasi", "-O1", "-o", file.toString(), source.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).isZero();
    try (TestWindow window = TestWindow.whole(folder.resolve("home"), new TestDialogs())) {
      FxTest.runFx(() -> window.window.open(file, "0x0"));
      FxTest.settle();
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> window.act("debug.start"));
      WaitForAsyncUtils.waitFor(
          20,
          TimeUnit.SECONDS,
          () -> FxTest.onFx(() -> window.control(Label.class, "debug-tick").getText().startsWith("tick")));
      FxTest.settle();
      for (int i = 0; i < 6; i++) {
        window.act("debug.into");
        FxTest.settle();
        Thread.sleep(300);
      }
      window.picture("debug-clang");
      window.act("debug.continue");
      Thread.sleep(1000);
      FxTest.settle();
      window.picture("debug-clang-end");
    }
  }

  @Test
  void takesTheTour() throws Exception {
    try (TestWindow window = TestWindow.whole(folder.resolve("home"), new TestDialogs())) {
      window.act("sample.debugTour");
      WaitForAsyncUtils.waitFor(
          20,
          TimeUnit.SECONDS,
          () -> FxTest.onFx(() -> window.control(Label.class, "debug-reason").getText().startsWith("Breakpoint")));
      FxTest.settle();
      Thread.sleep(500);
      window.picture("tour-1");
      for (int i = 0; i < 4; i++) {
        window.act("debug.over");
        Thread.sleep(300);
      }
      window.act("debug.tourWatch");
      for (int i = 0; i < 7; i++) {
        window.act("debug.continue");
        Thread.sleep(300);
      }
      window.picture("tour-2");
      window.act("view.theme");
      window.act("debug.back");
      Thread.sleep(500);
      window.picture("tour-3");
    }
  }

  @Test
  void debugsATextInTheWindow() throws Exception {
    Path file = folder.resolve("square.wat");
    Files.writeString(
        file,
        """
        (module
          (memory (export "memory") 1)
          ;; the square of a number
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
        """);
    try (TestWindow window = TestWindow.whole(folder.resolve("home"), new TestDialogs())) {
      FxTest.runFx(() -> window.window.open(file, "7:5"));
      FxTest.settle();
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> window.act("debug.toggleBreakpoint"));
      assertThat(window.act("debug.start")).isTrue();
      WaitForAsyncUtils.waitFor(
          20,
          TimeUnit.SECONDS,
          () ->
              FxTest.onFx(() ->
                  window.control(Label.class, "debug-reason").getText().startsWith("Breakpoint")));
      FxTest.settle();
      window.picture("debug-first");
      window.act("debug.continue");
      FxTest.settle();
      window.act("debug.back");
      FxTest.settle();
      window.picture("debug-back");
    }
  }
}
