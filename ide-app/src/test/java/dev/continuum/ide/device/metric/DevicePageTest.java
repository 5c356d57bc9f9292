package dev.continuum.ide.device.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.metric.MetricsHistory;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a device in a shown window, and what it looks like. */
class DevicePageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;
  private final MeasuredDevices fake = new MeasuredDevices();
  private final TestDialogs dialogs = new TestDialogs();
  private DeviceFeature feature;

  private TestWindow open(Theme theme) throws Exception {
    DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
    if (registry.find("gateway").isEmpty()) {
      registry.add(
          new Device(
              "gateway",
              "gateway.local",
              22,
              "me",
              new Device.Authentication.Agent(),
              "SHA256:test",
              List.of()));
    }
    registry.keepProbe("gateway", fake.probe);
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    FileWatchFeature files = new FileWatchFeature();
    feature = new DeviceFeature(run, registry, user -> fake);
    TestWindow window =
        TestWindow.of(
            home,
            dialogs,
            theme,
            List.of(
                new ShellFeature(),
                files,
                new EditorFeature(new Problems(), files, new CodeMarks(new Breakpoints(k -> {}))),
                run,
                feature,
                new MetricFeature(feature)));
    await()
        .atMost(PATIENCE)
        .until(() -> FxTest.onFx(() -> feature.devices().find("gateway").isPresent()));
    return window;
  }

  private PageModel model(TestWindow window) {
    return FxTest.onFx(() ->
        window.window.documents().stream()
            .filter(DeviceDocument.class::isInstance)
            .map(document -> ((DeviceDocument) document).model())
            .findFirst()
            .orElseThrow());
  }

  private void untilState(DeviceEntry.State state) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            FxTest.onFx(() -> feature.devices().find("gateway").orElseThrow().state() == state));
  }

  /** A past that took as long as the charts show, with a cut in it. */
  private void fill(PageModel model) {
    FxTest.runFx(() -> {
      MetricsHistory history = model.watch().history();
      for (long second = 0; second < 2000; second += 2) {
        if (second >= 1700 && second < 1760) {
          history.gap(MeasuredDevices.START.plusSeconds(second));
        } else {
          history.add(fake.sample(second));
        }
      }
    });
  }

  private void untilMeasured(TestWindow window) {
    int before = fake.asked.get();
    await().atMost(PATIENCE).until(() -> fake.asked.get() > before);
    await().atMost(PATIENCE).until(() -> FxTest.onFx(() -> model(window).last().isPresent()));
    FxTest.settle();
  }

  @Test
  void showsWhatADeviceIsAndUses() throws Exception {
    for (Theme theme : Theme.values()) {
      for (int apps : List.of(0, 3, 30)) {
        fake.apps = apps;
        fake.asked.set(0);
        try (TestWindow window = open(theme)) {
          assertThat(window.act("deploy.deviceDetails")).isTrue();
          PageModel model = model(window);
          assertThat(fake.asked).as("a device nobody contacted is left alone").hasValue(0);
          if (apps == 0) {
            window.picture("device-page-unknown-" + theme);
          }
          fill(model);
          FxTest.runFx(() -> window.control(Button.class, "device-connect").fire());
          untilState(DeviceEntry.State.ONLINE);
          untilMeasured(window);
          assertThat(window.control(VBox.class, "device-apps").getChildren()).hasSize(apps);
          assertThat(window.control(Label.class, "device-no-apps").isVisible())
              .isEqualTo(apps == 0);
          assertThat(window.control(UsageChart.class, "chart-memory").getAccessibleText())
              .startsWith("Memory: ")
              .contains("between", "GiB");
          assertThat(
                  FxTest.onFx(() ->
                      ((Label) Objects.requireNonNull(window.find(".device-cell .row-detail")))
                          .getText()))
              .matches("CPU [0-9.]+ %  arm64");
          window.picture("device-page-" + apps + "-" + theme);
          if (apps == 30) {
            scrollToTheLastApp(window);
            window.picture("device-page-last-" + theme);
          }
        }
      }
    }
  }

  /** Rows out of sight are not kept up; they are right once they come into sight. */
  private void scrollToTheLastApp(TestWindow window) {
    UsageChart last =
        FxTest.onFx(() -> {
          VBox apps = (VBox) Objects.requireNonNull(window.find("#device-apps"));
          return (UsageChart)
              apps.getChildren().getLast().lookupAll(".usage-chart").iterator().next();
        });
    FxTest.runFx(() -> window.control(ScrollPane.class, "device-scroll").setVvalue(1));
    FxTest.settle();
    assertThat(FxTest.onFx(() -> last.value().get())).endsWith(" %");
  }

  @Test
  void fitsBesideOtherPanels() throws Exception {
    fake.apps = 3;
    try (TestWindow window = open(Theme.LIGHT)) {
      window.act("deploy.deviceDetails");
      FxTest.runFx(() -> {
        Window stage = Objects.requireNonNull(window.find("#device-scroll")).getScene().getWindow();
        stage.setWidth(800);
        stage.setHeight(900);
      });
      fill(model(window));
      FxTest.runFx(() -> feature.devices().refresh("gateway"));
      untilMeasured(window);
      window.picture("device-page-narrow");
      assertThat(window.control(FactsView.class, "device-facts").getWidth())
          .isLessThanOrEqualTo(window.control(ScrollPane.class, "device-scroll").getWidth());
    }
  }

  @Test
  void saysThatTheClockIsFarAwayInWords() throws Exception {
    fake.probe = MeasuredDevices.probe(Duration.ofSeconds(-125));
    fake.apps = 2;
    try (TestWindow window = open(Theme.LIGHT)) {
      window.act("deploy.deviceDetails");
      Label warning = window.control(Label.class, "device-warning");
      assertThat(warning.getText()).contains("2 min 5 s behind", "merged by corrected time");
      fake.probe = MeasuredDevices.probe(Duration.ofMillis(4));
      FxTest.runFx(() -> window.control(Button.class, "device-probe").fire());
      await().atMost(PATIENCE).until(() -> FxTest.onFx(() -> !warning.isVisible()));
      assertThat(fake.asked.get()).isPositive();
    }
  }

  @Test
  void whatADeviceCallsItselfIsHarmless() throws Exception {
    try (TestWindow window = open(Theme.DARK)) {
      window.act("deploy.deviceDetails");
      assertThat(model(window).facts())
          .anySatisfy(fact -> assertThat(fact.value()).contains("Raspberry Pi 4 Model B Rev"))
          .allSatisfy(fact -> assertThat(fact.value()).doesNotContain("\u001b"));
    }
  }

  @Test
  void readsValuesWithTheKeyboardAndChangesTheRange() throws Exception {
    fake.apps = 1;
    try (TestWindow window = open(Theme.DARK)) {
      window.act("deploy.deviceDetails");
      fill(model(window));
      FxTest.runFx(() -> feature.devices().refresh("gateway"));
      untilState(DeviceEntry.State.ONLINE);
      untilMeasured(window);
      UsageChart chart = window.control(UsageChart.class, "chart-memory");
      FxTest.runFx(() -> {
        chart.requestFocus();
        press(chart, KeyCode.LEFT);
        press(chart, KeyCode.LEFT);
      });
      assertThat(FxTest.onFx(() -> chart.reading().get())).contains(" GiB at ");
      assertThat(FxTest.onFx(() -> chart.getAccessibleText())).contains(" GiB at ");
      window.picture("device-page-reading");
      FxTest.runFx(() -> press(chart, KeyCode.ESCAPE));
      assertThat(FxTest.onFx(() -> chart.reading().get())).doesNotContain(" at ");
      FxTest.runFx(() -> window.control(ToggleButton.class, "device-range-1").fire());
      assertThat(FxTest.onFx(() -> model(window).range().get()))
          .isEqualTo(PageModel.Range.TWO_HOURS);
      window.picture("device-page-two-hours");
    }
  }

  private static void press(UsageChart chart, KeyCode code) {
    chart.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  @Test
  void isLeftAloneWhileItsTabIsBehindAndTriedAgainAfterItWasLost() throws Exception {
    fake.apps = 1;
    Path text = Files.writeString(home.resolve("a.txt"), "text");
    try (TestWindow window = open(Theme.DARK)) {
      window.act("deploy.deviceDetails");
      FxTest.runFx(() -> feature.devices().refresh("gateway"));
      untilMeasured(window);
      fake.failure =
          new TargetException(
              TargetException.Problem.UNREACHABLE, "gateway does not answer.", "Wait.");
      untilState(DeviceEntry.State.OFFLINE);
      FxTest.settle();
      assertThat(window.control(Label.class, "device-warning").getText())
          .contains("gateway does not answer.");
      fake.failure = null;
      untilState(DeviceEntry.State.ONLINE);
      assertThat(dialogs.asked).isEmpty();

      FxTest.runFx(() -> window.window.open(text));
      FxTest.settle();
      await().atMost(PATIENCE).until(() -> FxTest.onFx(() -> !model(window).watch().isShown()));
      // Asking for the page again brings the same one to the front.
      window.act("deploy.deviceDetails");
      untilMeasured(window);
      assertThat(
              FxTest.onFx(() ->
                  window.window.documents().stream()
                      .filter(DeviceDocument.class::isInstance)
                      .count()))
          .isEqualTo(1);
      Document page =
          FxTest.onFx(() -> Objects.requireNonNull(window.window.activeDocument().get()));
      FxTest.runFx(() -> window.window.close(page));
      assertThat(FxTest.onFx(() -> window.window.documents())).doesNotContain(page);
    }
  }
}
