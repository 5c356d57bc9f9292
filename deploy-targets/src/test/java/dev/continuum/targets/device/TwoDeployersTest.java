package dev.continuum.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Release;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two computers deploy the same app to one device: one wins, the other is told. */
class TwoDeployersTest {
  private static final int ROUNDS = 4;

  @TempDir Path folder;
  private OpenSshServer server;
  private final List<SshDevices> computers = new ArrayList<>();
  private Path bin;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd is not installed");
    bin = LightRuntime.folder(folder.resolve("bin"));
    server =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("server")),
            Map.of("PATH", bin.toString()),
            List.of());
  }

  @AfterEach
  void stop() throws Exception {
    for (SshDevices computer : computers) {
      computer.target("board").stop("app");
      computer.close();
    }
    if (server != null) {
      server.close();
      // Links out of the folder are not for others to tidy.
      try (var links = Files.newDirectoryStream(bin)) {
        for (Path link : links) {
          Files.delete(link);
        }
      }
    }
  }

  /** A computer with its own registry, cache and connection. */
  private DeviceTarget computer(String name) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    DeviceRegistry registry = new DeviceRegistry(own.resolve("devices.json"));
    registry.add(server.device("board"));
    SshDevices devices =
        LightDevices.of(
            registry,
            new TestUser(true, "", ""),
            own,
            new SshSettings(own, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
    computers.add(devices);
    return devices.target("board");
  }

  private RunConfiguration app(String line) throws IOException {
    Path module = DeviceApps.service(Files.createTempDirectory(folder, "module"), "app", line);
    return new RunConfiguration("app", module, List.of(), Map.of(), List.of(), Optional.empty());
  }

  /** Deploys; nothing when the other one was at it. */
  private static Optional<AppStatus> deploy(
      DeviceTarget target, RunConfiguration app, HealthCheck health, DeployListener listener)
      throws TargetException {
    try {
      return Optional.of(target.deploy(app, DeployOptions.USUAL.withHealth(health), listener));
    } catch (TargetException e) {
      assertThat(e.problem()).as(e.getMessage()).isEqualTo(TargetException.Problem.BUSY);
      return Optional.empty();
    }
  }

  @Test
  void whoComesLaterIsToldWhoIsAtIt() throws Exception {
    Files.writeString(
        bin.resolve("node"),
        "#!/bin/sh\n[ \"$1\" != --version ] || { echo v20.0.0; exit; }\n"
            + "while [ ! -e \"$HOME/go\" ]; do sleep 0.1; done\necho ready\nexec sleep 1000000\n");
    DeviceTarget first = computer("first");
    DeviceTarget second = computer("second");
    assertThat(second.apps()).isEmpty();
    HealthCheck ready = new HealthCheck.Says("^ready", Duration.ofMinutes(5));
    List<TargetException> refusals = new ArrayList<>();
    RunConfiguration later = app("later");
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      AppStatus won =
          first.deploy(
              app("sooner"),
              DeployOptions.USUAL.withHealth(ready),
              new DeployListener() {
                @Override
                public void started(Step step) {
                  if (step == Step.HEALTH) {
                    other.submit(this::meanwhile);
                  }
                }

                private @Nullable Object meanwhile() throws IOException {
                  try {
                    refusals.add(
                        catchThrowableOfType(
                            TargetException.class,
                            () ->
                                second.deploy(
                                    later,
                                    DeployOptions.USUAL.withHealth(ready),
                                    DeployListener.NONE)));
                    return null;
                  } finally {
                    Files.createFile(server.home().resolve("go"));
                  }
                }

                @Override
                public void progress(Step step, long bytes, long total) {}

                @Override
                public void finished(Step step, String detail) {}
              });
      assertThat(refusals).hasSize(1);
      TargetException refusal = refusals.getFirst();
      assertThat(refusal).isNotNull();
      assertThat(refusal.problem()).isEqualTo(TargetException.Problem.BUSY);
      assertThat(refusal.getMessage())
          .matches(
              "Other work on “app” on board is under way: “activate”, process [0-9]+ there,.*");
      assertThat(refusal.remedy()).isNotEmpty();
      assertThat(second.status("app")).isEqualTo(won);
      assertThat(second.releases("app")).hasSize(1);
    }
    AppStatus renewed =
        second.deploy(later, DeployOptions.USUAL.withHealth(ready), DeployListener.NONE);
    assertThat(renewed.release()).isEqualTo(2);
    assertThat(first.status("app")).isEqualTo(renewed);
  }

  @Test
  void ofTwoAtTheSameMomentNoneGetsAMix() throws Exception {
    List<DeviceTarget> both = List.of(computer("first"), computer("second"));
    HealthCheck alive = new HealthCheck.Alive(Duration.ofMillis(100));
    int made = 0;
    try (ExecutorService deployers = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        CyclicBarrier line = new CyclicBarrier(2);
        List<Future<Optional<AppStatus>>> results = new ArrayList<>();
        for (DeviceTarget target : both) {
          RunConfiguration app = app("round " + round + " of " + both.indexOf(target));
          results.add(
              deployers.submit(() -> {
                target.apps();
                line.await();
                return deploy(target, app, alive, DeployListener.NONE);
              }));
        }
        List<AppStatus> won = new ArrayList<>();
        for (Future<Optional<AppStatus>> result : results) {
          result.get().ifPresent(won::add);
        }
        assertThat(won).isNotEmpty();
        made += won.size();
        AppStatus now = both.getFirst().status("app");
        assertThat(won).contains(now);
        List<Release> history = both.getLast().releases("app");
        assertThat(history.getFirst())
            .matches(Release::current)
            .matches(release -> release.number() == now.release())
            .matches(release -> release.digest().equals(now.digest()));
        assertThat(history).allMatch(Release::present);
        assertThat(now.release()).isEqualTo(made);
      }
    }
  }
}
