package dev.continuum.ide.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.project.ProjectFile;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.RestartPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of the deployment settings, over a project file and for a module without one. */
class DeploySettingsDialogTest {
  private static final String PROJECT =
      """
      [app]
      name = "loop"
      module = "loop.wat"

      [deploy]
      # where it belongs
      targets = ["tag:edge"]
      restart = "always"  # replaced
      """;

  @TempDir Path home;
  private final TestDialogs dialogs = new TestDialogs();
  private final AtomicBoolean seen = new AtomicBoolean();

  private static void type(Node form, String id, String text) {
    ((TextInputControl) form.lookup("#" + id)).setText(text);
  }

  @SuppressWarnings("unchecked") // the boxes hold what the test puts into them
  private static <T> void pick(Node form, String id, T value) {
    ((ComboBox<T>) form.lookup("#" + id)).setValue(value);
  }

  private static String trouble(Node form) {
    return ((Label) form.lookup("#deploy-trouble")).getText();
  }

  private Path module(String folder) throws Exception {
    Path made = Files.createDirectories(home.resolve(folder));
    return Files.writeString(made.resolve("loop.wat"), "(module (func (export \"_start\")))");
  }

  @Test
  void aProjectsSettingsGoIntoItsFile() throws Exception {
    Path folder = module("loop").getParent();
    Path file = Files.writeString(folder.resolve("continuum.toml"), PROJECT);
    dialogs.form(form -> {
      type(form, "deploy-health-time", "10");
      assertThat(trouble(form)).contains("The time of the health check", "not a duration");
      type(form, "deploy-health-time", "10s");
      pick(form, "deploy-health", DeploySettingsModel.Health.LINE);
      type(form, "deploy-health-line", "^\"ready\" \\d");
      pick(form, "deploy-after", DeploySettingsModel.After.ON_FAILURE);
      ((CheckBox) form.lookup("#deploy-boot")).setSelected(true);
      type(form, "deploy-memory", "64MiB");
      type(form, "deploy-keep", "4");
      pick(form, "deploy-runtime", "node");
      assertThat(trouble(form)).isEmpty();
      seen.set(true);
      return true;
    });
    try (TestWindow window = TestWindow.whole(home, dialogs)) {
      FxTest.runFx(() -> window.window.openFolder(folder));
      assertThat(window.act("deploy.settings")).isTrue();
      await().untilTrue(seen);
      await().until(() -> Files.readString(file).contains("on-failure"));
    }
    DeployOptions options = ProjectFile.read(folder).options();
    assertThat(options.health())
        .isEqualTo(new HealthCheck.Says("^\"ready\" \\d", Duration.ofSeconds(10)));
    assertThat(options.restart()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(options.atBoot()).isTrue();
    assertThat(options.keep()).isEqualTo(4);
    assertThat(options.runtime()).contains("node");
    assertThat(options.limits().memoryBytes()).contains(64L << 20);
    assertThat(Files.readString(file))
        .contains("# where it belongs\ntargets = [\"tag:edge\"]\n", "[run]\nmemory = \"64MiB\"")
        .doesNotContain("replaced");
  }

  @Test
  void aModulesSettingsAreRemembered() throws Exception {
    Path module = module("plain");
    dialogs.form(form -> {
      pick(form, "deploy-after", DeploySettingsModel.After.EVERY);
      type(form, "deploy-every", "15m");
      pick(form, "deploy-health", DeploySettingsModel.Health.JOB);
      seen.set(true);
      return true;
    });
    try (TestWindow window = TestWindow.whole(home, dialogs)) {
      FxTest.runFx(() -> window.window.open(module));
      FxTest.awaitOpened(window.window);
      assertThat(window.act("deploy.settings")).isTrue();
      await().untilTrue(seen);
      RunSettingsStore store = new RunSettingsStore(window.folders.state());
      await().until(() -> !store.options(module).isEmpty());
      assertThat(store.options(module)).isEqualTo(Map.of("every", "15m", "job", "true"));
      assertThat(store.get(module)).isEqualTo(RunSettings.NONE);
    }
  }
}
