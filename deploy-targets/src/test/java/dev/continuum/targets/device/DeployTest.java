package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogListener;
import dev.continuum.targets.target.app.RestartPolicy;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.SshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments to a real SSH server: OpenSSH's where it is installed, else MINA's. */
class DeployTest {
  /** Long enough for a Java to start on a busy computer; what ends earlier is not waited for. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir static Path cache;
  @TempDir Path folder;
  private SshServer server;
  private DeviceRegistry registry;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    Path files = Files.createDirectory(folder.resolve("server"));
    server = OpenSshServer.available() ? OpenSshServer.start(files) : MinaSshServer.start(files);
    registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices = devices(Duration.ofMillis(1500));
    target = devices.target("board");
  }

  private SshDevices devices(Duration health) {
    return devices(health, RuntimeAdapters.all());
  }

  private SshDevices devices(Duration health, List<RuntimeAdapter> adapters) {
    return new SshDevices(
        registry,
        new TestUser(true, MinaSshServer.PASSWORD, ""),
        cache,
        new SshSettings(folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)),
        adapters,
        watched(health));
  }

  private static DeployOptions watched(Duration time) {
    return DeployOptions.USUAL.withHealth(new HealthCheck.Alive(time));
  }

  @AfterEach
  void stop() throws Exception {
    devices.close();
    server.close();
  }

  private void patient() throws TargetException {
    devices.close();
    devices = devices(PATIENT);
    target = devices.target("board");
  }

  private static RunConfiguration app(Path module) {
    return new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty());
  }

  private List<String> log() throws TargetException {
    return target.readLog("app", 0, 1000).stream().map(l -> l.source() + " " + l.text()).toList();
  }

  @Test
  void tellsWhenAnAppIsStartedAgain() throws Exception {
    AppStatus status =
        target.deploy(
            app(DeviceApps.exiting(folder, "one", "bye", 0)),
            watched(PATIENT).withRestart(RestartPolicy.ALWAYS),
            DeployListener.NONE);
    assertThat(status.state()).isEqualTo(AppStatus.State.WAITING);
    assertThat(status.exitStatus()).contains(0);
    assertThat(status.process()).isEmpty();
    assertThat(status.watched()).isTrue();
    assertThat(status.next().orElseThrow()).isAfterOrEqualTo(status.since().orElseThrow());
    await()
        .atMost(PATIENT)
        .untilAsserted(() -> assertThat(target.status("app").restarts()).isPositive());
    target.stop("app");
    assertThat(target.status("app").state()).isEqualTo(AppStatus.State.STOPPED);
    assertThat(target.status("app").next()).isEmpty();
  }

  @Test
  void deploysReplacesAndStops() throws Exception {
    Steps steps = new Steps();
    AppStatus first = target.deploy(app(DeviceApps.service(folder, "one", "first")), steps);

    assertThat(first.state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(first.release()).isEqualTo(1);
    assertThat(first.runtime()).isEqualTo("bundled");
    assertThat(steps.heard)
        .containsSubsequence(
            "started CONNECT",
            "finished CONNECT",
            "started CHECK",
            "finished CHECK",
            "started UPLOAD",
            "finished UPLOAD",
            "started VERIFY",
            "finished VERIFY",
            "started SWITCH",
            "finished SWITCH",
            "started HEALTH",
            "finished HEALTH");
    await()
        .atMost(PATIENT)
        .untilAsserted(() -> assertThat(log()).contains("STDOUT first", "STDERR ready"));
    assertThat(registry.device("board").hostKey()).isEqualTo(server.fingerprint());

    AppStatus second =
        target.deploy(app(DeviceApps.service(folder, "two", "second")), DeployListener.NONE);
    assertThat(second.release()).isEqualTo(2);
    assertThat(second.digest()).isNotEqualTo(first.digest()).hasSize(64);
    assertThat(server.home().resolve(".continuum/store").resolve(second.digest())).exists();
    await().atMost(PATIENT).untilAsserted(() -> assertThat(log()).contains("STDOUT second"));
    assertThat(log())
        .containsSubsequence(
            "SUPERVISOR Release 1 started.",
            "SUPERVISOR Release 1 was stopped.",
            "SUPERVISOR Release 2 started.");
    assertThat(target.apps()).extracting(AppStatus::app).containsExactly("app");

    target.stop("app");
    assertThat(target.status("app").state()).isEqualTo(AppStatus.State.STOPPED);
    target.stop("app");
    assertThat(log()).endsWith("SUPERVISOR Release 2 was stopped.");
  }

  @Test
  void deploysToADeviceThatHasNodeOnly() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/node")), "skipped: node is not installed");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/wat2wasm")), "skipped: wabt is not installed");
    Path text = DeviceApps.environment(folder, "node");
    Path module = folder.resolve("node.wasm");
    Process wabt = new ProcessBuilder("wat2wasm", text.toString(), "-o", module.toString()).start();
    assertThat(wabt.waitFor()).isZero();
    devices.close();
    devices = devices(PATIENT, List.of(RuntimeAdapters.byId("node").orElseThrow()));
    target = devices.target("board");
    AppStatus status =
        target.deploy(
            new RunConfiguration(
                "app", module, List.of(), Map.of("KEY", "a 'b'"), List.of(), Optional.empty()),
            DeployListener.NONE);
    assertThat(status.runtime()).isEqualTo("node");
    assertThat(status.exitStatus()).contains(0);
    assertThat(log()).contains("STDOUT KEY=a 'b'");
  }

  @Test
  void sendsNothingThatIsThereAlready() throws Exception {
    patient();
    Path module = DeviceApps.exiting(folder, "done", "done", 0);
    AppStatus first = target.deploy(app(module), DeployListener.NONE);
    assertThat(first.state()).isEqualTo(AppStatus.State.EXITED);
    assertThat(first.exitStatus()).contains(0);

    Steps steps = new Steps();
    target.deploy(app(module), steps);
    assertThat(steps.details).contains("already there");
    assertThat(log()).contains("STDERR done");
  }

  @Test
  void goesBackWhenTheNewReleaseDoesNotStart() throws Exception {
    target.deploy(app(DeviceApps.service(folder, "good", "good")), DeployListener.NONE);
    patient();

    assertThatThrownBy(() ->
            target.deploy(
                app(DeviceApps.exiting(folder, "bad", "no luck", 7)), DeployListener.NONE))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(TargetException.Problem.START_FAILED);
              assertThat(e).hasMessageContaining("exit status 7").hasMessageContaining("no luck");
            });
    AppStatus status = target.status("app");
    assertThat(status.state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(status.release()).isEqualTo(1);
  }

  @Test
  void keepsValuesOfTheEnvironmentOutOfTheProcessList() throws Exception {
    patient();
    String value = "it's $HOME `a` \\ \"b\"";
    Path module = DeviceApps.environment(folder, "env");
    RunConfiguration configuration =
        new RunConfiguration(
            "app",
            module,
            List.of(),
            Map.of("KEY", value),
            List.of(new Preopen("state", "/state", Preopen.Mode.READ_WRITE)),
            Optional.empty());
    target.deploy(configuration, DeployListener.NONE);

    assertThat(log()).contains("STDOUT KEY=" + value);
    Path release = server.home().resolve(".continuum/apps/app/releases/1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(release.resolve("env"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(release.resolve("run"))).doesNotContain("it's");
    assertThat(Files.readString(release.resolve("release.json"))).doesNotContain("it's");
    assertThat(server.home().resolve(".continuum/apps/app/data/state")).isDirectory();
    assertThatThrownBy(() ->
            target.deploy(
                new RunConfiguration(
                    "app",
                    module,
                    List.of(),
                    Map.of(),
                    List.of(new Preopen("x/../..", "/x", Preopen.Mode.READ_ONLY)),
                    Optional.empty()),
                DeployListener.NONE))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("outside of the app's folder");
  }

  @Test
  void oneOfTwoDeploymentsAtOnceWins() throws Exception {
    RunConfiguration waiting =
        new RunConfiguration(
            "app",
            DeviceApps.until(folder, "one", "go"),
            List.of(),
            Map.of(),
            List.of(new Preopen("state", "/state", Preopen.Mode.READ_WRITE)),
            Optional.empty());
    SshDevices others = devices(Duration.ofSeconds(1));
    DeviceTarget other = others.target("board");
    CountDownLatch switched = new CountDownLatch(1);
    CompletableFuture<AppStatus> winner =
        CompletableFuture.supplyAsync(() -> {
          try {
            return target.deploy(
                waiting,
                watched(PATIENT),
                new Steps() {
                  @Override
                  public void started(Step step) {
                    if (step == Step.HEALTH) {
                      switched.countDown();
                    }
                  }
                });
          } catch (TargetException e) {
            throw new IllegalStateException(e);
          }
        });
    switched.await();

    assertThatThrownBy(() -> other.deploy(waiting, DeployListener.NONE))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.problem()).isEqualTo(TargetException.Problem.BUSY));
    assertThat(winner).as("watched for as long as was asked").isNotDone();
    Files.createFile(server.home().resolve(".continuum/apps/app/data/state/go"));
    assertThat(winner.join().release()).isEqualTo(1);
    assertThat(winner.join().state()).isEqualTo(AppStatus.State.EXITED);
    assertThat(other.deploy(waiting, watched(PATIENT), DeployListener.NONE).release()).isEqualTo(2);
    others.close();
  }

  @Test
  void takesOverTheLockOfADeploymentThatDied() throws Exception {
    patient();
    Path lock = server.home().resolve(".continuum/apps/app/lock");
    Files.createDirectories(lock);
    Files.writeString(lock.resolve("owner"), "999999 12345\n");
    assertThat(
            target
                .deploy(app(DeviceApps.exiting(folder, "ok", "ok", 0)), DeployListener.NONE)
                .release())
        .isEqualTo(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void followsTheLogOverACutConnection() throws Exception {
    target.deploy(app(DeviceApps.ticker(folder, "tick", "tick", 20)), DeployListener.NONE);
    Following following = new Following();
    try (AutoCloseable handle = target.followLog("app", 0, following)) {
      await().atMost(PATIENT).until(() -> following.lines.size() > 20);
      server.cutConnections();
      await().atMost(PATIENT).until(() -> following.connections.contains(true));
      int then = following.lines.size();
      await().atMost(PATIENT).until(() -> following.lines.size() > then + 20);
      assertThat(handle).isNotNull();
    }
    await().atMost(PATIENT).until(() -> following.ended.size() == 1);
    target.stop("app");
    List<LogLine> all = target.readLog("app", 0, 100_000);
    assertThat(all.subList(0, following.lines.size())).isEqualTo(following.lines);
    assertThat(target.logEnd("app")).isEqualTo(all.getLast().next());
  }

  @Test
  void refusesWhatCannotRun() throws Exception {
    Path broken = Files.write(folder.resolve("broken.wasm"), new byte[] {0, 'a', 's', 'm', 9});
    assertProblem(TargetException.Problem.BAD_MODULE, broken);
    assertProblem(TargetException.Problem.BAD_MODULE, folder.resolve("missing.wasm"));
    try (SshDevices bare = devices(Duration.ofSeconds(1), List.of())) {
      target = bare.target("board");
      assertProblem(TargetException.Problem.NO_RUNTIME, DeviceApps.service(folder, "one", "first"));
    }
    assertThat(
            Files.exists(server.home().resolve(".continuum/apps/app"), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
  }

  @Test
  void saysThatThereIsNoSuchApp() {
    for (String app : List.of("nothing", "../..", "-x")) {
      assertThatThrownBy(() -> target.status(app))
          .isInstanceOfSatisfying(
              TargetException.class,
              e -> assertThat(e.problem()).isEqualTo(TargetException.Problem.NOT_FOUND));
    }
  }

  @Test
  void sharesATargetUntilItIsClosed() throws Exception {
    assertThat(devices.target("board")).isSameAs(target);
    target.close();
    assertThat(devices.target("board")).isNotSameAs(target);
    assertThat(devices.target("board").apps()).isEmpty();
  }

  @Test
  void probes() throws Exception {
    Probe probe = target.probe();
    assertThat(probe.processors()).isPositive();
    assertThat(probe.memoryBytes()).isPositive();
    assertThat(probe.freeDiskBytes()).isPositive();
    assertThat(probe.runtimes()).extracting(Probe.Runtime::id).contains("bundled");
    assertThat(registry.probe("board")).contains(probe);
  }

  private void assertProblem(TargetException.Problem problem, Path module) {
    assertThatThrownBy(() -> target.deploy(app(module), DeployListener.NONE))
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  private static class Steps implements DeployListener {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> details = new CopyOnWriteArrayList<>();

    @Override
    public void started(Step step) {
      heard.add("started " + step);
    }

    @Override
    public void progress(Step step, long done, long total) {
      assertThat(done).isBetween(0L, total);
    }

    @Override
    public void finished(Step step, String detail) {
      heard.add("finished " + step);
      details.add(detail);
    }
  }

  private static final class Following implements LogListener {
    final List<LogLine> lines = new CopyOnWriteArrayList<>();
    final List<Boolean> connections = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();

    @Override
    public void lines(List<LogLine> more) {
      lines.addAll(more);
    }

    @Override
    public void connection(boolean connected, String message) {
      connections.add(connected);
    }

    @Override
    public void ended(String message) {
      ended.add(message);
    }
  }
}
