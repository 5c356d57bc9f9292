package dev.continuum.targets.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceRegistryTest {
  @TempDir Path folder;

  private static Device device(String name) {
    return new Device(
        name, "host", 22, "me", new Device.Authentication.Agent(), "", List.of("edge", "lab"));
  }

  private static void assertProblem(
      TargetException.Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  @Test
  void keepsDevicesOfEachKind() throws Exception {
    Path file = folder.resolve("new/devices.json");
    DeviceRegistry registry = new DeviceRegistry(file);
    assertThat(registry.devices()).isEmpty();
    Device key =
        new Device(
            "b",
            "::1",
            2222,
            "you",
            new Device.Authentication.KeyFile(Path.of("/k ü")),
            "SHA256:x",
            List.of());
    Device password =
        new Device("a", "h", 1, "u", new Device.Authentication.Password(), "", List.of("t"));
    registry.add(key);
    registry.add(password);
    registry.add(device("c"));
    assertThat(new DeviceRegistry(file).devices()).containsExactly(password, key, device("c"));

    assertProblem(TargetException.Problem.ALREADY_EXISTS, () -> registry.add(device("a")));
    assertProblem(TargetException.Problem.ALREADY_EXISTS, () -> registry.replace("a", device("b")));
    assertProblem(TargetException.Problem.NOT_FOUND, () -> registry.remove("none"));
    assertProblem(TargetException.Problem.NOT_FOUND, () -> registry.device("none"));
    registry.replace("c", device("d"));
    registry.remove("a");
    assertThat(registry.devices()).containsExactly(key, device("d"));
  }

  @Test
  void keepsProbesBesideWithTheirDate() throws Exception {
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(device("a"));
    Probe probe =
        new Probe(
            Instant.parse("2026-01-02T03:04:05.678Z"),
            "Debian",
            "arm64",
            "musl",
            4,
            1L << 33,
            5,
            List.of("java"),
            List.of(new Probe.Runtime("node", "20", "/usr/bin/node")),
            new DeviceFacts(
                "Linux 6.1",
                64,
                "little",
                "Cortex-A72",
                List.of("asimd", "crc32"),
                "1.2.4",
                1L << 32,
                1L << 40,
                "busybox",
                "/bin/ash",
                "openrc",
                "0.52",
                Set.of(DeviceFacts.Boot.CRON, DeviceFacts.Boot.LINGER),
                "lxc",
                List.of(new DeviceFacts.Trusted("TPM 2.0", "/dev/tpmrm0")),
                Optional.of(
                    new DeviceFacts.Clock(Duration.ofMillis(-2500), Duration.ofMillis(3)))));
    registry.keepProbe("a", probe);
    assertThat(new DeviceRegistry(folder.resolve("devices.json")).probe("a")).contains(probe);
    assertThat(folder.resolve("devices.probes.json")).exists();
    registry.remove("a");
    assertThat(registry.probe("a")).isEmpty();
  }

  @Test
  void readsProbesOfEarlierVersions() throws Exception {
    Files.writeString(
        folder.resolve("devices.probes.json"),
        """
        {"version":1,"probes":[{"device":"a","time":"2026-01-02T03:04:05Z","operatingSystem":"L",
        "architecture":"arm64","processors":1,"memoryBytes":2,"freeDiskBytes":3,"tools":[],
        "runtimes":[]}]}
        """);
    Probe probe = new DeviceRegistry(folder.resolve("devices.json")).probe("a").orElseThrow();
    assertThat(probe.facts()).isEqualTo(DeviceFacts.NONE);
    assertThat(probe.freeDiskBytes()).isEqualTo(3);
  }

  @Test
  void neverOverwritesWhatItCannotRead() throws Exception {
    Path file = folder.resolve("devices.json");
    DeviceRegistry registry = new DeviceRegistry(file);
    for (String text :
        List.of(
            "", "{", "[]", "{\"version\":2,\"devices\":[]}", "{\"version\":1,\"devices\":[{}]}")) {
      Files.writeString(file, text);
      assertProblem(TargetException.Problem.LOCAL_FILE, registry::devices);
      assertProblem(TargetException.Problem.LOCAL_FILE, () -> registry.add(device("a")));
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void tellsOfChangesOfItsOwnAndOfOthers() throws Exception {
    Path file = folder.resolve("devices.json");
    DeviceRegistry registry = new DeviceRegistry(file);
    AtomicInteger told = new AtomicInteger();
    DeviceRegistry.Subscription subscription = registry.onChange(told::incrementAndGet);
    registry.add(device("a"));
    assertThat(told).hasValue(1);
    new DeviceRegistry(file).add(device("b"));
    registry.devices();
    registry.devices();
    assertThat(told).hasValue(2);
    subscription.close();
    registry.add(device("c"));
    assertThat(told).hasValue(2);
  }

  @Test
  void losesNothingWhenManyWriteAtOnce() throws Exception {
    Path file = folder.resolve("devices.json");
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String name = "d" + i;
      writers.add(
          CompletableFuture.runAsync(() -> {
            try {
              new DeviceRegistry(file).add(device(name));
            } catch (TargetException e) {
              throw new IllegalStateException(e);
            }
          }));
    }
    writers.forEach(CompletableFuture::join);
    assertThat(new DeviceRegistry(file).devices()).hasSize(16);
  }
}
