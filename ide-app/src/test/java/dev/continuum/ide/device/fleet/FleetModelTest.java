package dev.continuum.ide.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.output.QueuedTasks;
import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.LaunchException;
import dev.continuum.targets.fleet.DeployQueue;
import dev.continuum.targets.fleet.DeviceRun;
import dev.continuum.targets.fleet.DeviceRun.State;
import dev.continuum.targets.fleet.QueuedDeployment;
import dev.continuum.targets.fleet.Rollout;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.fleet.StopRule;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetModelTest {
  @TempDir Path folder;
  private final QueuedTasks tasks = new QueuedTasks();
  private final FakeFleet fleet = new FakeFleet();
  private final List<String> ended = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-30T12:00:00Z");
  private DeployQueue queue;
  private FleetModel model;
  private Path module;

  @BeforeEach
  void prepare() throws Exception {
    module = Files.write(folder.resolve("filter.wasm"), new byte[] {1});
    queue = new DeployQueue(folder.resolve("queue"), folder.resolve("cache"));
    model =
        new FleetModel(
            tasks,
            (plan, configuration, options, listener) ->
                new Rollout(
                    plan,
                    configuration,
                    options,
                    folder.resolve("cache"),
                    fleet::target,
                    queue,
                    listener));
    model.onEnded(run -> ended.add(run.device().name()));
  }

  private Launch launch(boolean builds) {
    return new Launch() {
      @Override
      public String title() {
        return "filter";
      }

      @Override
      public String commandLine() {
        return "run filter";
      }

      @Override
      public RunConfiguration prepare(Consumer<String> output) throws LaunchException {
        if (!builds) {
          throw new LaunchException("The build failed.", "Mend it.", null);
        }
        return RunConfiguration.of(module);
      }
    };
  }

  private static List<Device> devices(int count) {
    return IntStream.range(0, count).mapToObj(i -> FakeFleet.device("edge-" + i, "edge")).toList();
  }

  private List<State> states() {
    return model.runs().stream().map(DeviceRun::state).toList();
  }

  @Test
  void showsEachDeviceAndHowItEnded() {
    assertThat(model.start(launch(true), RolloutPlan.of(devices(4)))).isTrue();
    assertThat(model.phase().get()).isEqualTo(FleetModel.Phase.RUNNING);
    assertThat(model.start(launch(true), RolloutPlan.of(devices(4)))).isFalse();
    assertThat(model.summary().get())
        .isEqualTo("1 device first, then the other 3; stops at the first failure");
    tasks.run();
    assertThat(states()).hasSize(4).containsOnly(State.DONE);
    assertThat(model.phase().get()).isEqualTo(FleetModel.Phase.ENDED);
    assertThat(model.heading().get()).isEqualTo("filter to 4 devices");
    assertThat(model.summary().get()).isEqualTo("All 4 devices have it");
    assertThat(model.note().get()).isEmpty();
    assertThat(FleetTable.release(model.runs().getFirst())).isEqualTo("6 → 7");
    assertThat(ended).hasSize(4);
    assertThat(model.canRetry(State.FAILED)).isFalse();
  }

  @Test
  void whatFailedIsTriedAgainWithTheVerySame() throws Exception {
    fleet.fails("edge-1", Problem.START_FAILED, "It did not start.");
    model.start(launch(true), RolloutPlan.of(devices(5)));
    tasks.run();
    assertThat(states()).contains(State.DONE, State.FAILED).doesNotContain(State.WAITING);
    assertThat(model.note().get()).contains("stops at the first failure");
    assertThat(model.canRetry(State.FAILED)).isTrue();
    assertThat(FleetTable.step(model.runs().get(1))).isEqualTo("Health");
    int before = fleet.deployed.size();
    List<String> had = List.copyOf(fleet.deployed);
    Files.delete(module);

    fleet.failures.clear();
    model.retry(Set.of(State.FAILED, State.SKIPPED));
    tasks.run();
    assertThat(states()).hasSize(5 - before).containsOnly(State.DONE);
    assertThat(fleet.deployed.subList(before, fleet.deployed.size()))
        .contains("edge-1")
        .doesNotContainAnyElementsOf(had);
  }

  @Test
  void saysWhyItCouldNotBegin() {
    model.start(launch(false), RolloutPlan.of(devices(3)));
    tasks.run();
    assertThat(model.note().get())
        .isEqualTo("The build failed. Mend it. Nothing was sent to any device.");
    assertThat(model.runs()).isEmpty();
    assertThat(model.canRetry(State.FAILED)).isFalse();

    model.start(launch(true), RolloutPlan.of(devices(3)));
    model.stop();
    assertThat(model.phase().get()).isEqualTo(FleetModel.Phase.ENDED);
    tasks.run();
    assertThat(fleet.deployed).isEmpty();
  }

  @Test
  void twoHundredDevicesReachTheTableInFewUpdates() {
    int[] updates = {0};
    model.runs().addListener((ListChangeListener<DeviceRun>) change -> updates[0]++);
    model.start(launch(true), RolloutPlan.of(devices(200)));
    tasks.run();
    assertThat(states()).hasSize(200).containsOnly(State.DONE);
    assertThat(updates[0])
        .as("each is added and ends; six steps each are not shown")
        .isLessThan(450);
  }

  @Test
  void theFormSaysThePlanInWordsAndWhatIsWrong() {
    List<Device> known =
        List.of(
            FakeFleet.device("a", "edge"), FakeFleet.device("b", "edge"), FakeFleet.device("c"));
    FleetFormModel form = new FleetFormModel(known, List.of("tag:edge"));
    assertThat(form.offered()).containsExactly("tag:edge", "a", "b", "c");
    assertThat(form.words().get())
        .isEqualTo(
            "1 device first, then the last one; stops at the first failure; devices that do not"
                + " answer get it when they come back.");
    form.add("c");
    form.add("c");
    assertThat(form.targets.get()).isEqualTo("tag:edge, c");
    assertThat(form.plan().orElseThrow().devices()).hasSize(3);
    form.stop.set(new StopRule.Never());
    form.waves.set("all");
    form.queueOffline.set(false);
    assertThat(form.words().get()).isEqualTo("All 3 devices at once; goes on whatever fails.");
    form.waves.set("0");
    assertThat(form.valid().get()).isFalse();
    assertThat(form.trouble().get()).isEqualTo("A wave has at least one device.");
    form.waves.set("1");
    form.parallel.set("many");
    assertThat(form.trouble().get()).isEqualTo("How many devices at once is a whole number.");
    form.parallel.set("1000");
    assertThat(form.plan()).isEmpty();
    form.parallel.set("4");
    form.targets.set("tag:none");
    assertThat(form.trouble().get()).startsWith("No device has the tag “none”.");
    form.targets.set("");
    assertThat(form.trouble().get()).startsWith("Name a device");
  }

  private final Map<String, DeviceEntry> entries = new HashMap<>();

  private static DeviceEntry entry(Device device, DeviceEntry.State state) {
    return new DeviceEntry(device, state, "", Optional.empty(), List.of());
  }

  private QueueModel queueModel() {
    return new QueueModel(
        tasks, queue, name -> Optional.ofNullable(entries.get(name)), fleet::target, () -> now);
  }

  @Test
  void whatWaitsIsTriedWhenItsDeviceComesBack() throws Exception {
    Device device = FakeFleet.device("edge-1");
    entries.put("edge-1", entry(device, DeviceEntry.State.OFFLINE));
    queue.add("edge-1", RunConfiguration.of(module), DeployOptions.USUAL);
    queue.add("gone", RunConfiguration.of(module), DeployOptions.USUAL);
    List<String> delivered = new ArrayList<>();
    QueueModel waiting = queueModel();
    waiting.onDelivered((queued, status) -> delivered.add(queued.device()));
    waiting.load();
    tasks.run();
    assertThat(waiting.waiting()).hasSize(2);
    now = queue.list().getFirst().since().plusSeconds(7200);
    assertThat(waiting.age(waiting.waiting().getFirst())).isEqualTo("2 h");

    fleet.fails("edge-1", Problem.UNREACHABLE, "No answer.");
    waiting.tick();
    tasks.run();
    assertThat(waiting.waiting())
        .filteredOn(queued -> queued.device().equals("edge-1"))
        .extracting(QueuedDeployment::attempts)
        .containsExactly(1);
    now = Instant.EPOCH;
    waiting.tick();
    tasks.run();
    assertThat(queue.list()).extracting(QueuedDeployment::attempts).contains(1);

    fleet.failures.clear();
    entries.put("edge-1", entry(device, DeviceEntry.State.ONLINE));
    waiting.devicesChanged(List.copyOf(entries.values()));
    tasks.run();
    assertThat(delivered).containsExactly("edge-1");
    assertThat(waiting.waiting()).extracting(QueuedDeployment::device).containsExactly("gone");
    waiting.remove(waiting.waiting().getFirst());
    tasks.run();
    assertThat(waiting.waiting()).isEmpty();
  }

  @Test
  void nobodyIsAskedForAPasswordOutOfTheBlue() throws Exception {
    Device device =
        new Device(
            "vault",
            "vault.local",
            22,
            "me",
            new Device.Authentication.Password(),
            "SHA256:x",
            List.of());
    entries.put("vault", entry(device, DeviceEntry.State.OFFLINE));
    queue.add("vault", RunConfiguration.of(module), DeployOptions.USUAL);
    QueueModel waiting = queueModel();
    waiting.load();
    tasks.run();
    now = Instant.now().plusSeconds(100_000);
    waiting.tick();
    tasks.run();
    assertThat(fleet.deployed).isEmpty();
    waiting.tryAll();
    tasks.run();
    assertThat(fleet.deployed).containsExactly("vault");
  }
}
