package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.TestUser;
import dev.continuum.targets.testing.ToolFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments that meet trouble, on a server in this process that can make it. */
class DeployFaultTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir static Path cache;
  @TempDir Path folder;
  private MinaSshServer server;
  private SshDevices devices;
  private DeviceTarget target;

  private void start(Map<String, String> environment, boolean sftp, Duration health)
      throws Exception {
    server =
        MinaSshServer.start(Files.createDirectory(folder.resolve("server")), environment, sftp);
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        new SshDevices(
            registry,
            new TestUser(true, MinaSshServer.PASSWORD, ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            RuntimeAdapters.all(),
            DeployOptions.USUAL.withHealth(new HealthCheck.Alive(health)));
    target = devices.target("board");
  }

  @AfterEach
  void stop() throws Exception {
    devices.close();
    server.close();
  }

  private AppStatus deploy(Path module) throws TargetException {
    return target.deploy(RunConfiguration.of(module), DeployListener.NONE);
  }

  private void assertProblem(TargetException.Problem problem, Path module) {
    assertThatThrownBy(() -> deploy(module))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem));
  }

  @Test
  void aConnectionCutInTheMiddleOfAnUploadLeavesTheOldReleaseRunning() throws Exception {
    start(Map.of(), true, SHORT);
    AppStatus old = deploy(DeviceApps.service(folder, "app", "old"));
    Path changed = DeviceApps.service(Files.createDirectory(folder.resolve("new")), "app", "new");

    server.cutUploadAfter(100);
    assertProblem(TargetException.Problem.UNREACHABLE, changed);

    assertThat(target.status("app")).isEqualTo(old);
    AppStatus renewed = deploy(changed);
    assertThat(renewed.state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(renewed.release()).isEqualTo(2);
  }

  @Test
  void deploysWithoutSftp() throws Exception {
    start(Map.of(), false, Duration.ofSeconds(60));
    assertThat(deploy(DeviceApps.exiting(folder, "app", "done", 0)).exitStatus()).contains(0);
  }

  @Test
  void saysThatTheDiskIsFull() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path df = bin.resolve("df");
    Files.writeString(df, "#!/bin/sh\necho Filesystem\necho /dev/x 1000 999 1 99% /\n");
    assertThat(df.toFile().setExecutable(true)).isTrue();
    start(Map.of("PATH", bin + ":" + System.getenv("PATH")), true, SHORT);
    Path module = DeviceApps.service(folder, "app", "app");
    assertProblem(TargetException.Problem.NO_SPACE, module);
    Files.delete(df);
    assertThat(deploy(module).release()).isEqualTo(1);
  }

  @Test
  void saysThatTheDeviceCannotVerify() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    ToolFolder.system(bin, Path.of("/bin/sh"), Set.of("sha256sum", "openssl", "shasum", "busybox"));
    start(Map.of("PATH", bin.toString()), true, SHORT);
    assertProblem(TargetException.Problem.MISSING_TOOL, DeviceApps.service(folder, "app", "app"));
    try (var store = Files.list(server.home().resolve(".continuum/store"))) {
      assertThat(store).isEmpty();
    }
  }
}
