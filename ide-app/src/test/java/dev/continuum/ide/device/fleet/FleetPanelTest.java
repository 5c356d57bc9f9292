package dev.continuum.ide.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.DeviceFeature;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Appearance;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.fleet.DeployQueue;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet in a shown window, and what it looks like. */
class FleetPanelTest {
  @TempDir Path home;
  private final FakeFleet fleet = new FakeFleet();
  private final TestDialogs dialogs = new TestDialogs();
  private DeviceRegistry registry;
  private DeployQueue queue;
  private FleetFeature feature;

  private TestWindow open(Theme theme) {
    registry = new DeviceRegistry(home.resolve("config/devices.json"));
    queue = new DeployQueue(home.resolve("state/queue"), home.resolve("cache"));
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    DeviceFeature devices = new DeviceFeature(run, registry, user -> fleet);
    FileWatchFeature files = new FileWatchFeature();
    feature = new FleetFeature(devices, run, () -> queue);
    return TestWindow.of(
        home,
        dialogs,
        theme,
        List.of(
            new ShellFeature(),
            files,
            new EditorFeature(new Problems(), files, new CodeMarks(new Breakpoints(kept -> {}))),
            run,
            devices,
            feature));
  }

  private void addDevices(int count) throws Exception {
    DeviceRegistry made = new DeviceRegistry(home.resolve("config/devices.json"));
    for (int i = 1; i <= count; i++) {
      made.add(FakeFleet.device("edge-" + (100 + i), i % 4 == 0 ? "lab" : "edge"));
    }
  }

  private Path project() throws Exception {
    Path folder = Files.createDirectories(home.resolve("work/filter"));
    Files.writeString(folder.resolve("filter.wat"), "(module (func (export \"_start\")))");
    Files.writeString(
        folder.resolve("continuum.toml"),
        """
        [app]
        name = "filter"
        module = "filter.wat"
        [deploy]
        targets = ["tag:lab", "edge-101"]
        """);
    return folder;
  }

