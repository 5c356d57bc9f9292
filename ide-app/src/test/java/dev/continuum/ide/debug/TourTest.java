package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.editor.TextDocument;
import dev.continuum.ide.theme.Theme;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tour, taken to its end in the whole window. */
@Timeout(120)
class TourTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void leadsFromTheFaultToItsMending(Theme theme) {
    try (DebugDriver user = new DebugDriver(folder.resolve("home"), theme, "debug-tour")) {
      user.choose("debugger tour (WAT)");
      user.stands("Breakpoint");
      user.shows("variables-list", "$count i32 6");
      user.clearConsole();
      user.picture("begin");
      for (int i = 0; i < 3; i++) {
        user.step(KeyCode.F8);
      }
      says(user, "Watch memory[0x80]:i32");
      user.click("#tour-do");
      says(user, "Continue");
      while (!doing(user).equals("Step back")) {
        user.step(KeyCode.F5);
      }
      user.step(KeyCode.ALT, KeyCode.F8);
      await().atMost(PATIENCE).until(() -> doing(user).isEmpty());
      user.shows("variables-list", "$i i32 6");
      user.picture("fault");
      FxTest.runFx(() -> {
        TextDocument text = (TextDocument) user.window.window.activeDocument().get();
        int fault = text.text().indexOf("i32.le_s (local.get $i)");
        text.select(fault, fault + "i32.le_s".length());
        text.focus();
      });
      user.write("i32.lt_s");
      user.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F5);
      // The watchpoint is still there: once for each of six readings.
      await()
          .atMost(PATIENCE)
          .until(() -> {
            user.window.act("debug.continue");
            return user.node("#tour-again") != null && user.texts(".tour").contains("17.4");
          });
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(user.console()).contains("17.4"));
      user.click("#tour-close");
      await().atMost(PATIENCE).until(() -> user.node("#tour-close") == null);
    }
  }

  private static String doing(DebugDriver user) {
    return user.texts("#tour-do").strip();
  }

  private static void says(DebugDriver user, String button) {
    await().atMost(PATIENCE).until(() -> doing(user).equals(button));
  }
}
