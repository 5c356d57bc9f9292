package dev.continuum.ide.device.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.device.LightDevices;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.app.RestartPolicy;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app's releases in a shown window, on a device behind a real SSH server. */
class ReleasesTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);
  private static final DeployOptions OPTIONS =
      DeployOptions.USUAL
          .withHealth(new HealthCheck.Alive(Duration.ofMillis(200)))
          .withRestart(RestartPolicy.ALWAYS);

  @TempDir Path home;
  private final TestDialogs dialogs = new TestDialogs();
  private @Nullable DeviceFeature feature;

  /** Connections of the window, all through one pool. */
  private record Connections(SshDevices devices) implements DevicesModel.Connector {
    @Override
    public DeviceTarget target(Device device) {
      return devices.target(device);
    }

    @Override
    public void disconnect(String name) {
      devices.disconnect(name);
    }

    @Override
    public void close() {
      devices.close();
    }
  }

  private TestWindow open(Theme theme, DeviceRegistry registry, SshDevices ssh) {
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    DeviceFeature devices = new DeviceFeature(run, registry, user -> new Connections(ssh));
    feature = devices;
    return TestWindow.of(
        home,
        dialogs,
        theme,
        List.of(new ShellFeature(), run, devices, new ReleasesFeature(devices)));
  }

  private SshDevices devices(DeviceRegistry registry) {
    return LightDevices.of(
        registry,
        new TestUser(true, "", ""),
        home.resolve("cache"),
        new SshSettings(home, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @SuppressWarnings("unchecked") // the table holds what the model does
  private static TableView<Release> table(TestWindow window) {
    return (TableView<Release>) window.control(TableView.class, "releases-table");
  }

  private static List<Integer> numbers(TestWindow window) {
    return FxTest.onFx(() -> table(window).getItems().stream().map(Release::number).toList());
  }

  private void showReleases(TestWindow window) {
    DevicesModel model = Objects.requireNonNull(feature).devices();
    await().atMost(PATIENT).until(() -> FxTest.onFx(() -> !model.devices().isEmpty()));
    window.act("deploy.refreshDevices");
    await()
        .atMost(PATIENT)
        .until(() -> FxTest.onFx(() -> !model.devices().getFirst().apps().isEmpty()));
    window.act("deploy.releases");
    await().atMost(PATIENT).until(() -> !numbers(window).isEmpty());
  }

  private static void press(TestWindow window, String id) {
    await()
        .atMost(PATIENT)
        .until(() -> FxTest.onFx(() -> !window.control(Button.class, id).isDisabled()));
    FxTest.runFx(() -> window.control(Button.class, id).fire());
  }

  private static void awaitMessage(TestWindow window, String text) {
    await()
        .atMost(PATIENT)
        .untilAsserted(() ->
            assertThat(FxTest.onFx(() -> window.control(Label.class, "releases-message").getText()))
                .contains(text));
  }

  private static void choose(TestWindow window, int release) {
    FxTest.runFx(() -> {
      TableView<Release> table = table(window);
      for (Release one : table.getItems()) {
        if (one.number() == release) {
          table.getSelectionModel().select(one);
        }
      }
    });
  }

  @Test
  void goesBackPinsRemovesStopsAndStarts() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    Path bin = LightRuntime.folder(home.resolve("bin"));
    try (OpenSshServer server =
        OpenSshServer.start(
            Files.createDirectory(home.resolve("server")),
            Map.of("PATH", bin.toString()),
            List.of())) {
      DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
      registry.add(server.device("gateway"));
      try (SshDevices ssh = devices(registry)) {
        DeviceTarget target = ssh.target("gateway");
        for (int i = 1; i <= 5; i++) {
          Path module = DeviceApps.service(home, "sensor-filter", "release " + i);
          target.deploy(RunConfiguration.of(module), OPTIONS, DeployListener.NONE);
        }
      }
      for (Theme theme : Theme.values()) {
        try (TestWindow window = open(theme, registry, devices(registry))) {
          FxTest.runFx(() -> window.window.showPanel(ReleasesPanel.ID));
          window.picture("releases-empty-" + theme);
          showReleases(window);
          boolean first = theme == Theme.values()[0];
          int back = first ? 3 : 2;
          choose(window, back);
          await()
              .atMost(PATIENT)
              .untilAsserted(() ->
                  assertThat(
                          FxTest.onFx(
                              () -> window.control(Label.class, "releases-options").getText()))
                      .contains("restart always"));
          press(window, "releases-rollback");
          awaitMessage(window, "sensor-filter release " + back + " runs.");
          choose(window, 1);
          press(window, "releases-pin");
          awaitMessage(window, first ? "stays" : "may be removed");
          window.picture("releases-" + theme);
        }
      }
      try (TestWindow window = open(Theme.DARK, registry, devices(registry))) {
        showReleases(window);
        dialogs.form(form -> {
          ((TextField) form.lookup("#releases-keep")).setText("1");
          return true;
        });
        press(window, "releases-prune");
        awaitMessage(window, "Removed: release");
        await().atMost(PATIENT).until(() -> numbers(window).equals(List.of(5, 2)));
        press(window, "releases-stop");
        awaitMessage(window, "sensor-filter is stopped.");
        press(window, "releases-start");
        awaitMessage(window, "sensor-filter release 2 runs.");
        press(window, "releases-restart");
        awaitMessage(window, "runs.");
        dialogs.choice("Remove");
        press(window, "releases-remove");
        awaitMessage(window, "was removed from the device");
      }
    }
  }
}
