package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.LogPlace;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.FaultyProxy;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log's stream over a real {@code sshd} whose connections are cut, stalled and slow. */
class LogStreamTest {
  private static final Duration PATIENT = Duration.ofSeconds(120);
  private static final int CUTS = 22;

  @TempDir static Path cache;
  @TempDir Path folder;
  private OpenSshServer server;
  private FaultyProxy proxy;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: there is no sshd");
    server = OpenSshServer.start(Files.createDirectory(folder.resolve("server")));
    proxy = new FaultyProxy(server.port());
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    Device direct = server.device("board");
    registry.add(
        new Device(
            "board",
            direct.host(),
            proxy.port(),
            direct.user(),
            direct.authentication(),
            "",
            List.of()));
    devices =
        new SshDevices(
            registry,
            new TestUser(true, "", ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(1)),
            RuntimeAdapters.all(),
            DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofMillis(500))));
    target = devices.target("board");
  }

  @AfterEach
  void stop() throws Exception {
    if (devices != null) {
      devices.close();
      proxy.close();
      server.close();
    }
  }

  private void deploy(Path module) throws Exception {
    target.deploy(
        new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty()),
        DeployListener.NONE);
  }

  private static List<Integer> numbers(List<LogLine> lines) {
    return lines.stream()
        .filter(line -> line.source() == LogLine.Source.STDOUT)
        .map(line -> Integer.parseInt(line.text().substring(0, 8)))
        .toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  /** How many commands still hand on logs on the device. */
  private long streams() {
    String script = server.home().resolve(".continuum").toString();
    return ProcessHandle.allProcesses()
        .filter(process ->
            process
                .info()
                .commandLine()
                .filter(line -> line.contains(script) && line.contains(" follow "))
                .isPresent())
        .count();
  }

  @Test
  void losesNothingAndRepeatsNothingHoweverOftenItIsCut() throws Exception {
    // 5,000 lines of 120 bytes a second: the log is rotated while it is followed.
    deploy(DeviceApps.counting(folder, "count", 10_000_000, 50, 10, 100));
    Following following = new Following();
    int cuts = 0;
    try (AutoCloseable handle = target.followLog("app", 0, following)) {
      for (; cuts < CUTS || following.last().next() < (9 << 20); cuts++) {
        int before = following.lines.size();
        await().atMost(PATIENT).until(() -> following.lines.size() > before);
        following.lost.set(0);
        switch (cuts % 3) {
          case 0 -> server.cutConnections();
          case 1 -> proxy.cut();
          default -> proxy.cutAfter(200);
        }
        await().atMost(PATIENT).until(() -> following.lost.get() > 0);
      }
      target.stop("app");
      long end = target.logEnd("app");
      await().atMost(PATIENT).until(() -> following.last().next() == end);
      assertThat(handle).isNotNull();
    }
    List<Integer> numbers = numbers(following.lines);
    assertThat(numbers).isEqualTo(upTo(numbers.getLast()));
    assertThat(cuts).isGreaterThanOrEqualTo(CUTS);
    assertThat(following.lines).isEqualTo(target.readLog("app", 0, Integer.MAX_VALUE));
    assertThat(following.dropped).isEmpty();
    try (var segments = Files.list(server.home().resolve(".continuum/apps/app/log"))) {
      assertThat(segments.count()).isGreaterThan(2);
    }
    // What was cut while it handed on a log ends by itself.
    await().atMost(PATIENT).until(() -> streams() == 0);
  }

  @Test
  void goesOnAfterAHalfOpenConnection() throws Exception {
    deploy(DeviceApps.counting(folder, "count", 10_000_000, 10, 10, 0));
    Following following = new Following();
    try (AutoCloseable handle = target.followLog("app", 0, following)) {
      await().atMost(PATIENT).until(() -> following.lines.size() > 100);
      proxy.stall();
      await().atMost(PATIENT).until(() -> following.lost.get() > 0);
      // What is still on its way of the old connection is not to come twice.
      proxy.resume();
      int then = following.lines.size();
      await().atMost(PATIENT).until(() -> following.lines.size() > then + 500);
      target.stop("app");
      long end = target.logEnd("app");
      await().atMost(PATIENT).until(() -> following.last().next() == end);
      assertThat(handle).isNotNull();
    }
    List<Integer> numbers = numbers(following.lines);
    assertThat(numbers).isEqualTo(upTo(numbers.getLast()));
    await().atMost(PATIENT).until(() -> streams() == 0);
  }

  @Test
  void goesOnAfterTheServerWasKilled() throws Exception {
    deploy(DeviceApps.counting(folder, "count", 10_000_000, 10, 10, 0));
    Following following = new Following();
    try (AutoCloseable handle = target.followLog("app", 0, following)) {
      await().atMost(PATIENT).until(() -> following.lines.size() > 100);
      server.stop();
      await().atMost(PATIENT).until(() -> following.lost.get() > 0);
      server.resume();
      int then = following.lines.size();
      await().atMost(PATIENT).until(() -> following.lines.size() > then + 500);
      target.stop("app");
      long end = target.logEnd("app");
      await().atMost(PATIENT).until(() -> following.last().next() == end);
      assertThat(handle).isNotNull();
    }
    List<Integer> numbers = numbers(following.lines);
    assertThat(numbers).isEqualTo(upTo(numbers.getLast()));
    assertThat(following.dropped).isEmpty();
  }

  @Test
  void aSlowWayLosesNothing() throws Exception {
    deploy(DeviceApps.counting(folder, "count", 4000, 4000, 1, 80));
    Following following = new Following();
    proxy.throttle(100_000);
    try (AutoCloseable handle = target.followLog("app", 0, following)) {
      await().atMost(PATIENT).until(() -> numbers(following.lines).size() == 4000);
      assertThat(handle).isNotNull();
    }
    assertThat(numbers(following.lines)).isEqualTo(upTo(4000));
    assertThat(following.lost).hasValue(0);
  }

  @Test
  void goesOnOverReleasesStopsAndALostAgent() throws Exception {
    Following following = new Following();
    deploy(DeviceApps.counting(folder, "one", 300, 300, 1, 0));
    try (AutoCloseable handle = target.followLog("app", 0, following)) {
      await().atMost(PATIENT).until(() -> numbers(following.lines).size() == 300);
      deploy(DeviceApps.counting(folder, "two", 200, 200, 1, 0));
      await().atMost(PATIENT).until(() -> numbers(following.lines).size() == 500);
      try (var scripts = Files.newDirectoryStream(server.home().resolve(".continuum"), "agent-*")) {
        for (Path script : scripts) {
          Files.delete(script);
        }
      }
      proxy.cut();
      await().atMost(PATIENT).until(() -> following.lost.get() > 0);
      target.stop("app");
      deploy(DeviceApps.counting(folder, "three", 100, 100, 1, 0));
      await().atMost(PATIENT).until(() -> numbers(following.lines).size() == 600);
      assertThat(handle).isNotNull();
    }
    assertThat(numbers(following.lines).subList(0, 300)).isEqualTo(upTo(300));
    assertThat(numbers(following.lines).subList(300, 500)).isEqualTo(upTo(200));
    assertThat(numbers(following.lines).subList(500, 600)).isEqualTo(upTo(100));
    assertThat(following.lines)
        .extracting(LogLine::text)
        .containsSubsequence(
            "Release 1 started.",
            "Release 1 was stopped.",
            "Release 2 started.",
            "Release 2 was stopped.",
            "Release 3 started.");
  }

  @Test
  void findsPlacesAndWhatWasBefore() throws Exception {
    deploy(DeviceApps.counting(folder, "one", 300, 300, 1, 0));
    deploy(DeviceApps.counting(folder, "two", 200, 200, 1, 0));
    await()
        .atMost(PATIENT)
        .until(() -> numbers(target.readLog("app", 0, Integer.MAX_VALUE)).size() == 500);
    List<LogLine> all = target.readLog("app", 0, Integer.MAX_VALUE);
    long started = target.logPosition("app", new LogPlace.LastStart());
    assertThat(target.readLog("app", started, 1).getFirst().text()).isEqualTo("Release 2 started.");
    long last = target.logPosition("app", new LogPlace.Last(7));
    assertThat(target.readLog("app", last, 100)).isEqualTo(all.subList(all.size() - 7, all.size()));
    assertThat(target.logPosition("app", new LogPlace.Last(100_000))).isZero();
    assertThat(target.logPosition("app", new LogPlace.Since(Duration.ofHours(1)))).isZero();
    assertThat(target.logPosition("app", new LogPlace.End())).isEqualTo(target.logEnd("app"));

    List<LogLine> before = target.logBefore("app", started, 1000);
    int at = all.indexOf(before.getFirst());
    assertThat(at).isPositive();
    assertThat(before).isEqualTo(all.subList(at, at + before.size()));
    assertThat(before.getLast().next()).isEqualTo(started);
    assertThat(target.logBefore("app", all.get(3).position(), 10_000)).isEqualTo(all.subList(0, 3));
    assertThat(target.logBefore("app", 0, 1000)).isEmpty();
  }

  private static final class Following implements LogListener {
    final List<LogLine> lines = new CopyOnWriteArrayList<>();
    final List<String> dropped = new CopyOnWriteArrayList<>();
    final AtomicInteger lost = new AtomicInteger();

    LogLine last() {
      return lines.getLast();
    }

    @Override
    public void lines(List<LogLine> more) {
      lines.addAll(more);
    }

    @Override
    public void connection(boolean connected, String message) {
      if (!connected) {
        lost.incrementAndGet();
      } else if (message.contains("dropped")) {
        dropped.add(message);
      }
    }

    @Override
    public void ended(String message) {}
  }
}
