package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.BulkyModule;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.FaultyProxy;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way to a device is cut at each step of a deployment in turn. Afterwards the old release runs
 * or the new one does, the message says which to expect, and the next deployment works.
 */
class FaultAtEachStepTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  /** Bytes. */
  private static final int MODULE = 300_000;

  /** What a device runs does not matter here, so that is as light as can be. */
  private static Path tools;

  @TempDir static Path cache;
  @TempDir Path folder;
  private OpenSshServer server;
  private FaultyProxy way;
  private SshDevices devices;
  private DeviceTarget target;
  private Path oldModule;
  private Path newModule;

  @BeforeAll
  static void makeTools() throws IOException {
    tools = LightRuntime.folder(cache.resolve("tools"));
  }

  @AfterAll
  static void removeLinks() throws IOException {
    // Links out of the folder are not for others to tidy.
    try (var links = Files.newDirectoryStream(tools)) {
      for (Path link : links) {
        Files.delete(link);
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    server =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", tools.toString()),
            List.of());
    way = new FaultyProxy(server.port());
    Device direct = server.device("board");
    DeviceRegistry registry = new DeviceRegistry(folder.resolve("devices.json"));
    registry.add(
        new Device(
            direct.name(),
            direct.host(),
            way.port(),
            direct.user(),
            direct.authentication(),
            "",
            List.of()));
    devices =
        LightDevices.of(
            registry,
            new TestUser(true, "", ""),
            cache,
            new SshSettings(
                folder, Optional.empty(), Duration.ofSeconds(10), Duration.ofMillis(700)));
    target = devices.target("board");
    oldModule = module("old", 1);
    newModule = module("new", 2);
  }

  /** One that is long on its way. Modules that have nothing in common are sent whole. */
  private Path module(String name, long seed) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    return BulkyModule.of(
        DeviceApps.service(own, "app", name), own, "app", BulkyModule.noise(MODULE, seed));
  }

  @AfterEach
  void stop() throws Exception {
    if (devices != null) {
      devices.close();
      way.close();
      server.close();
    }
  }

  private AppStatus deploy(Path module, DeployListener listener) throws TargetException {
    return target.deploy(
        new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty()),
        DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofMillis(500))),
        listener);
  }

  /** Does something once, when a step begins. */
  private static final class At implements DeployListener {
    private final Step at;
    private final Runnable fault;
    private boolean done;

    At(Step at, Runnable fault) {
      this.at = at;
      this.fault = fault;
    }

    @Override
    public void started(Step step) {
      if (step == at && !done) {
        done = true;
        fault.run();
      }
    }

    @Override
    public void progress(Step step, long bytes, long total) {}

    @Override
    public void finished(Step step, String detail) {}
  }

  /** The app runs, as the old release or as the new one, and what runs is whole. */
  private AppStatus running(AppStatus old) {
    return await()
        .atMost(PATIENT)
        .ignoreExceptions()
        .until(
            () -> target.status("app"),
            status ->
                status.state() == AppStatus.State.RUNNING
                    && (status.release() == old.release()
                        ? status.digest().equals(old.digest())
                        : !status.digest().isEmpty() && !status.digest().equals(old.digest())));
  }

  private void assertNothingHalfWrittenIsARelease() throws IOException {
    try (var releases = Files.list(server.home().resolve(".continuum/apps/app/releases"))) {
      for (Path release :
          releases.filter(r -> !r.getFileName().toString().startsWith(".")).toList()) {
        assertThat(release.resolve("run")).isNotEmptyFile();
        assertThat(release.resolve("release.json")).isNotEmptyFile();
      }
    }
  }

  private void assertTheNextDeploymentWorks() throws TargetException {
    // The device may still be busy with what was cut off from here.
    AppStatus next =
        await()
            .atMost(PATIENT)
            .ignoreExceptionsMatching(e ->
                e instanceof TargetException problem
                    && problem.problem() == TargetException.Problem.BUSY)
            .until(() -> deploy(newModule, DeployListener.NONE), status -> true);
    assertThat(next.state()).isEqualTo(AppStatus.State.RUNNING);
  }

  @ParameterizedTest
  @EnumSource
  void aCutAsAStepBegins(DeployListener.Step step) throws Exception {
    AppStatus old = deploy(oldModule, DeployListener.NONE);
    @Nullable TargetException failure =
        catchThrowableOfType(
            TargetException.class, () -> deploy(newModule, new At(step, way::cut)));

    AppStatus after = running(old);
    if (step.compareTo(DeployListener.Step.SWITCH) < 0 && failure != null) {
      assertThat(after).as("untouched").isEqualTo(old);
    }
    if (failure != null) {
      assertThat(failure.problem()).isEqualTo(TargetException.Problem.UNREACHABLE);
      assertThat(failure.getMessage()).contains("board");
      assertThat(failure.remedy()).isNotEmpty();
    }
    assertNothingHalfWrittenIsARelease();
    assertTheNextDeploymentWorks();
  }

  /** Falls into the middle of what is sent: the handshake, the script, the module. */
  @ParameterizedTest
  @ValueSource(ints = {500, 3_000, 12_000, 40_000, 150_000, 350_000})
  void aCutAfterSoManyBytesOfAFirstDeployment(int bytes) throws Exception {
    way.cutAfter(bytes);
    @Nullable TargetException failure =
        catchThrowableOfType(TargetException.class, () -> deploy(oldModule, DeployListener.NONE));
    if (failure != null) {
      assertThat(failure.problem()).isEqualTo(TargetException.Problem.UNREACHABLE);
      assertThat(target.apps()).as("nothing half done").isEmpty();
    }
    assertTheNextDeploymentWorks();
    assertNothingHalfWrittenIsARelease();
  }

  @Test
  void aWayThatStopsForwardingIsNoticed() throws Exception {
    AppStatus old = deploy(oldModule, DeployListener.NONE);
    @Nullable TargetException failure =
        catchThrowableOfType(
            TargetException.class,
            () -> deploy(newModule, new At(DeployListener.Step.UPLOAD, way::stall)));
    assertThat(failure).isNotNull();
    assertThat(failure.problem()).isEqualTo(TargetException.Problem.UNREACHABLE);
    way.resume();
    assertThat(running(old)).isEqualTo(old);
    assertTheNextDeploymentWorks();
  }

  @Test
  void aSlowWayIsOnlySlow() throws Exception {
    deploy(oldModule, DeployListener.NONE);
    way.throttle(30_000);
    // Not so large that what waits on the way hides answers for longer than this test's patience.
    Path small = DeviceApps.service(Files.createDirectory(folder.resolve("small")), "app", "x");
    AppStatus second = deploy(small, DeployListener.NONE);
    assertThat(second.release()).isEqualTo(2);
    assertThat(second.state()).isEqualTo(AppStatus.State.RUNNING);
  }

  @Test
  void aServerThatIsKilledAndComesBack() throws Exception {
    AppStatus old = deploy(oldModule, DeployListener.NONE);
    @Nullable TargetException failure =
        catchThrowableOfType(
            TargetException.class,
            () -> deploy(newModule, new At(DeployListener.Step.VERIFY, server::stop)));
    assertThat(failure).isNotNull();
    assertThat(failure.problem()).isEqualTo(TargetException.Problem.UNREACHABLE);
    server.resume();
    assertThat(running(old)).isEqualTo(old);
    assertTheNextDeploymentWorks();
  }
}
