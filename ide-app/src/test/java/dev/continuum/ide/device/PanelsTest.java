package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.log.LogFeature;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.project.ProjectFeature;
import dev.continuum.ide.run.ConsoleModel;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogLine.Source;
import dev.continuum.templates.Builder;
import dev.continuum.templates.TemplateCatalog;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panels in a shown window, and what they look like. */
class PanelsTest {
  @TempDir Path home;
  private final FakeDevices fake = new FakeDevices();
  private final TestDialogs dialogs = new TestDialogs();

  private TestWindow open(Theme theme) {
    DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    this.run = run;
    DeviceFeature devices = new DeviceFeature(run, registry, user -> fake);
    FileWatchFeature files = new FileWatchFeature();
    return TestWindow.of(
        home,
        dialogs,
        theme,
        List.of(
            new ShellFeature(),
            new ProjectFeature(TemplateCatalog.bundled(), Toolchains.ofSystem()),
            files,
            new EditorFeature(new Problems(), files, new CodeMarks(new Breakpoints(kept -> {}))),
            run,
            devices,
            new LogFeature(devices)));
  }

  private @Nullable RunFeature run;

  private static Device device(String name) {
    return new Device(
        name, name + ".local", 22, "me", new Device.Authentication.Agent(), "", List.of("edge"));
  }

  private void addDevices() throws TargetException {
    DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
    for (String name : List.of("gateway", "cloud-1", "rack-7", "old-board")) {
      registry.add(device(name));
    }
    registry.keepProbe("cloud-1", FakeDevices.probe("x86-64", "node"));
    registry.keepProbe("gateway", FakeDevices.probe("arm64", "bundled"));
    fake.apps.put("gateway", List.of(FakeDevices.app("sensor-filter", 7, AppStatus.State.RUNNING)));
    fake.apps.put(
        "cloud-1",
        List.of(
            FakeDevices.app("aggregator", 3, AppStatus.State.EXITED),
            FakeDevices.app("nightly", 2, AppStatus.State.WAITING),
            FakeDevices.app(
                "a-name-as-long-as-they-may-come-in-practice", 12, AppStatus.State.RUNNING)));
    fake.failures.put("rack-7", new TargetException(Problem.UNREACHABLE, "No answer.", "Wait."));
    fake.failures.put(
        "old-board", new TargetException(Problem.AUTHENTICATION, "The key is refused.", "Ask."));
  }

  @Test
  void emptyPanelsOfferTheFirstStep() {
    for (Theme theme : Theme.values()) {
      try (TestWindow window = open(theme)) {
        for (String panel : List.of("console", "deploy", "log", "devices", "project")) {
          FxTest.runFx(() -> window.window.showPanel(panel));
          window.picture("empty-" + panel + "-" + theme);
        }
      }
    }
  }

  @Test
  void runsTheOpenProjectDeploysItAndShowsItsLog() throws Exception {
    addDevices();
    Path folder =
        TemplateCatalog.bundled()
            .create(
                TemplateCatalog.bundled().find("wat").orElseThrow(),
                home.resolve("work/collatz"),
                "collatz")
            .folder();
    Files.write(folder.resolve("collatz.wasm"), new byte[4300]);
    for (Theme theme : Theme.values()) {
      try (TestWindow window = open(theme)) {
        FxTest.runFx(() -> window.window.openFolder(folder));
        FxTest.runFx(() -> window.window.open(folder.resolve("collatz.wat")));
        assertThat(window.act("run.run")).isTrue();
        ConsoleModel console = Objects.requireNonNull(run).console();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> FxTest.onFx(() -> console.output().text().contains("press Enter")));
        window.picture("console-input-" + theme);
        FxTest.runFx(() -> console.input("27"));
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(FxTest.onFx(() -> console.output().text()))
                    .contains("Exited with status 0 after"));
        assertThat(FxTest.onFx(() -> console.exit().get()).isPresent()).isTrue();
        window.act("deploy.refreshDevices");
        window.picture("console-" + theme);
        dialogs.choice("gateway");
        assertThat(window.act("deploy.deploy")).isTrue();
        await().until(() -> fake.listener != null);
        FxTest.settle();
        List<LogLine> lines = new ArrayList<>();
        Instant time = Instant.parse("2026-11-23T12:03:41.204Z");
        lines.add(new LogLine(0, 1, time, Source.SUPERVISOR, "started r7 on Java 17"));
        for (int i = 0; i < 200; i++) {
          Source source = i % 9 == 5 ? Source.STDERR : Source.STDOUT;
          lines.add(
              new LogLine(
                  i + 1, i + 2, time.plusMillis(i * 137L), source, "reading " + i + ".2 kept"));
        }
        Objects.requireNonNull(fake.listener).lines(lines);
        await()
            .until(() ->
                FxTest.onFx(
                    () -> window.control(Label.class, "log-status").getText().endsWith("live")));
        FxTest.runFx(() -> window.window.showPanel("devices"));
        window.picture("log-" + theme);
        FxTest.runFx(() -> window.window.showPanel("deploy"));
        window.picture("deploy-" + theme);
        assertThat(window.control(Label.class, "deploy-result").getText())
            .isEqualTo("collatz r7 runs on gateway.");
        fake.listener = null;
      }
      Files.deleteIfExists(home.resolve("state/target.json"));
    }
  }

  @Test
  void addsADeviceThroughTheForm() {
    try (TestWindow window = open(Theme.DARK)) {
      dialogs.form(form -> {
        ((TextField) form.lookup("#device-host")).setText("me@gateway.local:2222");
        ((TextField) form.lookup("#device-name")).setText("gateway");
        ((TextField) form.lookup("#device-user")).setText("me");
        return true;
      });
      window.act("deploy.addDevice");
      DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
      await().until(() -> registry.find("gateway").isPresent());
      await()
          .untilAsserted(() -> {
            Device added = registry.find("gateway").orElseThrow();
            assertThat(added.address()).isEqualTo("me@gateway.local:2222");
            assertThat(added.hostKey()).isEqualTo("SHA256:test");
          });
    }
  }
}
