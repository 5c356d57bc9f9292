package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.release.ReleasesFeature;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.Release;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many devices, apps and releases with long names, also in a small window. */
class CrowdedDevicesTest {
  private static final int DEVICES = 60;
  private static final int RELEASES = 40;
  private static final String LONG = "a-name-as-long-as-they-may-come-where-many-devices-are";

  @TempDir Path home;

  private DeviceRegistry registry() throws TargetException {
    DeviceRegistry registry =
        new DeviceRegistry(UserFolders.below(home).config().resolve("devices.json"));
    for (int i = 1; i <= DEVICES; i++) {
      String name = i == 1 ? LONG : "edge-" + (100 + i);
      registry.add(
          new Device(
              name,
              name + ".example",
              22,
              "me",
              new Device.Authentication.Agent(),
              "",
              List.of("edge", "hall-" + i % 3)));
    }
    return registry;
  }

  /** What a button says can be read whole, inside the window. */
  private static void isWhole(Button button) {
    Bounds bounds = button.localToScene(button.getLayoutBounds());
    assertThat(bounds.getMinX()).isNotNegative();
    assertThat(bounds.getMaxX()).isLessThanOrEqualTo(button.getScene().getWidth());
    assertThat(bounds.getMinY()).isNotNegative();
    assertThat(bounds.getMaxY()).isLessThanOrEqualTo(button.getScene().getHeight());
    Node text = button.lookup(".text");
    assertThat(text).isInstanceOf(Text.class);
    assertThat(((Text) text).getText()).isEqualTo(button.getText());
  }

  @Test
  void formsAndQuestionsFitIntoASmallWindow() throws Exception {
    registry();
    Path file = Files.writeString(home.resolve("app.wat"), "(module (func (export \"_start\")))");
    for (Theme theme : Theme.values()) {
      try (DeployDriver user = new DeployDriver(TestWindow.whole(home, null), theme, "crowded")) {
        user.window.size(1024, 700);
        user.open(file, "1:1");
        user.row("devices-tree", LONG.substring(0, 8));
        user.picture("tree");
        for (String action :
            List.of(
                "deploy.openShell",
                "deploy.deploy",
                "deploy.settings",
                "deploy.addDevice",
                "deploy.fleet")) {
          FxTest.later(() -> user.window.window.actions().run(action));
          await().until(() -> user.inFront(".dialog-card"));
          FxTest.settle();
          user.picture(action.substring("deploy.".length()));
          FxTest.runFx(() -> {
            Node card = Objects.requireNonNull(user.window.find(".dialog-card"));
            card.lookupAll(".button").stream()
                .filter(node -> node instanceof Button button && button.getText() != null)
                .filter(DeployDriver::shown)
                .forEach(node -> isWhole((Button) node));
          });
          user.escape();
          await().until(() -> !user.inFront(".dialog-card"));
        }
      }
    }
  }

  @Test
  void manyReleasesAndLongNamesAreShown() throws Exception {
    DeviceRegistry registry = registry();
    FakeDevices fake = new FakeDevices();
    fake.apps.put(
        LONG,
        List.of(
            FakeDevices.app(LONG + "-app", RELEASES, AppStatus.State.RUNNING),
            FakeDevices.app("nightly", 2, AppStatus.State.WAITING)));
    List<Release> releases = new ArrayList<>();
    IntStream.rangeClosed(1, RELEASES)
        .mapToObj(i ->
            new Release(
                RELEASES + 1 - i,
                "%064x".formatted(i * 7919),
                LONG + ".wasm",
                Optional.of(Instant.parse("2026-11-23T07:00:00Z")),
                "somebody",
                "bundled",
                i == 1,
                i % 9 == 0,
                i < 12))
        .forEach(releases::add);
    fake.releases.put(LONG + "-app", releases);
    LocalTarget local = new LocalTarget(home.resolve("cache"));
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    for (Theme theme : Theme.values()) {
      DeviceFeature devices = new DeviceFeature(run, registry, user -> fake);
      TestDialogs dialogs = new TestDialogs();
      try (TestWindow window =
          TestWindow.of(
              home,
              dialogs,
              theme,
              List.of(new ShellFeature(), run, devices, new ReleasesFeature(devices)))) {
        await().until(() -> window.act("deploy.refreshDevices"));
        TreeView<?> tree = window.control(TreeView.class, "devices-tree");
        await().until(() -> FxTest.onFx(tree::getExpandedItemCount) == DEVICES + 2);
        dialogs.choice(LONG + "-app on " + LONG);
        window.act("deploy.releases");
        TableView<?> table = window.control(TableView.class, "releases-table");
        await().until(() -> FxTest.onFx(() -> table.getItems().size()) == RELEASES);
        FxTest.runFx(() -> table.getSelectionModel().select(3));
        window.picture("crowded-releases-" + theme);
        window.size(1024, 700);
        window.picture("crowded-releases-small-" + theme);
      }
    }
  }
}
