package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.WindowDriver;
import dev.continuum.ide.theme.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

/** Debugs in the whole window as a person does: by keys and mouse. */
final class DebugDriver extends WindowDriver {
  /**
   * The whole program in a window.
   *
   * @param series what the names of pictures begin with
   */
  DebugDriver(Path home, Theme theme, String series) {
    super(TestWindow.whole(home, null), theme, series);
  }

  /** Waits until the bar says why the program stands. */
  void stands(String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(FxTest.onFx(() -> window.control(Label.class, "debug-reason").getText()))
                .startsWith(reason));
    FxTest.settle();
  }

  String tick() {
    return FxTest.onFx(() -> window.control(Label.class, "debug-tick").getText());
  }

  /** Waits until a key has moved the program. */
  void step(KeyCode... keys) {
    String before = tick();
    press(keys);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(tick()).as(List.of(keys).toString()).isNotEqualTo(before));
    FxTest.settle();
  }

  /** Drags the handle of the timeline. */
  void dragTimeline(double from, double to) {
    Bounds line =
        FxTest.onFx(() -> {
          Node node = Objects.requireNonNull(window.find("#timeline"));
          return node.localToScreen(node.getLayoutBounds());
        });
    double y = line.getCenterY();
    robot.drag(line.getMinX() + line.getWidth() * from, y);
    robot.dropTo(line.getMinX() + line.getWidth() * to, y);
    FxTest.settle();
  }

  /** Empties the console: its first line names a folder that is another each time. */
  void clearConsole() {
    panel("console");
    click(".console-panel #output-clear");
  }

  /** What the console says. */
  String console() {
    panel("console");
    return texts(".console-panel");
  }
}
