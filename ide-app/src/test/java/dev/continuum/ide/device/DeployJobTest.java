package dev.continuum.ide.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.WindowDriver;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.theme.Theme;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a person does with devices, in the whole window, by keys and mouse, with real SSH servers:
 * one device from its first contact to a way back, and a fleet. With {@code
 * -Dcontinuum.pictures=FOLDER} it writes the pictures of the user guide.
 */
@Timeout(300)
class DeployJobTest {
  private static final String FILTER =
      """
      ;; Keeps readings above a threshold, and says so.
      (module
        (import "wasi_snapshot_preview1" "fd_write"
          (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "poll_oneoff"
          (func $poll (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0x100) "sensor ready, threshold 10.00\\n")
        (data (i32.const 0x140) "reading 17.25 kept\\n")
        (data (i32.const 0x180) "reading 9.80 dropped\\n")
        (data (i32.const 0x1c0) "warning: sensor 3 answered late (420 ms)\\n")
        (data (i32.const 0x200) "reading 18.02 kept\\n")

        (func (export "_start")
          (call $say (i32.const 1) (i32.const 0x100) (i32.const 30))
          (loop $next
            (call $say (i32.const 1) (i32.const 0x140) (i32.const 19))
            (call $say (i32.const 1) (i32.const 0x180) (i32.const 21))
            (call $say (i32.const 2) (i32.const 0x1c0) (i32.const 41))
            (call $say (i32.const 1) (i32.const 0x200) (i32.const 19))
            (br $next)))

        (func $say (param $stream i32) (param $text i32) (param $length i32)
          (i32.store (i32.const 0) (local.get $text))
          (i32.store (i32.const 4) (local.get $length))
          (drop (call $fd_write (local.get $stream) (i32.const 0) (i32.const 1) (i32.const 8)))
          (i64.store (i32.const 0x28) (i64.const 400_000_000)) ;; nanoseconds
          (drop (call $poll (i32.const 0x10) (i32.const 0x50) (i32.const 1) (i32.const 0x70)))))
      """;

  /** Where a fault is written: the first instruction of {@code _start}. */
  private static final String FIRST_INSTRUCTION = "15:5";

  @TempDir Path folder;

  private static void assumeServers() {
    assumeTrue(OpenSshServer.available(), "skipped: openssh-server is not installed");
  }

  /** A project of one text. */
  private Path project() throws Exception {
    Path project = Files.createDirectory(folder.resolve("sensor-filter"));
    Files.writeString(
        project.resolve("continuum.toml"),
        "[app]\nname = \"sensor-filter\"\nmodule = \"sensor-filter.wat\"\n");
    return Files.writeString(project.resolve("sensor-filter.wat"), FILTER);
  }

  private Path home(String sshConfig) throws Exception {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/config"), sshConfig);
    return home;
  }

  private void open(DeployDriver user, Path file) {
    FxTest.runFx(() -> user.window.window.open(file.getParent()));
    user.open(file, "1:1");
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void oneDeviceFromFirstContactToAWayBack(Theme theme) throws Exception {
    assumeServers();
    try (OpenSshServer server =
        OpenSshServer.start(Files.createDirectory(folder.resolve("server")))) {
      Device device = server.device("gateway");
      Path home =
          home(
              "Host gateway\n  HostName 127.0.0.1\n  Port %d\n  User %s\n"
                  .formatted(server.port(), device.user()));
      Files.copy(server.userKey(), home.resolve(".ssh/id_ed25519"));
      Path file = project();
      try (DeployDriver user = new DeployDriver(home, theme, "deploy")) {
        open(user, file);
        user.picture("empty");
        add(user, server);
        details(user);
        settings(user, file);
        deploy(user);
        deployAFault(user);
        goBack(user);
        shell(user);
        files(user, server);
        ports(user);
        user.menu("devices-tree", "sensor-filter");
        user.picture("app-menu");
        user.escape();
        use(user);
        remove(user);
      }
    }
  }

  private void add(DeployDriver user, OpenSshServer server) {
    user.click("#devices-add-first");
    user.fill("device-host", "gateway");
    user.press(KeyCode.TAB);
    user.says("#device-host-note", "~/.ssh/config: 127.0.0.1");
    user.fill("device-tags", "edge");
    user.picture("form");
    user.button("Connect and add");
    user.says(".dialog-card", server.fingerprint());
    user.picture("fingerprint");
    user.button("It is the same: trust it");
    user.row("devices-tree", "gateway");
    user.says("#target-picker", "gateway");
  }

  private void details(DeployDriver user) {
    user.menu("devices-tree", "gateway");
    user.picture("menu");
    user.choose("Details");
    user.says("#device-facts", "Memory");
    user.menuBar("De_ploy");
    user.picture("menu-bar");
    user.escape();
  }

  private void settings(DeployDriver user, Path file) throws Exception {
    user.open(file, "1:1");
    user.menuBar("De_ploy");
    user.choose("Deployment Settings…");
    user.pick("deploy-health", "it writes a line");
    user.fill("deploy-health-line", "^sensor ready");
    user.pick("deploy-after", "starts again after a failure");
    user.picture("settings");
    user.button("Save");
    await()
        .untilAsserted(() ->
            assertThat(Files.readString(file.resolveSibling("continuum.toml")))
                .contains("^sensor ready", "on-failure"));
  }

  private void deploy(DeployDriver user) {
    user.button("Deploy");
    // The log comes to the front by itself.
    await().until(() -> user.inFront(".log-panel"));
    await().untilAsserted(() -> assertThat(user.texts(".log-panel")).contains("18.02"));
    user.row("devices-tree", "sensor-filter r1 running");
    user.picture("log");
    user.panel("deploy");
    user.says("#deploy-result", "sensor-filter r1 runs on gateway.");
    user.picture("steps");
  }

  private void deployAFault(DeployDriver user) {
    user.open(folder.resolve("sensor-filter/sensor-filter.wat"), FIRST_INSTRUCTION);
    user.write("unreachable ");
    user.escape();
    user.button("Deploy");
    user.says("#deploy-result", "exit status 134", "Release 1 is the current one again.");
    user.row("devices-tree", "sensor-filter r1 running");
    user.picture("failed");
  }

  private void goBack(DeployDriver user) {
    user.open(folder.resolve("sensor-filter/sensor-filter.wat"), FIRST_INSTRUCTION);
    for (int i = 0; i < "unreachable ".length(); i++) {
      user.press(KeyCode.DELETE);
    }
    user.write("nop ");
    user.escape();
    user.button("Deploy");
    user.row("devices-tree", "sensor-filter r3 running");
    user.menu("devices-tree", "sensor-filter r3");
    user.choose("Releases…");
    user.clickRow("releases-table", "1 2");
    user.picture("releases");
    user.button("Go to This Release");
    user.says("#releases-message", "sensor-filter release 1 runs.");
    user.row("devices-tree", "sensor-filter r1 running");
    user.picture("rollback");
  }

  private void shell(DeployDriver user) {
    user.menu("devices-tree", "gateway");
    user.choose("Open Shell");
    await().until(() -> !user.inFront("#terminal-notice") && user.inFront("#terminal"));
    user.click("#terminal");
    user.write("PS1='gateway$ '; clear\n");
    user.write("uname -sm; free -h; printf '\\033]2;ready\\007'\n");
    await().until(() -> user.documentTitle().equals("gateway: ready"));
    user.picture("shell");
  }

  private void files(DeployDriver user, OpenSshServer server) {
    user.menu("devices-tree", "gateway");
    user.choose("Browse Files");
    await().until(() -> user.inFront("#files-path"));
    user.fill("files-path", server.home().resolve(".continuum/apps") + "");
    user.press(KeyCode.ENTER);
    user.row("files-table", "sensor-filter");
    user.picture("files");
  }

  private void ports(DeployDriver user) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    user.menu("devices-tree", "gateway");
    user.choose("Forward Ports…");
    user.fill("forward-new", port + ":localhost:80");
    user.click("#forward-add");
    user.says(".dialog-card", port + " → localhost:80");
    user.picture("ports");
    user.button("Close");
  }

