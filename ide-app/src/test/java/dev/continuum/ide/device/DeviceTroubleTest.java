package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.device.DeviceEntry.State;
import dev.continuum.ide.editor.EditorFeature;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.module.ModuleFeature;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.local.LocalTarget;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.ToolFolder;
import dev.continuum.templates.Builder;
import dev.continuum.templates.Toolchains;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with devices, in the window and with a real SSH server: each time one message
 * that says what to do, nothing typed is lost, and the window works on.
 */
class DeviceTroubleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRUST = "It is the same: trust it";

  @TempDir static Path cache;
  @TempDir Path home;
  private final TestDialogs dialogs = new TestDialogs();
  private MinaSshServer server;
  private TestWindow window;
  private DeviceRegistry registry;
  private DeviceFeature feature;

  @BeforeEach
  void openTheWindow() throws Exception {
    server = MinaSshServer.start(Files.createDirectory(home.resolve("server")));
    open();
  }

  private void open() {
    registry = new DeviceRegistry(home.resolve("config/devices.json"));
    LocalTarget local = new LocalTarget(cache);
    FileWatchFeature files = new FileWatchFeature();
    RunFeature run =
        new RunFeature(new Problems(), local::start, () -> new Builder(Toolchains.ofSystem()));
    SshSettings ssh =
        new SshSettings(home, Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(5));
    feature =
        new DeviceFeature(
            run,
            registry,
            user -> new DeviceConnections(new SshDevices(registry, user, cache, ssh)));
    CodeMarks marks = new CodeMarks(new Breakpoints(kept -> {}));
    window =
        TestWindow.of(
            home,
            dialogs,
            Theme.DARK,
            List.of(
                new ShellFeature(),
                files,
                new EditorFeature(new Problems(), files, marks),
                new ModuleFeature(new Problems(), files, marks),
                run,
                feature));
  }

  @AfterEach
  void close() throws Exception {
    window.close();
    server.close();
  }

  /** Fills in the form about the server and accepts it. */
  private void describe(int port) {
    dialogs.form(form -> {
      type(form, "device-host", "127.0.0.1");
      type(form, "device-name", "board");
      type(form, "device-port", Integer.toString(port));
      type(form, "device-user", "tester");
      type(form, "device-tags", "edge, roof");
      ((ComboBox<?>) form.lookup("#device-login")).getSelectionModel().select(2);
      return true;
    });
  }

  private static void type(Node form, String id, String text) {
    ((TextField) form.lookup("#" + id)).setText(text);
  }

  private void password(String text) {
    dialogs.form(form -> {
      ((PasswordField) form.lookup("#secret")).setText(text);
      ((CheckBox) form.lookup("#secret-remember")).setSelected(true);
      return true;
    });
  }

  /** Adds the device without trouble. */
  private void add() {
    describe(server.port());
    dialogs.choice(TRUST);
    password(MinaSshServer.PASSWORD);
    assertThat(window.act("deploy.addDevice")).isTrue();
    untilState(State.ONLINE);
  }

  private void untilState(State state) {
    await()
        .atMost(PATIENCE)
        .until(() -> FxTest.onFx(() -> entry().filter(e -> e.state() == state).isPresent()));
  }

  private Optional<DeviceEntry> entry() {
    return feature.devices().find("board");
  }

  /** Waits until so many things were asked or told, and gives the last. */
  private String untilAsked(String beginning) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            FxTest.onFx(() -> dialogs.asked.stream().anyMatch(text -> text.startsWith(beginning))));
    return FxTest.onFx(() ->
        dialogs.asked.stream()
            .filter(text -> text.startsWith(beginning))
            .reduce((first, second) -> second)
            .orElseThrow());
  }

  private String deploy(Path module, String outcome) {
    FxTest.runFx(() -> Objects.requireNonNull(window.window.open(module)));
    FxTest.settle();
    await().atMost(PATIENCE).until(() -> window.act("deploy.deploy"));
    // The log comes to the front by itself after a success.
    await()
        .atMost(PATIENCE)
        .until(() ->
            FxTest.onFx(() -> {
              window.window.showPanel("deploy");
              return window.find("#deploy-result") instanceof Label label
                  && label.getText().contains(outcome);
            }));
    return window.control(Label.class, "deploy-result").getText();
  }

  @Test
  void aWrongPasswordIsSaidAndTheDetailsStay() throws Exception {
    describe(server.port());
    dialogs.choice(TRUST);
    password("wrong");
    dialogs.choice("Change the details");
    dialogs.form(form -> {
      assertThat(((TextField) form.lookup("#device-tags")).getText()).isEqualTo("edge, roof");
      assertThat(((TextField) form.lookup("#device-name")).getText()).isEqualTo("board");
      return true;
    });
    dialogs.choice(TRUST);
    password(MinaSshServer.PASSWORD);
    window.act("deploy.addDevice");
    untilState(State.ONLINE);
    assertThat(untilAsked("board was not added")).contains("password", "tester").endsWith(".");
    assertThat(registry.device("board").tags()).containsExactly("edge", "roof");
    assertThat(Files.readString(home.resolve("config/devices.json")))
        .doesNotContain("wrong", MinaSshServer.PASSWORD);
  }

  @Test
  void aKeyThatIsNotTrustedEndsItBeforeAnythingIsSent() throws Exception {
    describe(server.port());
    dialogs.choice("Cancel");
    dialogs.choice("Cancel");
    window.act("deploy.addDevice");
    assertThat(untilAsked("board was not added")).contains("key");
    assertThat(FxTest.onFx(() -> dialogs.asked))
        .noneMatch(text -> text.startsWith("Password"))
        .anyMatch(text -> text.contains(server.fingerprint()));
    assertThat(registry.devices()).isEmpty();
    // Nothing is wrong with the window: the next try goes through.
    add();
  }

  @Test
  void aChangedKeyIsExplainedAndNothingIsSent() throws Exception {
    add();
    server.changeHostKey();
    window.act("deploy.refreshDevices");
    untilState(State.REFUSED);
    assertThat(untilAsked("The key of board has changed"))
        .contains("set up anew", "another machine", "Nothing was sent", "Forget Key");
    String result = deploy(DeviceApps.service(home, "app", "old"), "key");
    assertThat(result).contains("Nothing changed on board");
    assertThat(server.home().resolve(".continuum/apps/app")).doesNotExist();
    // Once the user says so, the new key is asked for like a first one.
    FxTest.runFx(() -> feature.devices().forgetKey("board"));
    await().atMost(PATIENCE).until(() -> registry.device("board").hostKey().isEmpty());
    FxTest.settle();
    dialogs.choice(TRUST);
    await()
        .atMost(PATIENCE)
        .until(() ->
            FxTest.onFx(() -> entry().filter(e -> e.device().hostKey().isEmpty()).isPresent()));
    FxTest.runFx(() -> feature.devices().refresh("board"));
    untilState(State.ONLINE);
    assertThat(registry.device("board").hostKey()).isEqualTo(server.fingerprint());
  }

  @Test
  void aHostThatDoesNotAnswerMayBeKeptAndIsShownOffline() throws Exception {
    int port = unusedPort();
    describe(port);
    dialogs.choice("Keep it anyway");
    window.act("deploy.addDevice");
    await().atMost(PATIENCE).until(() -> registry.find("board").isPresent());
    assertThat(untilAsked("board was not added")).contains("127.0.0.1", Integer.toString(port));
    untilState(State.UNKNOWN);
    window.act("deploy.refreshDevices");
    untilState(State.OFFLINE);
    assertThat(FxTest.onFx(() -> entry().orElseThrow().trouble())).contains("127.0.0.1");
    String result = deploy(DeviceApps.service(home, "app", "old"), "127.0.0.1");
    assertThat(result).contains("Nothing changed on board");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void aDeviceWithoutRuntimeSaysWhatToDo() throws Exception {
    server.close();
    Path bin = home.resolve("bin");
    ToolFolder.system(bin, Path.of("/bin/sh"), Set.of("node", "uname"));
    // Java may be found outside the path too, but not Wasmtime for such a machine.
    Path uname = bin.resolve("uname");
    Files.writeString(uname, "#!/bin/sh\ncase \"$1\" in -m) echo mips64;; *) echo Linux;; esac\n");
    assertThat(uname.toFile().setExecutable(true)).isTrue();
    server =
        MinaSshServer.start(
            Files.createDirectory(home.resolve("bare")), Map.of("PATH", bin.toString()), true);
    add();
    String result = deploy(DeviceApps.service(home, "app", "old"), "mips64");
    assertThat(result).contains("Put a runtime on the device", "Nothing changed on board");
    assertThat(FxTest.onFx(() -> entry().orElseThrow().state())).isEqualTo(State.ONLINE);
  }

  @Test
  void aConnectionCutInTheMiddleOfAnUploadLeavesTheOldReleaseRunning() throws Exception {
    add();
    deploy(DeviceApps.service(home, "app", "old"), "app r1 runs on board.");
    Path changed = DeviceApps.service(Files.createDirectory(home.resolve("new")), "app", "new");
    server.cutUploadAfter(100);
    assertThat(deploy(changed, "Nothing changed on board: what ran before runs on."))
        .contains("connection");
    window.act("deploy.refreshDevices");
    untilState(State.ONLINE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          AppStatus app = FxTest.onFx(() -> entry().orElseThrow().apps().getFirst());
          assertThat(app.release()).isEqualTo(1);
          assertThat(app.state()).isEqualTo(AppStatus.State.RUNNING);
        });
    deploy(changed, "app r2 runs on board.");
  }
}
