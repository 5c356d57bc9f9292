package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices whose clock is far off, by Debian's {@code faketime}. */
class ClockFaultTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir static Path cache;
  @TempDir Path folder;

  private static Optional<Path> faketime() throws Exception {
    Path libraries = Path.of("/usr/lib");
    if (!Files.isDirectory(libraries)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(libraries)) {
      return folders
          .map(one -> one.resolve("faketime/libfaketime.so.1"))
          .filter(Files::isReadable)
          .findFirst();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-9000, 3650})
  void deploysReplacesAndLogs(int days) throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    Optional<Path> library = faketime();
    assumeTrue(library.isPresent(), "skipped: libfaketime is not installed");
    try (OpenSshServer server =
            OpenSshServer.start(
                Files.createDirectory(folder.resolve("server")),
                Map.of(
                    "LD_PRELOAD",
                    library.get().toString(),
                    "FAKETIME",
                    (days > 0 ? "+" : "") + days + "d",
                    "FAKETIME_DONT_FAKE_MONOTONIC",
                    "1"),
                List.of());
        SshDevices devices = devices(server)) {
      DeviceTarget target = devices.target("board");
      for (int i = 1; i <= 2; i++) {
        String line = "release " + i;
        Path module = DeviceApps.service(folder, "app", line);
        AppStatus status = target.deploy(RunConfiguration.of(module), DeployListener.NONE);
        assertThat(status.state()).isEqualTo(AppStatus.State.RUNNING);
        assertThat(status.release()).isEqualTo(i);
        await().atMost(PATIENT).untilAsserted(() -> assertThat(texts(target)).contains(line));
      }
      Instant device = target.readLog("app", 0, 1).getFirst().time();
      assertThat(Duration.between(Instant.now(), device).toDays())
          .as("by the device's clock")
          .isBetween(days - 1L, days + 1L);
      target.stop("app");
      assertThat(target.status("app").state()).isEqualTo(AppStatus.State.STOPPED);
    }
  }

  private static List<String> texts(DeviceTarget target) throws Exception {
    return target.readLog("app", 0, 1000).stream().map(LogLine::text).toList();
  }

  private SshDevices devices(OpenSshServer server) throws Exception {
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    return new SshDevices(
        registry,
        new TestUser(true, "", ""),
        cache,
        new SshSettings(folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }
}
