package dev.continuum.ide.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of the run settings in the window, over a real project file. */
class RunSettingsDialogTest {
  private static final String PROJECT =
      """
      # What this is
      [app]
      name = "loop"
      module = "loop.wat"

      [run]
      args = ["old"]  # replaced
      # ten seconds are plenty
      timeout = "10s"
      """;

  @TempDir Path home;
  private final TestDialogs dialogs = new TestDialogs();
  private final AtomicBoolean seen = new AtomicBoolean();

  private Path project() throws Exception {
    Path folder = Files.createDirectories(home.resolve("loop"));
    Files.writeString(folder.resolve("loop.wat"), "(module (func (export \"_start\")))");
    return Files.writeString(folder.resolve("continuum.toml"), PROJECT);
  }

  private static void type(Node form, String id, String text) {
    ((TextInputControl) form.lookup("#" + id)).setText(text);
  }

  private static String text(Node form, String id) {
    return form.lookup("#" + id) instanceof Label label ? label.getText() : "";
  }

  private void open(TestWindow window, Path file) {
    FxTest.runFx(() -> window.window.openFolder(file.getParent()));
    assertThat(window.act("run.settings")).isTrue();
    await().untilTrue(seen);
    FxTest.settle();
  }

  @Test
  void acceptedSettingsChangeOnlyTheirKeysOfTheProjectFile() throws Exception {
    Path file = project();
    dialogs.form(form -> {
      type(form, "run-arguments", "one 'two words'");
      type(form, "run-environment", "MODE=fast\nNAME=a=b");
      type(form, "run-directories", "data::/data::rw");
      seen.set(true);
      return true;
    });
    try (TestWindow window = TestWindow.whole(home, dialogs)) {
      open(window, file);
      await().until(() -> Files.readString(file).contains("two words"));
    }
    assertThat(Files.readString(file))
        .startsWith(PROJECT.substring(0, PROJECT.indexOf("args")))
        .contains(
            "args = [\"one\", \"two words\"]",
            "MODE",
            "\"a=b\"",
            "/data",
            "# ten seconds are plenty\ntimeout = \"10s\"\n")
        .doesNotContain("old");
  }

  @Test
  void whatIsWrongIsSaidBesideItAndNothingIsWritten() throws Exception {
    Path file = project();
    dialogs.form(form -> {
      type(form, "run-arguments", "'open");
      assertThat(text(form, "run-arguments-preview")).contains("quot");
      type(form, "run-arguments", "");
      type(form, "run-environment", "MODE=fast\nno equals");
      assertThat(text(form, "run-environment-trouble")).contains("no equals", "NAME=value");
      type(form, "run-environment", "MODE=fast\nMODE=slow");
      assertThat(text(form, "run-environment-trouble")).contains("MODE", "twice");
      type(form, "run-directories", "data");
      assertThat(text(form, "run-directories-trouble")).contains("data", "/guest");
      type(form, "run-directories", "a::/data\nb::/data");
      assertThat(text(form, "run-directories-trouble")).contains("/data");
      type(form, "run-export-arguments", "1 2");
      assertThat(text(form, "run-call-trouble")).contains("Name the export");
      seen.set(true);
      return true;
    });
    try (TestWindow window = TestWindow.whole(home, dialogs)) {
      open(window, file);
    }
    assertThat(Files.readString(file)).isEqualTo(PROJECT);
  }
}
