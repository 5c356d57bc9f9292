package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a window, and what does not outlive its file. */
@Timeout(120)
class DebugKeptTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static byte[] module(String body) {
    return Objects.requireNonNull(
        Assembler.assemble(
                "(module (func $main (export \"_start\") " + body + "))", AssemblyOptions.DEFAULT)
            .bytes());
  }

  @Test
  void breakpointsFollowTheTextAndComeBackWithTheWindow() throws Exception {
    Path file = folder.resolve("kept.wat");
    Files.writeString(file, "(module\n  (func (export \"_start\")\n    (nop)\n    (nop)))\n");
    Path home = folder.resolve("home");
    try (DebugDriver user = new DebugDriver(home, Theme.LIGHT, "kept")) {
      user.open(file, "4:5");
      user.press(KeyCode.F9);
      await().atMost(PATIENCE).until(() -> user.node(".breakpoint.plain") != null);
      user.press(KeyCode.UP);
      user.press(KeyCode.HOME);
      user.press(KeyCode.ENTER);
      user.press(KeyCode.CONTROL, KeyCode.S);
    }
    try (DebugDriver user = new DebugDriver(home, Theme.LIGHT, "kept")) {
      user.open(file, "1:1");
      await().atMost(PATIENCE).until(() -> user.node(".breakpoint.plain") != null);
      user.panel("debug.breakpoints");
      user.shows("breakpoints-list", "kept.wat:5");
      user.press(KeyCode.F5);
      user.stands("Breakpoint");
    }
  }

  @Test
  void saysWhenTheModuleIsReplaced() throws Exception {
    Path file = folder.resolve("replaced.wasm");
    Files.write(file, module("(nop) (nop) (nop)"));
    try (DebugDriver user = new DebugDriver(folder.resolve("home"), Theme.DARK, "replaced")) {
      user.open(file, "0x0");
      await().atMost(PATIENCE).until(() -> user.window.act("debug.start"));
      user.stands("In front of the first instruction");
      Files.write(file, module("(drop (i32.const 1)) (nop)"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(user.console()).contains("replaced.wasm was replaced on disk"));
      // What is debugged is the one before: three instructions and the end.
      user.step(KeyCode.F8);
      user.press(KeyCode.F5);
      user.stands("Ended");
      user.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F5);
      user.stands("In front of the first instruction");
      user.press(KeyCode.F5);
      user.stands("Ended");
      assertThat(user.tick()).endsWith("of 4");
    }
  }
}
