package dev.continuum.ide.device.metric;

import dev.continuum.ide.device.DevicesModel;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Devices that say what a test wants measured of them. */
final class MeasuredDevices implements DevicesModel.Connector {
  static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  final AtomicInteger asked = new AtomicInteger();
  volatile int apps;
  volatile @Nullable TargetException failure;
  volatile Probe probe = probe(Duration.ofMillis(3));

  static Probe probe(Duration clock) {
    return new Probe(
        Instant.parse("2026-11-23T07:00:00Z"),
        "Debian GNU/Linux 12 (bookworm)",
        "arm64",
        "glibc",
        4,
        4L << 30,
        20L << 30,
        List.of("sha256sum", "awk", "mawk", "setsid", "timeout", "java"),
        List.of(
            new Probe.Runtime("bundled", "17.0.9", "/usr/bin/java"),
            new Probe.Runtime("node", "20.9.0", "/usr/local/bin/node")),
        new DeviceFacts(
            "Linux 6.1.0-18-arm64",
            64,
            "little",
            "Cortex-A72, Raspberry Pi 4 Model B\u001b[31m Rev 1.4",
            List.of("asimd", "crc32", "aes", "sha2", "atomics"),
            "2.36",
            3L << 30,
            29L << 30,
            "dash",
            "/bin/bash",
            "systemd",
            "252",
            Set.of(DeviceFacts.Boot.USER_SERVICES, DeviceFacts.Boot.LINGER),
            "",
            List.of(
                new DeviceFacts.Trusted("TEE such as OP-TEE or AMD-TEE", "/dev/tee0"),
                new DeviceFacts.Trusted("TPM 2.0", "/dev/tpm0")),
            Optional.of(new DeviceFacts.Clock(clock, Duration.ofMillis(6)))));
  }

  /** A sample taken so many seconds after the start, of a device that has its ups and downs. */
  DeviceMetrics sample(long second) {
    List<DeviceMetrics.App> all = new ArrayList<>();
    for (int i = 0; i < apps; i++) {
      boolean running = i % 7 != 6;
      long busy = Math.round(second * 1000.0 * (i + 1) / (apps + 2) + wave(second, i) * 2500);
      all.add(
          new DeviceMetrics.App(
              i == 1 ? "a-name-as-long-as-they-may-come-in-practice" : "app-" + i,
              running,
              running ? Optional.of(Duration.ofMillis(busy)) : Optional.empty(),
              running
                  ? OptionalLong.of((long) ((20 + 7 * i + 3 * wave(second, i)) * (1 << 20)))
                  : OptionalLong.empty(),
              running ? OptionalInt.of(1 + i % 3) : OptionalInt.empty(),
              OptionalInt.of(i % 5),
              running ? Optional.of(Duration.ofSeconds(second + 3600L * i)) : Optional.empty()));
    }
    return new DeviceMetrics(
        START.plusSeconds(second),
        Optional.of(Duration.ofHours(77).plusSeconds(second)),
        OptionalDouble.of(1 + wave(second, 3)),
        Optional.of(Duration.ofMillis(Math.round(second * 1600 + wave(second, 0) * 12_000))),
        Optional.of(Duration.ofSeconds(second * 4)),
        OptionalLong.of(4L << 30),
        OptionalLong.of((long) ((2.2 + 0.4 * wave(second, 1)) * (1L << 30))),
        OptionalLong.of(29L << 30),
        OptionalLong.of(20L << 30),
        all);
  }

  private static double wave(long second, int phase) {
    return Math.sin(second / 23.0 + phase) * 0.6 + Math.sin(second / 7.0 + phase) * 0.3;
  }

  @Override
  public DeviceTarget target(Device device) {
    // Whatever else a device can do is not asked of it here.
    return (DeviceTarget)
        Proxy.newProxyInstance(
            DeviceTarget.class.getClassLoader(),
            new Class<?>[] {DeviceTarget.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "device" -> device;
                  case "apps" -> check(List.of());
                  case "probe" -> check(probe);
                  case "metrics" -> check(sample(2000 + 2L * asked.incrementAndGet()));
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private <T> T check(T value) throws TargetException {
    TargetException problem = failure;
    if (problem != null) {
      throw problem;
    }
    return value;
  }

  @Override
  public void disconnect(String name) {}

  @Override
  public void close() {}
}
