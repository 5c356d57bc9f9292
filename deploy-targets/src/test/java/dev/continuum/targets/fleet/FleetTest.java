package dev.continuum.targets.fleet;

import static dev.continuum.targets.fleet.DeviceRun.State.DONE;
import static dev.continuum.targets.fleet.DeviceRun.State.FAILED;
import static dev.continuum.targets.fleet.DeviceRun.State.QUEUED;
import static dev.continuum.targets.fleet.DeviceRun.State.RETURNED;
import static dev.continuum.targets.fleet.DeviceRun.State.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.targets.device.LightDevices;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener.Step;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.testing.DeviceApps;
import dev.continuum.targets.testing.LightRuntime;
import dev.continuum.targets.testing.OpenSshServer;
import dev.continuum.targets.testing.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts to real SSH servers, each on a loopback address of its own. */
class FleetTest {
  private static final int DEVICES = 5;
  private static final DeployOptions SHORT =
      DeployOptions.USUAL.withHealth(new HealthCheck.Alive(Duration.ofMillis(500)));

  @TempDir Path folder;
  private final List<OpenSshServer> servers = new ArrayList<>();
  private final List<Device> all = new ArrayList<>();
  private DeviceRegistry registry;
  private SshDevices devices;
  private DeployQueue queue;
  private Path module;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OpenSshServer.available(), "skipped: sshd and ssh-keygen are not here");
    Path tools = LightRuntime.folder(folder.resolve("tools"));
    registry = new DeviceRegistry(folder.resolve("devices.json"));
    for (int i = 1; i <= DEVICES; i++) {
      OpenSshServer server =
          OpenSshServer.start(
              Files.createDirectory(folder.resolve("server-" + i)),
              "127.0.0." + (10 + i),
              Map.of("PATH", tools.toString()),
              List.of());
      servers.add(server);
      Device device = server.device("d" + i).withTags(List.of("edge"));
      registry.add(device);
      all.add(device);
    }
    devices = connections();
    queue = new DeployQueue(folder.resolve("queue"), folder.resolve("cache"));
    module = DeviceApps.service(folder, "app", "first");
  }

  private SshDevices connections() {
    return LightDevices.of(
        registry,
        TestUser.accepting(),
        folder.resolve("cache"),
        new SshSettings(folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() throws Exception {
    if (devices != null) {
      devices.close();
    }
    OpenSshServer.closeAll(servers);
  }

  private RolloutPlan plan(String waves, boolean goBack) throws TargetException {
    return new RolloutPlan(
        TargetNames.devices(List.of("tag:edge"), registry.devices()),
        Waves.parse(waves),
        new StopRule.FirstFailure(),
        8,
        Duration.ZERO,
        goBack,
        true);
  }

  private Rollout rollout(RolloutPlan plan, RolloutListener listener) {
    return new Rollout(
        plan,
        RunConfiguration.of(module),
        SHORT,
        folder.resolve("cache"),
        devices::target,
        queue,
        listener);
  }

  private static List<DeviceRun.State> states(RolloutResult result) {
    return result.runs().stream().map(DeviceRun::state).toList();
  }

  private Path home(int device) {
    return servers.get(device - 1).home();
  }

  @Test
  void goesInWavesStopsAtTheBrokenOneAndGoesBack() throws Exception {
    RolloutResult first = rollout(plan("1,40%,all", false), RolloutListener.NONE).run();
    assertThat(states(first)).as(first.toString()).containsOnly(DONE);
    assertThat(first.runs()).allMatch(run -> run.before().isEmpty());

    Files.createFile(home(3).resolve("broken"));
    module = DeviceApps.service(folder, "app", "second");
    RolloutResult second = rollout(plan("1,2,3,all", true), RolloutListener.NONE).run();
    assertThat(states(second)).containsExactly(RETURNED, RETURNED, FAILED, SKIPPED, SKIPPED);
    DeviceRun failed = second.runs().get(2);
    assertThat(failed.message()).contains("exit status 7").contains("no luck here");
    assertThat(failed.step()).contains(Step.HEALTH);
    for (DeviceRun run : second.runs()) {
      AppStatus status = devices.target(run.device()).status("app");
      assertThat(status.release()).as(run.device().name()).isEqualTo(1);
      assertThat(status.digest()).isEqualTo(first.runs().getFirst().after().orElseThrow().digest());
    }
    assertThat(second.runs().get(1).before()).contains(1);

    Files.delete(home(3).resolve("broken"));
    RolloutResult third = rollout(plan("1,all", false), RolloutListener.NONE).run();
    assertThat(states(third)).containsOnly(DONE);
  }

  @Test
  void aDeviceThatIsOfflineGetsItWhenItComesBack() throws Exception {
    servers.get(1).stop();
    RolloutResult result = rollout(plan("1,all", false), RolloutListener.NONE).run();
    assertThat(states(result)).containsExactly(DONE, QUEUED, DONE, DONE, DONE);
    QueuedDeployment waiting = queue.list().getFirst();
    assertThat(waiting.device()).isEqualTo("d2");

    CompletableFuture<TargetException> away = new CompletableFuture<>();
    run(away, new CompletableFuture<>());
    assertThat(away.join().problem()).isEqualTo(TargetException.Problem.UNREACHABLE);
    assertThat(queue.list()).extracting(QueuedDeployment::attempts).containsExactly(1);

    Files.delete(module);
    servers.get(1).resume();
    // Another run of the program, with the queue as its file has it.
    devices.close();
    devices = connections();
    queue = new DeployQueue(folder.resolve("queue"), folder.resolve("cache"));
    CompletableFuture<AppStatus> back = new CompletableFuture<>();
    run(new CompletableFuture<>(), back);
    assertThat(back.join().state()).isEqualTo(AppStatus.State.RUNNING);
    assertThat(back.join().digest()).isEqualTo(waiting.digest());
    assertThat(queue.list()).isEmpty();
  }

  private void run(CompletableFuture<TargetException> waits, CompletableFuture<AppStatus> done)
      throws TargetException {
    new QueueRun(
            queue,
            registry::find,
            devices::target,
            4,
            new QueueRun.Listener() {
              @Override
              public void trying(QueuedDeployment queued) {}

              @Override
              public void delivered(QueuedDeployment queued, AppStatus status) {
                done.complete(status);
              }

              @Override
              public void waits(QueuedDeployment queued, TargetException why) {
                waits.complete(why);
              }
            })
        .run(queue.list());
  }

  @Test
  void cancellingInTheMiddleLeavesNoDeviceBetweenTwoReleases() throws Exception {
    rollout(plan("all", false), RolloutListener.NONE).run();
    String old = devices.target(all.getFirst()).status("app").digest();
    module = DeviceApps.service(folder, "app", "second");
    CountDownLatch switching = new CountDownLatch(1);
    Rollout rollout =
        rollout(
            plan("all", false),
            run -> {
              if (run.step().equals(Optional.of(Step.HEALTH))) {
                switching.countDown();
              }
            });
    CompletableFuture<RolloutResult> running = start(rollout);
    switching.await();
    rollout.cancel();
    RolloutResult result = running.join();
    assertThat(result.ending()).isEqualTo(RolloutResult.Ending.CANCELLED);
    assertThat(states(result)).as(result.toString()).contains(DONE).containsAnyOf(DONE, SKIPPED);
    for (DeviceRun run : result.runs()) {
      // A switch that was under way may still be watched over there.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            AppStatus status = devices.target(run.device()).status("app");
            assertThat(status.state()).isEqualTo(AppStatus.State.RUNNING);
            assertThat(status.digest().equals(old))
                .as(run.toString())
                .isEqualTo(run.state() != DONE);
          });
    }
  }

  @Test
  void twoRolloutsAtOnceToTheSameDevicesBothEndWell() throws Exception {
    try (SshDevices others = connections()) {
      Path second = DeviceApps.service(folder, "other", "second");
      RunConfiguration configuration =
          new RunConfiguration("app", second, List.of(), Map.of(), List.of(), Optional.empty());
      Rollout one = rollout(plan("all", false), RolloutListener.NONE);
      Rollout two =
          new Rollout(
              plan("all", false),
              configuration,
              SHORT,
              folder.resolve("cache"),
              others::target,
              queue,
              RolloutListener.NONE);
      CompletableFuture<RolloutResult> first = start(one);
      CompletableFuture<RolloutResult> other = start(two);
      assertThat(states(first.join())).as(first.join().toString()).containsOnly(DONE);
      assertThat(states(other.join())).as(other.join().toString()).containsOnly(DONE);
      for (Device device : all) {
        assertThat(devices.target(device).status("app").release()).isEqualTo(2);
      }
    }
  }

  private static CompletableFuture<RolloutResult> start(Rollout rollout) {
    CompletableFuture<RolloutResult> running = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            running.complete(rollout.run());
          } catch (TargetException e) {
            running.completeExceptionally(e);
          }
        });
    return running;
  }
}
