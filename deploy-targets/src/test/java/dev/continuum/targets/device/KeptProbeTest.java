package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment goes by what an earlier session found, until that turns out to be wrong. */
class KeptProbeTest {
  private static final DeployOptions SHORT =
      DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofMillis(500)));

  @TempDir Path folder;
  private OpenSshServer server;
  private DeviceRegistry registry;
  private SshDevices devices;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd and ssh-keygen are not here");
    server =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", LightRuntime.folder(folder.resolve("tools")).toString()),
            List.of());
    registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        LightDevices.of(
            registry,
            TestUser.accepting(),
            folder.resolve("cache"),
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() throws Exception {
    if (devices != null) {
      devices.close();
      server.close();
    }
  }

  private void keep(Instant time, String version, String path) throws Exception {
    registry.keepProbe(
        "board",
        new Probe(
            time,
            "Debian",
            "x86-64",
            "glibc",
            1,
            0,
            0,
            List.of(),
            List.of(new Probe.Runtime("node", version, path))));
  }

  private AppStatus deploy() throws Exception {
    DeviceTarget target = devices.target("board");
    Path module = DeviceApps.service(folder, "app", "first");
    return target.deploy(RunConfiguration.of(module), SHORT, DeployListener.NONE);
  }

  @Test
  void aRuntimeTooOldMayHaveBeenReplacedSince() throws Exception {
    keep(Instant.now(), "12.0.0", "/usr/bin/node");
    assertThat(deploy().state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(registry.probe("board").orElseThrow().runtimes().getFirst().version())
        .isEqualTo("20.0.0");
  }

  @Test
  void aRuntimeThatIsGoneIsLookedForTheNextTime() throws Exception {
    keep(Instant.now(), "20.0.0", "/gone/node");
    assertThatThrownBy(this::deploy)
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.problem()).isEqualTo(Problem.START_FAILED));
    assertThat(deploy().state()).isEqualTo(AppStatus.State.RUNNING);
  }

  @Test
  void whatWasFoundLongAgoDoesNotCount() throws Exception {
    keep(Instant.now().minus(Duration.ofDays(2)), "20.0.0", "/gone/node");
    assertThat(deploy().state()).isEqualTo(AppStatus.State.RUNNING);
  }
}
