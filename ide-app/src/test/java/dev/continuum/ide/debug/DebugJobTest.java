package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.theme.Theme;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a person does with the debugger, in the whole window, by keys and mouse: on a text, and on a
 * program that clang has built. With {@code -Dcontinuum.pictures=FOLDER} it writes the pictures of
 * the user guide.
 */
@Timeout(300)
class DebugJobTest {
  private static final String FILTER =
      """
      ;; Keeps the readings above a threshold, and adds them up.
      (module
        (memory (export "memory") 1)
        (data (i32.const 0x100)
          "\\0c\\00\\00\\00" "\\05\\00\\00\\00" "\\11\\00\\00\\00" ;; 12, 5, 17
          "\\09\\00\\00\\00" "\\14\\00\\00\\00" "\\03\\00\\00\\00") ;; 9, 20, 3
        (global $kept (mut i32) (i32.const 0))

        (func $keep (param $reading i32) (result i32)
          (local $total i32)
          (local.set $total (i32.load (i32.const 0x80)))
          (if (i32.le_s (local.get $reading) (i32.const 10))
            (then (return (i32.const 0))))
          (global.set $kept (i32.add (global.get $kept) (i32.const 1)))
          (local.set $total (i32.add (local.get $total) (local.get $reading)))
          (i32.store (i32.const 0x80) (local.get $total))
          (i32.const 1))

        (func (export "_start")
          (local $i i32)
          (loop $next
            (drop
              (call $keep
                (i32.load (i32.add (i32.const 0x100) (i32.mul (local.get $i) (i32.const 4))))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_s (local.get $i) (i32.const 6))))))
      """;

  private static final String TOTALS =
      """
      #include <stdio.h>
      static int totals[4];
      __attribute__((noinline)) void record(int *place, int value) { *place += value; }
      int main(void) {
        for (int i = 1; i <= 12; i++) record(&totals[i % 4], i);
        for (int i = 0; i < 4; i++) printf("%d\\n", totals[i]);
        return 0;
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void onAText(Theme theme) throws Exception {
    Path file = folder.resolve("filter.wat");
    Files.writeString(file, FILTER);
    try (DebugDriver user = new DebugDriver(folder.resolve("home"), theme, "debug-wat")) {
      user.open(file, "15:5");
      await().until(() -> user.node(".gutter") != null);
      user.press(KeyCode.F9);
      breakOnCondition(user, "$reading == 17");
      user.press(KeyCode.F5);
      user.stands("Breakpoint");
      user.shows("variables-list", "$reading i32 17");
      user.shows("callstack-list", "$keep");
      user.clearConsole();
      user.picture("breakpoint");

      editLocal(user, "$reading", "18", "$reading i32 18");
      user.step(KeyCode.F8);
      user.step(KeyCode.ALT, KeyCode.F8);
      user.step(KeyCode.F7);
      user.shows("variables-list", "value stack");
      editMemory(user, "0x104", "0f");

      watch(user, "memory[0x80]:i32");
      user.press(KeyCode.F5);
      user.stands("memory[0x80]:i32 was 12, is 30");
      user.picture("watchpoint");

      throughTime(user, "$total");
      evaluate(user, "$reading * 2", "36");
      toTheEnd(user);
      says(user, "The program has ended.");
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void onAProgramOfClang(Theme theme) throws Exception {
    assumeTrue(
        Toolchains.ofSystem().wasiClang().isPresent(), "clang with a WASI sysroot is missing");
    Path source = folder.resolve("totals.c");
    Files.writeString(source, TOTALS);
    Path file = folder.resolve("totals.wasm");
    assertThat(
            new ProcessBuilder(
                    "clang", "--target=wasm32-wasi", "-O1", "-o", file.toString(), "" + source)
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
    try (DebugDriver user = new DebugDriver(folder.resolve("home"), theme, "debug-clang")) {
      user.open(file, "0x0");
      user.panel("debug.breakpoints");
      user.click("#breakpoints-add");
      user.choose("On a Function…");
      user.fill("breakpoint-place", "$record");
      user.fill("breakpoint-condition", "local[1] == 5");
      user.accept();
      await().atMost(Duration.ofSeconds(30)).until(() -> user.window.act("debug.start"));
      user.stands("Breakpoint");
      user.shows("variables-list", "local[1] i32 5");
      user.clearConsole();
      user.picture("breakpoint");

      editLocal(user, "local[1]", "50", "local[1] i32 50");
      user.step(KeyCode.F8);
      user.step(KeyCode.F7);
      user.step(KeyCode.ALT, KeyCode.F8);
      editMemory(user, "local[0]", "07");

      watch(user, "memory[local[0]]:i32");
      user.press(KeyCode.F5);
      user.stands("memory[local[0]]:i32 was 7, is 57");
      user.picture("watchpoint");
      user.step(KeyCode.SHIFT, KeyCode.F8);

      throughTime(user, "value stack");
      evaluate(user, "1 + 2 * 3", "7");
      toTheEnd(user);
      says(user, "66", "The program has ended.");
    }
  }

  /** The console shows what comes a little later. */
  private static void says(DebugDriver user, String... lines) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(user.console()).contains(lines));
  }

  private static void breakOnCondition(DebugDriver user, String condition) {
    Node mark = await().until(() -> user.node(".breakpoint.plain"), node -> node != null);
    user.rightClick(mark);
    user.choose("Edit Breakpoint…");
    user.fill("breakpoint-condition", condition);
    user.accept();
    await().until(() -> user.node(".breakpoint.conditional") != null);
  }

  private static void editLocal(DebugDriver user, String name, String value, String shown) {
    user.select("variables-list", name);
    user.press(KeyCode.F2);
    user.fill("variables-list-edit", value);
    user.press(KeyCode.ENTER);
    user.shows("variables-list", shown);
  }

  private static void editMemory(DebugDriver user, String address, String digits) {
    user.panel("debug.memory");
    user.fill("memory-address", address);
    user.press(KeyCode.ENTER);
    user.write(digits);
    user.picture("memory");
  }

  private static void watch(DebugDriver user, String place) {
    user.panel("debug.breakpoints");
    user.click("#breakpoints-add");
    user.choose("When a Value Is Used…");
    user.fill("breakpoint-place", place);
    user.accept();
    user.shows("breakpoints-list", place);
  }

  private static void throughTime(DebugDriver user, String seen) {
    user.step(KeyCode.ALT, KeyCode.F8);
    await().until(() -> user.isShown("debug-past"));
    user.shows("variables-list", seen);
    user.picture("past");
    String before = user.tick();
    user.dragTimeline(0.98, 0.4);
    await().until(() -> !user.tick().equals(before));
    user.picture("timeline");
    user.dragTimeline(0.4, 1);
    await().until(() -> !user.isShown("debug-past"));
  }

  private static void evaluate(DebugDriver user, String expression, String value) {
    user.panel("debug.watches");
    user.fill("evaluate-field", expression);
    user.press(KeyCode.ENTER);
    user.shows("evaluate-answers", value);
    user.picture("evaluate");
  }

  private static void toTheEnd(DebugDriver user) {
    user.panel("debug.breakpoints");
    user.click("#breakpoints-able-all");
    user.press(KeyCode.F5);
    user.stands("Ended");
    user.panel("console");
    user.picture("end");
  }
}
