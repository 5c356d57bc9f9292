package dev.continuum.ide.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javafx.scene.Node;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A profiled run says beside the lines how often they were executed. */
@Timeout(120)
class CoverageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Theme.class)
  void standsBesideTheLines(Theme theme) throws Exception {
    Path file = folder.resolve("count.wat");
    Files.writeString(
        file,
        """
        (module
          (func $odd (param $n i32) (result i32)
            (if (i32.gt_s (local.get $n) (i32.const 1000))
              (then
                (unreachable)))
            (i32.and
              (local.get $n)
              (i32.const 1)))
          (func $never
            (nop))
          (func (export "_start")
            (local $i i32)
            (local.set $i
              (i32.const 1))
            (loop $on
              (drop
                (call $odd (local.get $i)))
              (local.set $i
                (i32.add (local.get $i) (i32.const 1)))
              (br_if $on
                (i32.le_s (local.get $i) (i32.const 900))))))
        """);
    try (DebugDriver user = new DebugDriver(folder.resolve("home"), theme, "coverage")) {
      user.open(file, "1:1");
      await().atMost(PATIENCE).until(() -> user.window.act("run.profile"));
      await().atMost(PATIENCE).until(() -> user.node("#profile-summary") != null);
      user.open(file, "1:1");
      await().atMost(PATIENCE).until(() -> !bars(user, "never").isEmpty());
      assertThat(bars(user, "never")).hasSize(2);
      assertThat(bars(user, "heat-1")).isNotEmpty();
      assertThat(bars(user, "heat-4")).isNotEmpty();
      user.picture("gutter");
    }
  }

  private static Set<Node> bars(DebugDriver user, String kind) {
    return FxTest.onFx(() -> user.window.find(".root").lookupAll(".gutter-coverage." + kind));
  }
}
