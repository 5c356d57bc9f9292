package dev.continuum.targets.fleet;

import static dev.continuum.targets.fleet.DeviceRun.State.DONE;
import static dev.continuum.targets.fleet.DeviceRun.State.FAILED;
import static dev.continuum.targets.fleet.DeviceRun.State.QUEUED;
import static dev.continuum.targets.fleet.DeviceRun.State.RETURNED;
import static dev.continuum.targets.fleet.DeviceRun.State.RUNNING;
import static dev.continuum.targets.fleet.DeviceRun.State.SKIPPED;
import static dev.continuum.targets.fleet.DeviceRun.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollout does, on devices that do what a test wants. */
class RolloutTest {
  @TempDir Path folder;
  private final FakeFleet fleet = new FakeFleet();
  private final FakeFleet.Heard heard = new FakeFleet.Heard();
  private final AtomicInteger pauses = new AtomicInteger();
  private DeployQueue queue;
  private Path module;

  @BeforeEach
  void prepare() throws Exception {
    queue = new DeployQueue(folder.resolve("queue"), folder.resolve("cache"));
    module = FakeFleet.module(folder, "first");
  }

  private static RolloutPlan plan(int devices, String waves, String stop) {
    return new RolloutPlan(
        FakeFleet.devices(devices),
        Waves.parse(waves),
        StopRule.parse(stop),
        4,
        Duration.ZERO,
        false,
        false);
  }

  private static RolloutPlan with(RolloutPlan plan, boolean goBack, boolean queueOffline) {
    return new RolloutPlan(
        plan.devices(),
        plan.waves(),
        plan.stop(),
        plan.parallel(),
        plan.pause(),
        goBack,
        queueOffline);
  }

  private Rollout rollout(RolloutPlan plan) {
    return new Rollout(
        plan,
        RunConfiguration.of(module),
        DeployOptions.USUAL,
        folder.resolve("cache"),
        fleet,
        queue,
        heard,
        (time, until) -> pauses.incrementAndGet());
  }

  private static List<DeviceRun.State> states(RolloutResult result) {
    return result.runs().stream().map(DeviceRun::state).toList();
  }

  @Test
  void aWaveBeginsWhenTheOneBeforeIsOver() throws Exception {
    fleet.releases.put("d2", 6);
    RolloutResult result = rollout(plan(5, "1,3,all", "first")).run();
    assertThat(result.good()).isTrue();
    assertThat(result.ending()).isEqualTo(RolloutResult.Ending.COMPLETE);
    assertThat(fleet.order.getFirst()).isEqualTo("d1");
    assertThat(fleet.order.subList(1, 3)).containsExactlyInAnyOrder("d2", "d3");
    assertThat(fleet.order.subList(3, 5)).containsExactlyInAnyOrder("d4", "d5");
    assertThat(result.runs()).extracting(DeviceRun::wave).containsExactly(1, 2, 2, 3, 3);
    assertThat(heard.said).contains("Wave 2 of 3: 2 devices.", "Wave 1 of 3: 1 device.");
    assertThat(heard.of("d3")).containsExactly(RUNNING, DONE);
    DeviceRun second = result.runs().get(1);
    assertThat(second.before()).contains(6);
    assertThat(second.after().orElseThrow().release()).isEqualTo(7);
    assertThat(result.runs().getFirst().before()).isEmpty();
    assertThat(fleet.done).hasSize(5);
    assertThat(result.words()).isEqualTo("All 5 devices have it");
  }

  @Test
  void noMoreThanSoManyAtOnce() throws Exception {
    CountDownLatch four = new CountDownLatch(4);
    for (int i = 1; i <= 12; i++) {
      fleet.beforeSwitch.put(
          "d" + i,
          () -> {
            four.countDown();
            four.await();
          });
    }
    assertThat(rollout(plan(12, "all", "first")).run().good()).isTrue();
    assertThat(fleet.most).hasValue(4);
  }

