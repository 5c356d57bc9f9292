package dev.continuum.ide.device.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.device.FakeDevices;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogLine.Source;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log panel in a shown window, and what it looks like. */
class LogPanelTest {
  private static final Instant TIME = Instant.now().truncatedTo(ChronoUnit.DAYS).plusSeconds(43200);

  @TempDir Path home;
  private final FakeDevices fake = new FakeDevices();

  private TestWindow open(Theme theme) throws Exception {
    DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
    for (String name : List.of("gateway", "cloud-1", "rack-7")) {
      if (registry.find(name).isEmpty()) {
        registry.add(
            new Device(
                name, name + ".local", 22, "me", new Device.Authentication.Agent(), "", List.of()));
      }
      fake.apps.put(name, List.of(FakeDevices.app("filter", 7, AppStatus.State.RUNNING)));
    }
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    DeviceFeature devices = new DeviceFeature(run, registry, user -> fake);
    TestWindow window =
        TestWindow.of(
            home,
            new TestDialogs(),
            theme,
            List.of(new ShellFeature(), run, devices, new LogFeature(devices)));
    window.act("deploy.refreshDevices");
    window.act("deploy.log");
    await().until(() -> FxTest.onFx(() -> choices(window).size() == 3));
    return window;
  }

  private static List<CheckMenuItem> choices(TestWindow window) {
    MenuButton menu = (MenuButton) Objects.requireNonNull(window.find("#log-sources"));
    menu.getOnShowing().handle(null);
    return menu.getItems().stream()
        .filter(CheckMenuItem.class::isInstance)
        .map(CheckMenuItem.class::cast)
        .toList();
  }

  private static void choose(TestWindow window, int index) {
    FxTest.runFx(() -> {
      CheckMenuItem item = choices(window).get(index);
      item.setSelected(!item.isSelected());
      item.getOnAction().handle(null);
    });
  }

  private LogListener listener(String device) {
    await().until(() -> fake.listeners.containsKey(device + "/filter"));
    return Objects.requireNonNull(fake.listeners.get(device + "/filter"));
  }

  private static List<LogLine> lines(String words, int from, int to) {
    List<LogLine> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Source source = i == 0 ? Source.SUPERVISOR : i % 9 == 5 ? Source.STDERR : Source.STDOUT;
      lines.add(
          new LogLine(
              i * 10L,
              i * 10L + 10,
              TIME.plusSeconds(i),
              source,
              i == 0 ? "Release 7 started." : words + " " + i));
    }
    return lines;
  }

  private static void awaitStatus(TestWindow window, String words) {
    await()
        .untilAsserted(() ->
            assertThat(FxTest.onFx(() -> window.control(Label.class, "log-status").getText()))
                .contains(words));
  }

  @Test
  void showsOneLogAndSeveralAsOne() throws Exception {
    for (Theme theme : Theme.values()) {
      fake.listeners.clear();
      try (TestWindow window = open(theme)) {
        window.picture("log-none-" + theme);
        choose(window, 1);
        awaitStatus(window, "filter on gateway: live");
        window.picture("log-quiet-" + theme);
        listener("gateway").lines(lines("reading 17.2 kept", 0, 40));
        await()
            .until(() ->
                FxTest.onFx(() ->
                    !((MenuButton) Objects.requireNonNull(window.find("#log-sources")))
                        .isShowing()));
        choose(window, 0);
        choose(window, 2);
        awaitStatus(window, "3 logs: live");
        for (String name : List.of("gateway", "cloud-1", "rack-7")) {
          LogListener listener = listener(name);
          listener.lines(
              lines("a line of " + name + " with \u001b[31mnothing\u0007 harmful in it", 0, 60));
          listener.caughtUp();
        }
        TextField filter = window.control(TextField.class, "log-filter");
        await().until(() -> FxTest.onFx(() -> window.find(".output-row") != null));
        window.picture("log-several-" + theme);
        FxTest.runFx(() -> {
          filter.setText("of gateway|5[0-9]$");
          window.control(ToggleButton.class, "log-filter-expression").fire();
          window.control(ToggleButton.class, "log-stream-err").fire();
        });
        FxTest.runFx(() -> {
          window.control(Button.class, "log-find").fire();
          window.control(TextField.class, "log-find-field").setText("harmful");
        });
        window.picture("log-filtered-" + theme);
        assertThat(FxTest.onFx(() -> window.control(Label.class, "log-find-result").getText()))
            .contains("lines");
        FxTest.runFx(() -> filter.setText("of (gateway"));
        window.picture("log-bad-filter-" + theme);
        assertThat(FxTest.onFx(() -> window.control(Label.class, "log-filter-problem").getText()))
            .isNotEmpty();
        FxTest.runFx(() -> filter.getScene().getWindow().setWidth(640));
        FxTest.settle();
        window.picture("log-narrow-" + theme);
        FxTest.runFx(() -> {
          filter.setText("");
          filter.getScene().getWindow().setWidth(1280);
        });
        LogListener gateway = listener("gateway");
        gateway.connection(false, "The connection to gateway was lost.");
        awaitStatus(window, "connection lost");
        window.picture("log-lost-" + theme);
      }
    }
  }
}