  private void use(DeployDriver user) {
    user.bottom(0.15);
    user.menu("devices-tree", "gateway");
    user.choose("Details");
    user.says("#device-apps", "sensor-filter");
    Set<String> loads = new HashSet<>();
    await()
        .until(() -> {
          loads.add(user.texts("#device-apps"));
          return loads.size() >= (WindowDriver.writesPictures() ? 6 : 2);
        });
    user.picture("details");
    user.bottom(0.4);
  }

  private void remove(DeployDriver user) {
    user.panel("releases");
    user.button("Remove App…");
    user.button("Remove");
    await().until(() -> !user.texts("#devices-tree").contains("sensor-filter"));
    user.says("#releases-message", "was removed from the device");
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void aFleet(Theme theme) throws Exception {
    assumeServers();
    Path bin = LightRuntime.folder(folder.resolve("bin"));
    Path home = home("");
    DeviceRegistry registry =
        new DeviceRegistry(
            UserFolders.below(home.resolve("continuum")).config().resolve("devices.json"));
    List<OpenSshServer> servers = new ArrayList<>();
    try {
      for (int i = 1; i <= 6; i++) {
        OpenSshServer server =
            OpenSshServer.start(
                Files.createDirectory(folder.resolve("server" + i)),
                "127.0.0." + (i + 1),
                Map.of("PATH", bin.toString()),
                List.of());
        servers.add(server);
        registry.add(
            server.device("edge-" + i).withHostKey(server.fingerprint()).withTags(List.of("edge")));
      }
      Path broken = Files.createFile(servers.get(2).home().resolve("broken"));
      servers.get(5).stop();
      Path file = project();
      Files.writeString(
          file.resolveSibling("continuum.toml"),
          "\n[deploy]\nruntime = \"node\"\nhealth = \"500ms\"\n",
          StandardOpenOption.APPEND);
      try (DeployDriver user = new DeployDriver(home, theme, "deploy")) {
        open(user, file);
        user.bottom(0.45);
        user.pick("target-picker", "tag:edge");
        user.button("Deploy");
        user.fill("fleet-waves", "1, 50%, all");
        user.pick("fleet-stop", "goes on whatever");
        user.says("#fleet-words", "1 device first");
        user.picture("fleet-form");
        user.accept();
        user.row("fleet-table", "edge-3 failed");
        user.says("#fleet-summary", "4 of 6 devices have it, 1 failed, 1 queued");
        user.row("queue-list", "sensor-filter for edge-6");
        user.picture("fleet");
        Files.delete(broken);
        user.button("Retry failed");
        user.row("fleet-table", "edge-3 done");
        servers.get(5).resume();
        user.button("Try all now");
        user.says("#devices-tree", "edge-6", "sensor-filter r1 running");
        await().until(() -> !user.inFront("#queue-list"));
        user.panel("fleet");
        user.picture("fleet-done");
      }
    } finally {
      for (OpenSshServer server : servers) {
        server.close();
      }
    }
  }
}
