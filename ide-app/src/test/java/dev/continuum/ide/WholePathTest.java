package dev.continuum.ide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.output.OutputView;
import dev.continuum.ide.shell.Document;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.fxmisc.richtext.GenericStyledArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a new user does first, in the real window with a real compiler, the real runner and a real
 * SSH server: the C sample runs, is deployed, changed, deployed again, and after a restart
 * everything is where it was.
 */
class WholePathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path home;
  @TempDir Path device;

  @Test
  void fromTheSampleToANewReleaseAndBackAfterARestart() throws Exception {
    assumeTrue(OpenSshServer.available(), "sshd and ssh-keygen are missing (openssh-server)");
    assumeTrue(
        Toolchains.ofSystem().wasiClang().isPresent(), "clang with a WASI sysroot is missing");
    TestDialogs dialogs = new TestDialogs();
    try (OpenSshServer server = OpenSshServer.start(device.resolve("sshd"))) {
      try (TestWindow window = TestWindow.whole(home, dialogs)) {
        openAndRunTheSample(window);
        addTheDevice(window, dialogs, server);
        deploy(window, "r1", "reading  ");
        change(window, "reading %5.1f", "measured %5.1f");
        deploy(window, "r2", "measured  ");
        window.picture("whole-path");
      }
      try (TestWindow window = TestWindow.whole(home, dialogs)) {
        everythingIsWhereItWas(window);
      }
    }
  }

  private static void openAndRunTheSample(TestWindow window) {
    assertThat(window.act("sample.c")).isTrue();
    await().atMost(PATIENCE).until(() -> front(window).endsWith(Path.of("src", "main.c")));
    assertThat(window.act("run.run")).isTrue();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(output(window, ".console-panel"))
                .contains("Built in ", "reading  ", "Exited with status 0 after "));
  }

  private void addTheDevice(TestWindow window, TestDialogs dialogs, OpenSshServer server)
      throws Exception {
    Device there = server.device("gateway");
    dialogs.form(form -> {
      type(form, "device-host", "127.0.0.1");
      type(form, "device-name", "gateway");
      type(form, "device-port", Integer.toString(server.port()));
      type(form, "device-user", there.user());
      ((ComboBox<?>) form.lookup("#device-login")).getSelectionModel().select(1);
      type(form, "device-key-file", server.userKey().toString());
      return true;
    });
    dialogs.choice("It is the same: trust it");
    assertThat(window.act("deploy.addDevice")).isTrue();
    DeviceRegistry registry = new DeviceRegistry(window.folders.config().resolve("devices.json"));
    await().atMost(PATIENCE).until(() -> registry.find("gateway").isPresent());
    assertThat(dialogs.asked.getLast()).contains(server.fingerprint());
    assertThat(registry.device("gateway").hostKey()).isEqualTo(server.fingerprint());
    await().atMost(PATIENCE).until(() -> picked(window).startsWith("gateway"));
  }

  private static void type(Node form, String id, String text) {
    ((TextField) form.lookup("#" + id)).setText(text);
  }

  private static void deploy(TestWindow window, String release, String line) {
    assertThat(window.act("deploy.deploy")).isTrue();
    // The log comes to the front by itself.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(output(window, ".log-panel")).contains(line));
    FxTest.runFx(() -> window.window.showPanel("deploy"));
    assertThat(window.control(Label.class, "deploy-result").getText())
        .startsWith("sensor-filter " + release + " ")
        .contains("gateway");
    FxTest.runFx(() -> window.window.showPanel("log"));
  }

  private static void change(TestWindow window, String from, String to) {
    FxTest.runFx(() -> {
      Document document = Objects.requireNonNull(window.window.activeDocument().get());
      GenericStyledArea<?, ?, ?> area =
          (GenericStyledArea<?, ?, ?>) document.node().lookup(".styled-text-area");
      int at = area.getText().indexOf(from);
      area.replaceText(at, at + from.length(), to);
    });
    assertThat(FxTest.onFx(() -> window.window.activeDocument().get().modified().get())).isTrue();
  }

  private void everythingIsWhereItWas(TestWindow window) throws Exception {
    assertThat(FxTest.onFx(() -> window.window.folder().get()))
        .isEqualTo(window.folders.state().resolve("samples/sensor-filter"));
    assertThat(front(window).endsWith(Path.of("src", "main.c"))).isTrue();
    assertThat(Files.readString(front(window))).contains("measured %5.1f");
    await().atMost(PATIENCE).until(() -> picked(window).startsWith("gateway"));
  }

  private static Path front(TestWindow window) {
    return FxTest.onFx(() -> {
      Document document = window.window.activeDocument().get();
      return document == null ? Path.of("") : document.file().orElse(Path.of(""));
    });
  }

  private static String picked(TestWindow window) {
    return String.valueOf(window.control(ComboBox.class, "target-picker").getValue());
  }

  /** The text of a panel's output, which must be in front. */
  private static String output(TestWindow window, String style) {
    return FxTest.onFx(() -> {
      Node node = window.find(style);
      if (node != null && !(node instanceof OutputView)) {
        node = node.lookup(".output-view");
      }
      return node instanceof OutputView view ? view.text() : "";
    });
  }
}