  private void awaitEnd() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> FxTest.onFx(() -> feature.model().phase().get() == FleetModel.Phase.ENDED));
  }

  @Test
  void deploysToATagAndShowsWhatCameOfIt() throws Exception {
    addDevices(12);
    fleet.fails(
        "edge-103",
        Problem.START_FAILED,
        "“filter” ended with exit status 7 on edge-103: cannot open /data/\u001b[31m\u202estate.");
    fleet.fails("edge-105", Problem.UNREACHABLE, "edge-105 does not answer at edge-105.local:22.");
    Path folder = project();
    for (Theme theme : Theme.values()) {
      try (TestWindow window = open(theme)) {
        FxTest.runFx(() -> window.window.openFolder(folder));
        FxTest.runFx(() -> window.window.open(folder.resolve("filter.wat")));
        FxTest.runFx(() -> window.window.showPanel(FleetPanel.ID));
        window.picture("fleet-empty-" + theme);
        ComboBox<?> picker = window.control(ComboBox.class, "target-picker");
        await().until(() -> FxTest.onFx(() -> picker.getItems().size() > 12));
        FxTest.runFx(() -> picker.getSelectionModel().select(picker.getItems().size() - 2));
        assertThat(String.valueOf(FxTest.onFx(picker::getValue)))
            .isEqualTo("tag:edge  (9 devices)");
        dialogs.form(form -> {
          assertThat(((TextField) form.lookup("#fleet-targets")).getText()).isEqualTo("tag:edge");
          pictureOf(form, theme);
          ((ComboBox<?>) form.lookup("#fleet-stop")).getSelectionModel().selectLast();
          return true;
        });
        assertThat(window.act("deploy.deploy")).isTrue();
        awaitEnd();
        await().until(() -> FxTest.onFx(() -> window.find("#queue-list") != null));
        TableView<?> table = window.control(TableView.class, "fleet-table");
        assertThat(FxTest.onFx(() -> table.getItems().size())).isEqualTo(9);
        FxTest.runFx(() -> table.getColumns().getFirst().getTableView().requestFocus());
        FxTest.settle();
        window.picture("fleet-" + theme);
        FxTest.runFx(() -> window.control(ToggleButton.class, "fleet-failed-only").fire());
        assertThat(FxTest.onFx(() -> table.getItems().size())).isEqualTo(1);
        FxTest.runFx(() -> window.control(ToggleButton.class, "fleet-failed-only").fire());
        var failure = fleet.failures.remove("edge-103");
        FxTest.runFx(() -> window.control(Button.class, "fleet-retry").fire());
        awaitEnd();
        assertThat(FxTest.onFx(() -> feature.model().runs().size())).isEqualTo(1);
        assertThat(FxTest.onFx(() -> feature.model().summary().get()))
            .isEqualTo("The device has it");
        fleet.failures.put("edge-103", failure);
      }
      Files.deleteIfExists(home.resolve("state/target.json"));
    }
  }

  private static void pictureOf(Node form, Theme theme) {
    Stage stage = new Stage();
    StackPane root = new StackPane(form);
    root.setPadding(new Insets(16));
    Scene scene = new Scene(root, 620, 400);
    new Appearance(theme, 1).adopt(scene);
    stage.setScene(scene);
    stage.show();
    FxTest.picture(stage, "fleet-form-" + theme);
    stage.hide();
  }

  @Test
  void twoHundredDevicesAndASmallWindow() throws Exception {
    addDevices(200);
    Path folder = project();
    try (TestWindow window = open(Theme.LIGHT)) {
      FxTest.runFx(() -> window.window.openFolder(folder));
      FxTest.runFx(() -> window.window.open(folder.resolve("filter.wat")));
      queue.add(
          "edge-102",
          new RunConfiguration(
              "aggregator",
              folder.resolve("filter.wat"),
              List.of(),
              Map.of("KEY", "x"),
              List.of(),
              Optional.empty()),
          DeployOptions.USUAL);
      dialogs.form(form -> {
        TextField targets = (TextField) form.lookup("#fleet-targets");
        assertThat(targets.getText()).as("what the project says").isEqualTo("tag:lab, edge-101");
        targets.setText("tag:edge, tag:lab");
        return true;
      });
      await().until(() -> window.act("deploy.fleet"));
      await()
          .until(() -> FxTest.onFx(() -> feature.model().phase().get() != FleetModel.Phase.IDLE));
      awaitEnd();
      assertThat(FxTest.onFx(() -> feature.model().summary().get()))
          .isEqualTo("All 200 devices have it");
      window.picture("fleet-200");
      Stage stage = (Stage) FxTest.onFx(() -> window.find("#fleet-table").getScene().getWindow());
      FxTest.runFx(() -> {
        stage.setWidth(760);
        stage.setHeight(520);
      });
      FxTest.settle();
      window.picture("fleet-small");
    }
  }

  @Test
  void tagsAreEditedFromTheDevicesMenu() throws Exception {
    addDevices(1);
    try (TestWindow window = open(Theme.DARK)) {
      await().until(() -> FxTest.onFx(() -> feature.devices().devices().size()) == 1);
      for (String tags : List.of("no way!", "lab, hall-2, lab")) {
        dialogs.form(form -> {
          ((TextField) form.lookup("#device-tags-edit")).setText(tags);
          return true;
        });
      }
      FxTest.runFx(() -> feature.tags(feature.devices().devices().getFirst()));
      await().until(() -> registry.device("edge-101").tags().equals(List.of("lab", "hall-2")));
      assertThat(dialogs.asked).anyMatch(text -> text.contains("cannot be a tag"));
      ComboBox<?> picker = window.control(ComboBox.class, "target-picker");
      await().until(() -> FxTest.onFx(() -> picker.getItems().size()) == 4);
      dialogs.form(form -> {
        ((TextField) form.lookup("#device-tags-edit")).clear();
        return true;
      });
      FxTest.runFx(() -> feature.tags(feature.devices().devices().getFirst()));
      await().until(() -> registry.device("edge-101").tags().isEmpty());
    }
  }
}
