package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.metric.MetricsHistory;
import dev.continuum.targets.metric.Usage;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.SshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device reached over SSH says it is and uses, with apps that really run there. */
class MetricsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path cache;
  @TempDir Path folder;
  private SshServer server;
  private DeviceRegistry registry;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "skipped: there is no /proc here");
    Path files = Files.createDirectory(folder.resolve("server"));
    server = OpenSshServer.available() ? OpenSshServer.start(files) : MinaSshServer.start(files);
    registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        new SshDevices(
            registry,
            new TestUser(true, MinaSshServer.PASSWORD, ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            RuntimeAdapters.all(),
            DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofMillis(500))));
    target = devices.target("board");
  }

  @AfterEach
  void stop() throws Exception {
    devices.close();
    server.close();
  }

  private void deploy(String app, Path module) throws Exception {
    target.deploy(
        new RunConfiguration(app, module, List.of(), Map.of(), List.of(), Optional.empty()),
        DeployListener.NONE);
  }

  @Test
  void anAppThatWorksAndOneThatHoldsMemoryShow() throws Exception {
    deploy("burner", wat("burner", "(loop $on (br $on))"));
    deploy(
        "holder",
        wat(
            "holder",
            "(memory.fill (i32.const 65536) (i32.const 1) (i32.const 104857600))"
                + "(loop $on (br_if $on (i32.eqz (call $poll))) (br $on))"));
    MetricsHistory history = new MetricsHistory();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          history.add(target.metrics());
          Usage usage = history.lastUsage().orElseThrow();
          assertThat(usage.apps()).containsOnlyKeys("burner", "holder");
          OptionalDouble work = usage.apps().get("burner").processors();
          assertThat(work.orElse(0)).isGreaterThan(0.5);
          assertThat(usage.apps().get("holder").memoryBytes().orElse(0)).isGreaterThan(104857600);
          assertThat(usage.processors().orElse(0)).isBetween(0.2, 1.0);
        });
    DeviceMetrics.App app = history.last().orElseThrow().apps().getFirst();
    assertThat(app.running()).isTrue();
    assertThat(app.uptime().orElseThrow()).isPositive();
    assertThat(app.processes().orElse(0)).isPositive();
    target.stop("burner");
    target.stop("holder");
    assertThat(target.metrics().apps())
        .extracting(DeviceMetrics.App::running)
        .containsExactly(false, false);
  }

  private Path wat(String name, String body) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".wat"),
        """
        (module
          (import "wasi_snapshot_preview1" "poll_oneoff"
            (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1700)
          (func $poll (result i32)
            (i64.store (i32.const 0) (i64.const 0))
            (i64.store (i32.const 8) (i64.const 0))
            (i64.store (i32.const 16) (i64.const 1))
            (i64.store (i32.const 24) (i64.const 1000000000))
            (i64.store (i32.const 32) (i64.const 0))
            (call $poll_oneoff
              (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)))
          (func (export "_start") %s))
        """
            .formatted(body));
  }

  @Test
  void aDeviceWithoutAppsHasMetricsToo() throws Exception {
    DeviceMetrics metrics = target.metrics();
    assertThat(metrics.apps()).isEmpty();
    assertThat(metrics.memoryBytes()).isPresent();
  }

  @Test
  void theProbeTellsWhatTheDeviceIs() throws Exception {
    Probe probe = target.probe();
    DeviceFacts facts = probe.facts();
    assertThat(facts.kernel()).startsWith("Linux ");
    assertThat(facts.bits()).isIn(32, 64);
    assertThat(facts.processorModel()).isNotEmpty();
    assertThat(facts.diskBytes()).isGreaterThan(probe.freeDiskBytes());
    assertThat(facts.loginShell()).startsWith("/");
    assertThat(facts.initSystem()).isNotEmpty();
    DeviceFacts.Clock clock = facts.clock().orElseThrow();
    // It is the same clock.
    assertThat(clock.offset().abs()).isLessThanOrEqualTo(clock.uncertainty().plusMillis(50));
    assertThat(clock.beyond(Duration.ofSeconds(2))).isFalse();
    assertThat(registry.probe("board")).isPresent();
  }
}