  @Test
  void theFirstFailureStopsIt() throws Exception {
    fleet.fails("d2", Problem.START_FAILED);
    RolloutResult result = rollout(plan(6, "1,2,all", "first")).run();
    assertThat(states(result)).containsExactly(DONE, FAILED, SKIPPED, SKIPPED, SKIPPED, SKIPPED);
    assertThat(result.ending()).isEqualTo(RolloutResult.Ending.STOPPED);
    DeviceRun failed = result.runs().get(1);
    assertThat(failed.message()).isEqualTo("START_FAILED happened. Do something.");
    assertThat(failed.problem()).contains(Problem.START_FAILED);
    assertThat(result.words()).isEqualTo("1 of 6 devices have it, 1 failed, 4 skipped");
    assertThat(fleet.order).containsExactly("d1", "d2");
    assertThat(heard.said)
        .contains("The rollout stops at the first failure, and so it goes no further.");

    fleet.beforeSwitch.clear();
    RolloutPlan again =
        plan(6, "1,2,all", "first")
            .only(device ->
                result.runs().stream()
                    .anyMatch(r -> r.device().equals(device) && r.state() == FAILED));
    assertThat(states(rollout(again).run())).containsExactly(DONE);
  }

  @Test
  void aShareOfFailuresStopsIt() throws Exception {
    for (String device : List.of("d1", "d4", "d5")) {
      fleet.fails(device, Problem.NO_RUNTIME);
    }
    assertThat(states(rollout(plan(10, "1,2,3,4,5,6,7,8,9,10", "20%")).run()))
        .startsWith(FAILED, DONE, DONE, FAILED)
        .endsWith(SKIPPED, SKIPPED);
    fleet.order.clear();
    assertThat(rollout(plan(10, "1,all", "never")).run().count(FAILED)).isEqualTo(3);
    assertThat(fleet.order).hasSize(10);
  }

  @Test
  void goesBackWhereItWasAskedTo() throws Exception {
    fleet.releases.put("d1", 4);
    fleet.fails("d3", Problem.START_FAILED);
    RolloutResult result = rollout(with(plan(4, "1,2,3,4", "first"), true, false)).run();
    assertThat(states(result)).containsExactly(RETURNED, DONE, FAILED, SKIPPED);
    assertThat(fleet.releases).containsEntry("d1", 4);
    assertThat(result.runs().get(1).message()).contains("no release before");
    assertThat(result.runs().getFirst().message()).contains("release 4 is the current one again");
    assertThat(fleet.order).contains("back d1").doesNotContain("back d2");
  }

  @Test
  void cancellingLeavesWhatHasNotSwitchedAsItWas() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    fleet.releases.put("d3", 2);
    fleet.beforeSwitch.put(
        "d2",
        () -> {
          begun.countDown();
          never.await();
        });
    fleet.afterSwitch.put(
        "d3",
        () -> {
          begun.countDown();
          never.await();
        });
    Rollout rollout = rollout(plan(5, "1,3,all", "first"));
    CompletableFuture<RolloutResult> running = start(rollout);
    begun.await();
    rollout.cancel();
    RolloutResult result = running.join();
    assertThat(result.ending()).isEqualTo(RolloutResult.Ending.CANCELLED);
    assertThat(states(result)).containsExactly(DONE, SKIPPED, DONE, SKIPPED, SKIPPED);
    assertThat(result.runs().get(1).message()).contains("what ran there before runs on");
    assertThat(result.runs().get(2).after().orElseThrow().release()).isEqualTo(3);
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

  @Test
  void anInterruptCancelsAndStaysPending() throws Exception {
    Thread caller = Thread.currentThread();
    fleet.beforeSwitch.put(
        "d1",
        () -> {
          caller.interrupt();
          new CountDownLatch(1).await();
        });
    RolloutResult result = rollout(plan(3, "1,all", "never")).run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(states(result)).containsOnly(SKIPPED);
  }

