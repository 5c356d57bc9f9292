package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BusyBoxDevice;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device with nothing but BusyBox and Dropbear, and the same with a Java. */
class BusyBoxDeviceTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir static Path cache;
  @TempDir Path folder;
  private @Nullable BusyBoxDevice server;
  private @Nullable SshDevices devices;

  private DeviceTarget start(List<Path> shared) throws Exception {
    String lacking = BusyBoxDevice.lacking();
    assumeTrue(lacking.isEmpty(), "skipped: " + lacking);
    BusyBoxDevice started =
        BusyBoxDevice.start(Files.createDirectory(folder.resolve("device")), shared);
    server = started;
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(started.device("board"));
    SshDevices made =
        new SshDevices(
            registry,
            new TestUser(true, "", ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    devices = made;
    return made.target("board");
  }

  @AfterEach
  void stop() {
    if (devices != null) {
      devices.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void saysThatNothingThereRunsWebAssembly() throws Exception {
    DeviceTarget target = start(List.of());
    Probe probe = target.probe();
    assertThat(probe.runtimes()).isEmpty();
    assertThat(probe.tools()).contains("busybox", "sha256sum", "awk");
    Path module = DeviceApps.service(folder, "app", "hello");
    assertThatThrownBy(() -> target.deploy(RunConfiguration.of(module), DeployListener.NONE))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.problem()).isEqualTo(TargetException.Problem.NO_RUNTIME));
    assertThat(target.apps()).isEmpty();
  }

  @Test
  void withJavaItTakesADeploymentAndOutlivesAPowerCut() throws Exception {
    DeviceTarget target = start(BusyBoxDevice.folderOfJava());
    Path module = DeviceApps.service(folder, "app", "hello");
    AppStatus first = target.deploy(RunConfiguration.of(module), DeployListener.NONE);
    assertThat(first.state()).isEqualTo(AppStatus.State.RUNNING);
    await()
        .atMost(PATIENT)
        .untilAsserted(() ->
            assertThat(target.readLog("app", 0, 100))
                .extracting(LogLine::text)
                .contains("hello", "ready"));
    server.powerOff();
    server.powerOn();
    AppStatus after = target.status("app");
    assertThat(after.state()).isEqualTo(AppStatus.State.EXITED);
    assertThat(after.digest()).isEqualTo(first.digest());
    AppStatus again = target.deploy(RunConfiguration.of(module), DeployListener.NONE);
    assertThat(again.release()).isEqualTo(2);
    target.stop("app");
    assertThat(target.status("app").state()).isEqualTo(AppStatus.State.STOPPED);
  }
}
