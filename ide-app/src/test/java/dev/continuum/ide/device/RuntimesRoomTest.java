package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.runtime.RuntimesFeature;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.RuntimeShelf.Kept;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.testing.TarFile;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device's runtimes in a shown window. */
class RuntimesRoomTest {
  @TempDir Path home;
  private final FakeDevices fake = new FakeDevices();
  private final TestDialogs dialogs = new TestDialogs();

  private static String status(TestWindow window) {
    return FxTest.onFx(() -> window.control(Label.class, "runtimes-status").getText());
  }

  /** The form as a dialog shows it: in a window of its own, in the theme's style. */
  private static void pictured(Node form, Theme theme) {
    StackPane root = new StackPane(form);
    root.setStyle("-fx-padding: 16px; -fx-background-color: -ui-bg");
    Stage stage = new Stage();
    Scene scene = new Scene(root);
    scene.getStylesheets().setAll(Window.getWindows().getFirst().getScene().getStylesheets());
    scene.setUserAgentStylesheet(
        Window.getWindows().getFirst().getScene().getUserAgentStylesheet());
    stage.setScene(scene);
    stage.show();
    FxTest.picture(stage, "provision-form-" + theme);
    stage.close();
  }

  @Test
  void putsARuntimeOnADeviceAndTakesItAway() throws Exception {
    DeviceRegistry registry = new DeviceRegistry(home.resolve("config/devices.json"));
    registry.add(
        new Device(
            "gateway",
            "gateway.local",
            22,
            "me",
            new Device.Authentication.Agent(),
            "",
            List.of()));
    registry.keepProbe("gateway", FakeDevices.probe("arm64", "bundled"));
    Path archive =
        new TarFile()
            .file("wasmtime-v25.0.1-aarch64-linux/wasmtime", "#!/bin/sh\necho wasmtime 25.0.1\n")
            .write(home.resolve("wasmtime-v25.0.1-aarch64-linux.tar.xz"));
    for (Theme theme : Theme.values()) {
      fake.shelf.kept.clear();
      fake.shelf.kept.add(
          new Kept(
              "wazero-1.12.0",
              "wazero",
              "1.12.0",
              "https://github.com/wazero/wazero/releases/download/v1.12.0/wazero.tar.gz",
              "ab".repeat(32),
              5_600_000,
              List.of("sensor-filter")));
      LocalTarget local = new LocalTarget(home.resolve("cache"));
      RunFeature run =
          new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
      DeviceFeature devices = new DeviceFeature(run, registry, user -> fake);
      try (TestWindow window =
          TestWindow.of(
              home,
              dialogs,
              theme,
              List.of(new ShellFeature(), run, devices, new RuntimesFeature(devices)))) {
        await().until(() -> FxTest.onFx(() -> devices.devices().find("gateway").isPresent()));
        FxTest.runFx(() -> {
          DeviceActions.OnDevice action = devices.actions().onDevices().getFirst();
          assertThat(action.title()).isEqualTo("Runtimes…");
          action.work().accept(devices.devices().find("gateway").orElseThrow());
        });
        await().until(() -> status(window).isEmpty());
        window.picture("runtimes-" + theme);
        Theme before = theme;
        dialogs.form(form -> {
          @SuppressWarnings("unchecked")
          ComboBox<Object> from = (ComboBox<Object>) form.lookup("#provision-from");
          pictured(form, before);
          from.setValue(from.getItems().getLast());
          ((TextField) form.lookup("#provision-file")).setText(archive.toString());
          return true;
        });
        dialogs.choice("Put it there");
        FxTest.runFx(() -> window.control(Button.class, "runtimes-provision").fire());
        await()
            .until(() ->
                status(window).equals("wasmtime-25.0.1 is there and says that it is 25.0.1."));
        assertThat(dialogs.asked.getLast())
            .startsWith("Put Wasmtime on gateway?: From wasmtime-v25.0.1-aarch64-linux.tar.xz")
            .contains("compared with nothing", "bin/wasmtime, 31 B");
        window.picture("runtimes-provisioned-" + theme);
        dialogs.choice("Remove");
        FxTest.runFx(
            () -> ((Button) Objects.requireNonNull(window.find(".runtime-row .button"))).fire());
        await().until(() -> status(window).equals("wazero-1.12.0 is no longer there."));
        fake.shelf.failure =
            new TargetException(
                TargetException.Problem.BUSY, "It is in use.", "Deploy the app with another.");
        dialogs.choice("Remove");
        FxTest.runFx(
            () -> ((Button) Objects.requireNonNull(window.find(".runtime-row .button"))).fire());
        await().until(() -> status(window).equals("That did not work."));
        fake.shelf.failure = null;
      }
    }
  }
}