  @Test
  void waitsForAnotherDeploymentToEnd() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    fleet.beforeSwitch.put(
        "d1",
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw FakeFleet.failure(Problem.BUSY);
          }
        });
    assertThat(states(rollout(plan(1, "all", "first")).run())).containsExactly(DONE);
    assertThat(pauses).hasValue(2);
    assertThat(heard.of("d1")).containsExactly(RUNNING, WAITING, RUNNING, WAITING, RUNNING, DONE);

    fleet.fails("d1", Problem.BUSY);
    RolloutResult result = rollout(plan(1, "all", "first")).run();
    assertThat(result.runs().getFirst().problem()).contains(Problem.BUSY);
  }

  @Test
  void anOfflineDeviceGetsItLater() throws Exception {
    fleet.fails("d2", Problem.UNREACHABLE);
    RolloutResult result = rollout(with(plan(3, "1,all", "first"), false, true)).run();
    assertThat(states(result)).containsExactly(DONE, QUEUED, DONE);
    assertThat(result.good()).isTrue();
    assertThat(queue.list()).extracting(QueuedDeployment::device).containsExactly("d2");

    fleet.beforeSwitch.clear();
    assertThat(rollout(plan(3, "all", "first")).run().good()).isTrue();
    assertThat(queue.list()).as("older than what d2 has now").isEmpty();

    fleet.fails("d2", Problem.UNREACHABLE);
    assertThat(states(rollout(plan(3, "1,all", "first")).run())).contains(FAILED);
    assertThat(queue.list()).isEmpty();
  }

  @Test
  void aDeviceThatIsLostWhileItSwitchesIsNotSentItAgain() throws Exception {
    fleet.afterSwitch.put(
        "d1",
        () -> {
          throw FakeFleet.failure(Problem.UNREACHABLE);
        });
    RolloutResult result = rollout(with(plan(1, "all", "first"), false, true)).run();
    assertThat(states(result)).containsExactly(FAILED);
    assertThat(queue.list()).isEmpty();
  }

  @Test
  void whatIsBuiltMeanwhileDoesNotChangeWhatIsOnItsWay() throws Exception {
    fleet.afterSwitch.put(
        "d1",
        () -> {
          try {
            Files.writeString(module, "second");
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(rollout(plan(4, "1,all", "first")).run().good()).isTrue();
    assertThat(fleet.digests.values()).hasSize(4);
    assertThat(Map.copyOf(fleet.digests).values().stream().distinct()).hasSize(1);
    assertThat(fleet.deployed.get("d3").module()).hasFileName("app.wasm");
  }

  @Test
  void aMistakeOfThisProgramIsOneDevicesFailure() throws Exception {
    fleet.beforeSwitch.put(
        "d1",
        () -> {
          throw new IllegalStateException("oops");
        });
    RolloutResult result = rollout(plan(2, "1,all", "never")).run();
    assertThat(states(result)).containsExactly(FAILED, DONE);
    assertThat(result.runs().getFirst().message())
        .contains("Something unexpected")
        .contains("oops");
  }

  @Test
  void waitsBetweenWaves() throws Exception {
    RolloutPlan plan =
        new RolloutPlan(
            FakeFleet.devices(5),
            Waves.parse("1,3,all"),
            StopRule.parse("first"),
            4,
            Duration.ofMinutes(2),
            false,
            false);
    assertThat(rollout(plan).run().good()).isTrue();
    assertThat(pauses).hasValue(2);
    assertThat(heard.said).contains("The next wave begins in 2 minutes.");
    assertThat(plan.words())
        .isEqualTo(
            "1 device first, then 2 more, then the other 2, 2 minutes apart; stops at the first"
                + " failure");
  }

  @Test
  void nothingIsBegunWithoutAModule() {
    Rollout rollout = rollout(plan(2, "all", "first"));
    assertThat(module.toFile().delete()).isTrue();
    assertThatThrownBy(rollout::run)
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_MODULE));
    assertThat(fleet.order).isEmpty();
  }

  @Test
  void namesStandForDevices() throws Exception {
    var known =
        List.of(
            FakeFleet.device("a", "edge", "lab"),
            FakeFleet.device("b", "edge"),
            FakeFleet.device("c"));
    assertThat(TargetNames.devices(List.of("c", "tag:edge", "a"), known))
        .extracting(d -> d.name())
        .containsExactly("c", "a", "b");
    assertThat(TargetNames.tags(known)).isEqualTo(Map.of("edge", 2, "lab", 1));
    for (String wrong : List.of("d", "tag:none", "tag:")) {
      assertThatThrownBy(() -> TargetNames.devices(List.of(wrong), known))
          .isInstanceOf(TargetException.class);
    }
    assertThat(Optional.of("edge-1").filter(TargetNames::isTag)).isPresent();
    assertThat(Optional.of("a b").filter(TargetNames::isTag)).isEmpty();
  }
}
