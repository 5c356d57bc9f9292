package dev.continuum.targets.fleet;

import dev.continuum.targets.device.LightDevices;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How long a deployment to many devices takes, and one to one device: connect, upload a module of 1
 * MiB, verify, switch; without a health wait, to devices that were added and probed and hold
 * nothing yet, each an {@code sshd} of its own on a loopback address of its own. Run its {@code
 * main} with the test class path; arguments: how many devices (50), how many at once (the usual),
 * how many rounds (3).
 */
final class FleetBenchmark {
  private static final DeployOptions OPTIONS =
      DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ZERO));

  private final Path folder;
  private final Path tools;
  private final Path module;
  private int servers;

  private FleetBenchmark(Path folder) throws Exception {
    this.folder = folder;
    this.tools = LightRuntime.folder(folder.resolve("tools"));
    this.module = module(folder.resolve("app.wasm"), 1 << 20);
  }

  public static void main(String[] arguments) throws Exception {
    int devices = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    int parallel =
        arguments.length > 1 ? Integer.parseInt(arguments[1]) : RolloutPlan.USUAL_PARALLEL;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    FleetBenchmark benchmark = new FleetBenchmark(Files.createTempDirectory("fleet"));
    for (int i = 0; i < 5; i++) {
      benchmark.measure(1, 1);
    }
    for (int round = 0; round < rounds; round++) {
      long[] one = new long[7];
      for (int i = 0; i < one.length; i++) {
        one[i] = benchmark.measure(1, 1);
      }
      Arrays.sort(one);
      long median = one[one.length / 2];
      long all = benchmark.measure(devices, parallel);
      System.out.printf(
          "one: median %d ms (%d to %d); %d, %d at once: %d ms; ratio %.1f%n",
          median / 1_000_000,
          one[0] / 1_000_000,
          one[one.length - 1] / 1_000_000,
          devices,
          parallel,
          all / 1_000_000,
          (double) all / median);
    }
  }

  /** The time for so many new devices, in nanoseconds. */
  private long measure(int count, int parallel) throws Exception {
    Path own = Files.createDirectory(folder.resolve("round-" + servers));
    DeviceRegistry registry = new DeviceRegistry(own.resolve("devices.json"));
    List<OpenSshServer> started = new ArrayList<>();
    try {
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        servers++;
        OpenSshServer server =
            OpenSshServer.start(
                Files.createDirectory(own.resolve("device-" + i)),
                "127.0.0." + (2 + i),
                Map.of("PATH", tools.toString()),
                List.of());
        started.add(server);
        Device device = server.device("device-" + i).withHostKey(server.fingerprint());
        registry.add(device);
        devices.add(device);
      }
      SshSettings settings =
          new SshSettings(own, Optional.empty(), Duration.ofSeconds(60), Duration.ofSeconds(30));
      try (SshDevices adding = LightDevices.of(registry, TestUser.accepting(), own, settings)) {
        Probe probe = adding.target(devices.getFirst()).probe();
        for (int i = 0; i < count; i++) {
          registry.keepProbe(devices.get(i).name(), probe);
        }
        // The agent that the probe has put there is to be sent again.
        Files.delete(agent(started.getFirst()));
      }
      try (SshDevices targets =
          LightDevices.of(registry, TestUser.accepting(), folder.resolve("cache"), settings)) {
        Rollout rollout =
            new Rollout(
                new RolloutPlan(
                    devices,
                    Waves.ALL,
                    new StopRule.FirstFailure(),
                    parallel,
                    Duration.ZERO,
                    false,
                    false),
                RunConfiguration.of(module),
                OPTIONS,
                folder.resolve("cache"),
                targets::target,
                new DeployQueue(own.resolve("queue"), folder.resolve("cache")),
                RolloutListener.NONE);
        long before = System.nanoTime();
        RolloutResult result = rollout.run();
        long time = System.nanoTime() - before;
        if (!result.good()) {
          throw new IllegalStateException(result.toString());
        }
        return time;
      }
    } finally {
      OpenSshServer.closeAll(started);
    }
  }

  private static Path agent(OpenSshServer server) throws Exception {
    try (Stream<Path> files = Files.list(server.home().resolve(".continuum"))) {
      return files.filter(f -> f.toString().endsWith(".sh")).findFirst().orElseThrow();
    }
  }

  /** An empty command with a section of its own that makes it so large. */
  private static Path module(Path file, int size) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(
        new byte[] {
          0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 10, 1, 6, '_', 's', 't',
          'a', 'r', 't', 0, 0, 10, 4, 1, 2, 0, 0x0b
        });
    byte[] content = new byte[size];
    new Random(7).nextBytes(content);
    content[0] = 1;
    content[1] = 'x';
    bytes.write(0);
    int left = size;
    while (left >= 0x80) {
      bytes.write(left & 0x7f | 0x80);
      left >>>= 7;
    }
    bytes.write(left);
    bytes.write(content);
    return Files.write(file, bytes.toByteArray());
  }
}
