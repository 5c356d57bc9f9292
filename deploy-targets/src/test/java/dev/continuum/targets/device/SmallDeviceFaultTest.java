package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BusyBoxDevice;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.TestUser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device with BusyBox, a Java, and a home folder that is small, full, or cannot be written. */
class SmallDeviceFaultTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);
  private static final long HOME_BYTES = 64L << 20;

  @TempDir static Path cache;
  @TempDir Path folder;
  private BusyBoxDevice server;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    String lacking = BusyBoxDevice.lacking();
    assumeTrue(lacking.isEmpty(), "skipped: " + lacking);
    server =
        BusyBoxDevice.startSmall(
            Files.createDirectory(folder.resolve("device")),
            BusyBoxDevice.folderOfJava(),
            HOME_BYTES);
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        new SshDevices(
            registry,
            new TestUser(true, "", ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    target = devices.target("board");
  }

  @AfterEach
  void stop() {
    if (devices != null) {
      devices.close();
      server.close();
    }
  }

  private AppStatus deploy(String line) throws Exception {
    Path module = DeviceApps.service(Files.createTempDirectory(folder, "module"), "app", line);
    return target.deploy(RunConfiguration.of(module), DeployListener.NONE);
  }

  private void assertLogged(String line) {
    await()
        .atMost(PATIENT)
        .untilAsserted(() ->
            assertThat(target.readLog("app", 0, 1000)).extracting(LogLine::text).contains(line));
  }

  private void assertProblem(TargetException.Problem problem, String line) {
    assertThatThrownBy(() -> deploy(line))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e.getMessage()).contains("board");
              assertThat(e.remedy()).isNotEmpty();
            });
  }

  /** Writes until nothing more fits. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[64 << 10];
    int length = block.length;
    try (OutputStream out = Files.newOutputStream(file)) {
      while (length > 0) {
        try {
          out.write(block, 0, length);
        } catch (IOException full) {
          length /= 2;
        }
      }
    }
  }

  @Test
  void aFullDiskStopsNothing() throws Exception {
    AppStatus old = deploy("old");
    assertLogged("old");
    Path filler = server.home().resolve("filler");
    fill(filler);

    assertProblem(TargetException.Problem.NO_SPACE, "new");
    assertThat(target.status("app")).isEqualTo(old);

    Files.delete(filler);
    AppStatus renewed = deploy("new");
    assertThat(renewed.state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(renewed.release()).isGreaterThan(old.release());
    assertLogged("new");
  }

  @Test
  void aHomeThatCannotBeWrittenIsSaidAndLeftAlone() throws Exception {
    Path job = DeviceApps.exiting(folder, "app", "done", 0);
    AppStatus old = target.deploy(RunConfiguration.of(job), DeployListener.NONE);
    assertThat(old.exitStatus()).contains(0);
    assertLogged("done");
    server.setReadOnly(true);

    assertProblem(TargetException.Problem.NOT_WRITABLE, "new");
    assertThat(target.status("app")).isEqualTo(old);

    server.setReadOnly(false);
    assertThat(deploy("new").state()).isEqualTo(AppStatus.State.RUNNING);
    assertLogged("new");
  }

  @Test
  void aHomeThatNeverCouldBeWritten() throws Exception {
    server.setReadOnly(true);
    assertProblem(TargetException.Problem.NOT_WRITABLE, "new");
  }
}
