package dev.continuum.targets.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.HealthCheck;
import dev.continuum.targets.target.app.Limits;
import dev.continuum.targets.target.app.RestartPolicy;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployQueueTest {
  @TempDir Path folder;
  private final FakeFleet fleet = new FakeFleet();
  private Instant now = Instant.parse("2026-11-30T12:00:00Z");
  private Path module;
  private DeployQueue queue;

  @BeforeEach
  void prepare() throws Exception {
    module = FakeFleet.module(folder, "first");
    queue = open();
  }

  /** The queue as another process sees it. */
  private DeployQueue open() {
    return new DeployQueue(folder.resolve("queue"), folder.resolve("cache"), () -> now);
  }

  private QueuedDeployment add(String device) throws TargetException {
    return queue.add(device, RunConfiguration.of(module), DeployOptions.USUAL);
  }

  private void deliver(QueuedDeployment queued) throws TargetException {
    assertThat(
            queue.deliver(
                queued, fleet.target(FakeFleet.device(queued.device())), DeployListener.NONE))
        .isPresent();
  }

  private List<Path> copies() throws Exception {
    try (Stream<Path> all = Files.walk(folder.resolve("queue/modules"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void outlivesTheProgramAndALaterBuild() throws Exception {
    DeployOptions options =
        new DeployOptions(
            new HealthCheck.Says("ready.*", Duration.ofSeconds(20)),
            RestartPolicy.ON_FAILURE,
            new Limits(Optional.of(64L << 20), Optional.of(Duration.ofHours(1)), Optional.of(99)),
            Duration.ofSeconds(9),
            true,
            Optional.empty(),
            Optional.of("node"),
            3);
    RunConfiguration configuration =
        new RunConfiguration(
            "filter",
            module,
            List.of("-v", "a b"),
            Map.of(),
            List.of(new Preopen("data", "/data", Preopen.Mode.READ_ONLY)),
            Optional.of(new Invocation("go", List.of("1"))));
    queue.add("d1", configuration, options);
    Files.writeString(module, "second");

    queue = open();
    QueuedDeployment waiting = queue.list().getFirst();
    assertThat(waiting.kept()).isTrue();
    assertThat(waiting.since()).isEqualTo(now);
    deliver(waiting);
    RunConfiguration deployed = fleet.deployed.get("d1");
    assertThat(Files.exists(deployed.module())).as("dropped once it is delivered").isFalse();
    assertThat(fleet.digests.get("d1")).isEqualTo(waiting.digest());
    assertThat(deployed)
        .usingRecursiveComparison()
        .ignoringFields("module")
        .isEqualTo(configuration);
    assertThat(queue.list()).isEmpty();
    QueueJson json = new QueueJson((digest, name) -> module);
    QueueEntry entry = new QueueEntry(waiting, configuration, options);
    assertThat(json.read(json.write(List.of(entry)))).containsExactly(entry);
  }

  @Test
  void theNewestTakesThePlaceOfWhatWaited() throws Exception {
    add("d1");
    add("d2");
    now = now.plusSeconds(60);
    Files.writeString(module, "second");
    QueuedDeployment second = add("d1");
    assertThat(queue.list()).extracting(QueuedDeployment::device).containsExactly("d2", "d1");
    assertThat(queue.list().getLast().digest()).isEqualTo(second.digest());
    assertThat(copies()).hasSize(2);
    assertThat(queue.remove("d2", "app")).isTrue();
    assertThat(queue.remove("d2", "app")).isFalse();
    assertThat(copies()).hasSize(1);
    assertThat(queue.devices()).containsExactly("d1");
  }

  @Test
  void valuesOfAnEnvironmentAreNeverWritten() throws Exception {
    RunConfiguration secret =
        new RunConfiguration(
            "app", module, List.of(), Map.of("KEY", "hunter2"), List.of(), Optional.empty());
    add("d1");
    QueuedDeployment queued = queue.add("d1", secret, DeployOptions.USUAL);
    assertThat(queued.kept()).isFalse();
    assertThat(queue.list()).containsExactly(queued);
    assertThat(open().list()).as("what it took the place of is gone too").isEmpty();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("hunter2", "KEY");
      }
    }
    fleet.fails("d1", Problem.UNREACHABLE);
    assertThatThrownBy(() -> deliver(queued)).isInstanceOf(TargetException.class);
    assertThat(queue.list().getFirst().attempts()).isEqualTo(1);
    fleet.beforeSwitch.clear();
    deliver(queued);
    assertThat(fleet.deployed.get("d1").environment()).containsEntry("KEY", "hunter2");
    assertThat(queue.list()).isEmpty();
  }

  @Test
  void waitsLongerAfterEachTry() throws Exception {
    QueuedDeployment queued = add("d1");
    assertThat(queued.due()).contains(now);
    fleet.fails("d1", Problem.UNREACHABLE);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      assertThatThrownBy(() -> deliver(queue.list().getFirst()))
          .isInstanceOf(TargetException.class);
      pauses.add(Duration.between(now, queue.list().getFirst().due().orElseThrow()));
    }
    assertThat(pauses.getFirst()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pauses.get(1)).isEqualTo(Duration.ofSeconds(60));
    assertThat(pauses.getLast()).isEqualTo(Duration.ofMinutes(30));
    QueuedDeployment tried = open().list().getFirst();
    assertThat(tried.attempts()).isEqualTo(9);
    assertThat(tried.trouble()).isEqualTo("UNREACHABLE happened. Do something.");
    assertThat(tried.stuck()).isFalse();

    fleet.fails("d1", Problem.NO_RUNTIME);
    assertThatThrownBy(() -> deliver(tried)).isInstanceOf(TargetException.class);
    assertThat(queue.list().getFirst().stuck()).isTrue();
    assertThat(queue.list().getFirst().due()).isEmpty();
  }

  @Test
  void whatWasReplacedOrRemovedMeanwhileIsNotDelivered() throws Exception {
    QueuedDeployment old = add("d1");
    Files.writeString(module, "second");
    QueuedDeployment next = add("d1");
    assertThat(queue.deliver(old, fleet.target(FakeFleet.device("d1")), DeployListener.NONE))
        .isEmpty();
    assertThat(fleet.order).isEmpty();
    fleet.beforeSwitch.put(
        "d1",
        () -> {
          // Another process comes to deliver it at the same time, and the user queues a newer one.
          assertThat(
                  open().deliver(next, fleet.target(FakeFleet.device("d1")), DeployListener.NONE))
              .isEmpty();
          add("d1");
        });
    deliver(next);
    assertThat(fleet.order).hasSize(1);
    assertThat(queue.list()).hasSize(1).doesNotContain(next);
  }

  @Test
  void aRunTriesAllAndSaysWhatBecameOfEach() throws Exception {
    add("d1");
    add("d2");
    add("d3");
    fleet.fails("d2", Problem.UNREACHABLE);
    List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    new QueueRun(
            queue,
            name -> name.equals("d3") ? Optional.empty() : Optional.of(FakeFleet.device(name)),
            fleet,
            1,
            new QueueRun.Listener() {
              @Override
              public void trying(QueuedDeployment queued) {
                told.add("trying " + queued.device());
              }

              @Override
              public void delivered(
                  QueuedDeployment queued, dev.continuum.targets.target.app.AppStatus status) {
                told.add("delivered " + queued.device());
              }

              @Override
              public void waits(QueuedDeployment queued, TargetException why) {
                told.add("waits " + queued.device() + " " + why.problem());
              }
            })
        .run(queue.list());
    assertThat(told)
        .containsExactly(
            "trying d1", "delivered d1", "trying d2", "waits d2 UNREACHABLE", "waits d3 NOT_FOUND");
    assertThat(queue.devices()).containsExactlyInAnyOrder("d2", "d3");
    assertThat(fleet.done).containsExactly("d1", "d2");
  }

  @Test
  void aFileItDoesNotUnderstandIsLeftAlone() throws Exception {
    Path file = folder.resolve("queue/queue.json");
    Files.createDirectories(file.getParent());
    for (String damaged :
        List.of(
            "{}",
            "no",
            "{\"version\":2,\"queued\":[]}",
            "{\"version\":1,\"queued\":[{\"id\":\"x\",\"device\":\"d\",\"app\":\"a\",\"file\":"
                + "\"../x\",\"digest\":\""
                + "0".repeat(64)
                + "\",\"since\":\""
                + now
                + "\"}]}")) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> add("d1")).isInstanceOf(TargetException.class);
      assertThatThrownBy(queue::list)
          .isInstanceOfSatisfying(
              TargetException.class, e -> assertThat(e.problem()).isEqualTo(Problem.LOCAL_FILE));
      assertThat(file).hasContent(damaged);
    }
  }
}
