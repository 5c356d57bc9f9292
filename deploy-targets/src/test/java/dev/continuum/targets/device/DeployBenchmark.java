package dev.continuum.targets.device;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BulkyModule;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long it takes to deploy a module of 1 MiB to an sshd on this computer, less the health wait:
 * another module, one that changed a little, the same one; and how long {@code scp} and {@code ssh}
 * take for the same file, in turn with them. Run its {@code main} with the test class path.
 */
final class DeployBenchmark {
  private static final int RUNS = 15;
  private static final DeployOptions AT_ONCE =
      DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ZERO));

  private DeployBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("continuum-benchmark");
    try (OpenSshServer server = OpenSshServer.start(Files.createDirectory(folder.resolve("s")))) {
      DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
      registry.add(server.device("board"));
      try (SshDevices devices =
          new SshDevices(
              registry,
              new TestUser(true, "", ""),
              folder.resolve("cache"),
              new SshSettings(
                  folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)))) {
        measure(folder, server, devices);
      }
    }
  }

  private static void measure(Path folder, OpenSshServer server, SshDevices devices)
      throws Exception {
    Path text = DeviceApps.service(folder, "service", "ready");
    byte[] noise = BulkyModule.noise(1 << 20, 0);
    List<Long> first = new ArrayList<>();
    List<Long> other = new ArrayList<>();
    List<Long> changed = new ArrayList<>();
    List<Long> same = new ArrayList<>();
    List<Long> scp = new ArrayList<>();
    List<Long> ssh = new ArrayList<>();
    for (int run = 0; run < RUNS + 3; run++) {
      Path module = BulkyModule.of(text, folder, "other", BulkyModule.noise(1 << 20, run + 1));
      devices.disconnect("board");
      // Run 0 makes and sends the bundled runner too.
      first.add(deploy(devices, module));
      module = BulkyModule.of(text, folder, "other", BulkyModule.noise(1 << 20, run + 1000));
      other.add(deploy(devices, module));
      String remote = server.home().resolve("scp-" + run).toString();
      String login = server.device("board").user() + "@127.0.0.1";
      scp.add(run(client(server, "scp", "-P", module.toString(), login + ":" + remote)));
      ssh.add(run(client(server, "ssh", "-p", login, "sha256sum " + remote + " >/dev/null")));
      same.add(deploy(devices, module));
      deploy(devices, BulkyModule.of(text, folder, "base", noise));
      noise[500_000] ^= (byte) (run + 1);
      changed.add(deploy(devices, BulkyModule.of(text, folder, "base", noise)));
    }
    say("another module, connecting too", first);
    say("another module", other);
    say("a module with one byte changed", changed);
    say("the same module", same);
    say("scp", scp);
    say("ssh sha256sum", ssh);
    double both = median(scp) + median(ssh);
    System.out.printf(
        "another module, by scp + ssh: %.2f connecting too, %.2f on an open connection%n",
        median(first) / both, median(other) / both);
  }

  private static long deploy(SshDevices devices, Path module) throws Exception {
    long start = System.nanoTime();
    DeviceTarget target = devices.target("board");
    target.deploy(
        new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty()),
        AT_ONCE,
        DeployListener.NONE);
    return System.nanoTime() - start;
  }

  private static List<String> client(
      OpenSshServer server, String program, String port, String first, String second) {
    return List.of(
        program,
        "-F",
        "none",
        "-i",
        server.userKey().toString(),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "LogLevel=ERROR",
        port,
        String.valueOf(server.port()),
        first,
        second);
  }

  private static long run(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command));
    }
    return System.nanoTime() - start;
  }

  private static double median(List<Long> times) {
    long[] sorted = times.stream().skip(3).mapToLong(Long::longValue).sorted().toArray();
    return sorted[sorted.length / 2] / 1e6;
  }

  private static void say(String what, List<Long> times) {
    long[] sorted = times.stream().skip(3).mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: median %.0f ms, worst %.0f ms (%d runs)%n",
        what, median(times), Arrays.stream(sorted).max().orElse(0) / 1e6, sorted.length);
  }
}
