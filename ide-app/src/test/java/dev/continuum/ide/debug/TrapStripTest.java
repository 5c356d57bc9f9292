package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program traps, in the whole window: why, and where its operands came from. */
@Timeout(120)
class TrapStripTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String PROGRAM =
      """
      (module
        (memory (export "memory") 1)
        (func $fetch (param $from i32) (result i32)
          (i32.load (local.get $from)))
        (func $pick (param $index i32) (result i32)
          (call $fetch (local.get $index)))
        (func (export "_start")
          (i32.store (i32.const 16) (i32.mul (i32.const 13107) (i32.const 5)))
          (drop (call $pick (i32.load (i32.const 16))))))
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void saysWhyAProgramTrapsAndWhereItsOperandsCameFrom(Theme theme) throws Exception {
    Path file = folder.resolve("fetch.wat");
    Files.writeString(file, PROGRAM);
    try (DebugDriver user = new DebugDriver(folder.resolve("home"), theme, "debug-trap")) {
      user.open(file, "4:5");
      await().atMost(PATIENCE).until(() -> user.window.act("debug.start"));
      await().atMost(PATIENCE).until(() -> user.window.act("debug.continue"));
      user.stands("Trap: out of bounds memory access");
      user.clearConsole();
      user.click("#trap-strip .trap-question");
      await()
          .atMost(PATIENCE)
          .until(() -> user.node("#trap-strip .origin-further .trap-question") != null);
      ListView<?> list = user.window.control(ListView.class, "origin-list");
      int steps = FxTest.onFx(() -> list.getItems().size());
      assertThat(steps).isGreaterThan(4);
      user.picture("origin");
      FxTest.runFx(() -> {
        list.requestFocus();
        list.getSelectionModel().select(2);
      });
      user.press(KeyCode.ENTER);
      await().atMost(PATIENCE).until(() -> user.isShown("trap-back"));
      user.click("#trap-back");
      await().atMost(PATIENCE).until(() -> !user.isShown("trap-back"));
    }
  }
}
