package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.provision.Provisioning;
import dev.continuum.targets.provision.RuntimeSource;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.runtime.adapter.RuntimeAdapters;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.FitReport;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.Remedy;
import dev.continuum.targets.target.RuntimeShelf.Kept;
import dev.continuum.targets.target.RuntimeShelf.Plan;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.MinaSshServer;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TarFile;
import dev.continuum.targets.testing.TestUser;
import dev.continuum.targets.testing.ToolFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtimes put on a device that has none, over a real SSH server. */
class RuntimeShelfTest {
  private static final DeployOptions QUICK =
      DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofMillis(500)));

  @TempDir static Path cache;
  @TempDir Path folder;
  private OpenSshServer server;
  private SshDevices devices;
  private DeviceTarget target;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    Path bin = folder.resolve("bin");
    ToolFolder.system(bin, Path.of("/bin/sh"), Set.of("java", "node"));
    server =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", bin.toString()),
            List.of());
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(server.device("board"));
    devices =
        new SshDevices(
            registry,
            new TestUser(true, MinaSshServer.PASSWORD, ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            // Not those this computer may have off the PATH.
            RuntimeAdapters.provisionable(),
            QUICK);
    target = devices.target("board");
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      devices.close();
      server.close();
    }
  }

  /** A runtime that is content: it says its version, and sleeps for an app. */
  private static String program(String said) {
    return "#!/bin/sh\ncase $1 in --version) echo '"
        + said
        + "' ;; *) echo \"ran: $*\"; exec sleep 600 ;; esac\n";
  }

  private Plan plan(String id, String said) throws Exception {
    Path archive =
        new TarFile().file("release/" + id, program(said)).write(folder.resolve(id + ".tar.gz"));
    return planned(id, archive);
  }

  private Plan planned(String id, Path archive) throws Exception {
    return new Provisioning(cache)
        .plan(
            id,
            new RuntimeSource.Archive(archive, Optional.empty()),
            target.probe(),
            (done, total) -> {});
  }

  private static void assertProblem(Problem problem, String words, Throwing work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> {
              assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem);
              assertThat(e.getMessage()).contains(words);
            });
  }

  private interface Throwing {
    void run() throws Exception;
  }

  private List<String> left() throws IOException {
    try (var files = Files.walk(server.home().resolve(".continuum"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(".new-") || name.startsWith(".part-"))
          .toList();
    }
  }

  private RunConfiguration app() throws IOException {
    return new RunConfiguration(
        "app",
        DeviceApps.service(folder, "app", "line"),
        List.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  @Test
  void isPutThereVerifiedTriedFoundUsedAndTakenAway() throws Exception {
    assertThat(target.probe().runtimes()).extracting(Probe.Runtime::id).doesNotContain("wasmtime");
    List<Long> sent = new ArrayList<>();
    Plan plan = plan("wasmtime", "wasmtime 25.0.1 (abc 2024-09-24)");
    Kept kept = target.runtimes().install(plan, (done, total) -> sent.add(done));
    assertThat(kept.name()).isEqualTo("wasmtime-25.0.1");
    assertThat(kept.version()).isEqualTo("25.0.1");
    assertThat(kept.sha256()).isEqualTo(plan.sha256());
    assertThat(kept.source()).isEqualTo("wasmtime.tar.gz");
    assertThat(kept.bytes()).isPositive();
    assertThat(kept.users()).isEmpty();
    assertThat(sent).last().isEqualTo(plan.bytes());
    Path program = server.home().resolve(".continuum/runtimes/wasmtime-25.0.1/bin/wasmtime");
    assertThat(program).isExecutable().hasContent(program("wasmtime 25.0.1 (abc 2024-09-24)"));
    assertThat(target.probe().runtimes())
        .contains(new Probe.Runtime("wasmtime", "25.0.1", program.toString()));
    assertThat(left()).isEmpty();

    FitReport fit = target.fit(app(), Optional.of("wasmtime"));
    assertThat(fit.chosen().orElseThrow().runtime().path()).isEqualTo(program.toString());

    assertThat(target.runtimes().list()).containsExactly(kept);
    target.runtimes().remove("wasmtime-25.0.1");
    assertThat(target.runtimes().list()).isEmpty();
    assertThat(program).doesNotExist();
    assertProblem(
        Problem.NOT_FOUND,
        "no runtime called “wasmtime-25.0.1”",
        () -> target.runtimes().remove("wasmtime-25.0.1"));
    for (String bad : List.of("..", "a/b", "", ".new-x", "-x", "a b")) {
      assertProblem(Problem.NOT_FOUND, "no runtime", () -> target.runtimes().remove(bad));
    }
  }

  @Test
  void whatDoesNotRunThereIsNotKept() throws Exception {
    Plan other = plan("wasmtime", "wasmer 4.2.5");
    assertProblem(
        Problem.START_FAILED,
        "said: wasmer 4.2.5",
        () -> target.runtimes().install(other, (done, total) -> {}));
    Path file = Files.writeString(folder.resolve("broken"), "#!/nowhere/sh\n");
    Plan broken = planned("wasmtime", file);
    assertProblem(
        Problem.START_FAILED,
        "does not run on board",
        () -> target.runtimes().install(broken, (done, total) -> {}));
    assertThat(target.runtimes().list()).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void whatArrivesDifferentIsNotKept() throws Exception {
    Plan plan = plan("wasmtime", "wasmtime 25.0.1");
    Files.writeString(plan.files().getFirst().file(), "changed after it was looked at");
    assertProblem(
        Problem.DIGEST_MISMATCH,
        "is not what was sent",
        () -> target.runtimes().install(plan, (done, total) -> {}));
    assertThat(left()).isEmpty();
    assertThat(target.runtimes().list()).isEmpty();
  }

  @Test
  void aRuntimeAnAppRunsOnStays() throws Exception {
    Plan plan = plan("wasmtime", "wasmtime 25.0.1");
    target.runtimes().install(plan, (done, total) -> {});
    AppStatus status = target.deploy(app(), QUICK, DeployListener.NONE);
    assertThat(status.runtime()).isEqualTo("wasmtime");
    assertThat(target.runtimes().list().getFirst().users()).containsExactly("app");
    assertProblem(Problem.BUSY, "“app”", () -> target.runtimes().remove("wasmtime-25.0.1"));
    assertProblem(
        Problem.BUSY, "“app”", () -> target.runtimes().install(plan, (done, total) -> {}));
    assertThat(left()).isEmpty();
    await()
        .until(() ->
            target.readLog("app", 0, 100).stream().anyMatch(l -> l.text().startsWith("ran: run")));
  }

  @Test
  void anotherOfTheSameNameTakesItsPlace() throws Exception {
    target.runtimes().install(plan("wasmtime", "wasmtime 25.0.1"), (done, total) -> {});
    Plan again = plan("wasmtime", "wasmtime 25.0.1 (again)");
    target.runtimes().install(again, (done, total) -> {});
    assertThat(target.runtimes().list()).hasSize(1);
    assertThat(server.home().resolve(".continuum/runtimes/wasmtime-25.0.1/bin/wasmtime"))
        .content()
        .contains("(again)");
    assertThat(left()).isEmpty();
  }

  @Test
  void aRealRuntimeOfThisComputerRunsAnAppThere() throws Exception {
    Path wazero = null;
    for (String place : System.getenv("PATH").split(":")) {
      Path file = Path.of(place, "wazero");
      wazero = wazero == null && Files.isExecutable(file) ? file.toRealPath() : wazero;
    }
    assumeTrue(wazero != null, "skipped: wazero is not on PATH");
    Kept kept = target.runtimes().install(planned("wazero", wazero), (done, total) -> {});
    assertThat(kept.id()).isEqualTo("wazero");
    AppStatus status = target.deploy(app(), QUICK, DeployListener.NONE);
    assertThat(status.state()).isEqualTo(AppStatus.State.RUNNING);
    await()
        .until(() -> target.readLog("app", 0, 100).stream().anyMatch(l -> l.text().equals("line")));
    target.stop("app");
  }

  @Test
  void aModuleThatFitsNothingIsRefusedBeforeAByteIsSent() throws Exception {
    target.runtimes().install(plan("wasmtime", "wasmtime-cli 15.0.0"), (done, total) -> {});
    Path module =
        Files.writeString(
            folder.resolve("tail.wat"),
            "(module (memory (export \"memory\") 1) (func $f (return_call $f))"
                + " (func (export \"_start\")))");
    RunConfiguration configuration = RunConfiguration.of(module);
    FitReport fit = target.fit(configuration, Optional.of("wasmtime"));
    assertThat(fit.fits()).isFalse();
    assertThat(fit.runtimes()).hasSize(1);
    assertThat(fit.runtimes().getFirst().objections())
        .containsExactly("Wasmtime 15.0.0 lacks tail calls.");
    assertThat(fit.remedies()).contains(new Remedy.Provision("wasmtime", "Wasmtime", "22"));
    assertThat(server.home().resolve(".continuum/store").toFile().list()).isEmpty();
  }
}
