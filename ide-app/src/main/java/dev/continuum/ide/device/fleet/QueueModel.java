package dev.continuum.ide.device.fleet;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.fleet.DeployQueue;
import dev.continuum.targets.fleet.Places;
import dev.continuum.targets.fleet.QueueRun;
import dev.continuum.targets.fleet.QueuedDeployment;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What waits for devices to come back, and the trying: when a device comes online, when a pause
 * that grows with each try is over, and when the user says so. Used on the JavaFX thread.
 */
final class QueueModel implements AutoCloseable {
  private final Tasks tasks;
  private final DeployQueue queue;
  private final Function<String, Optional<DeviceEntry>> devices;
  private final Places places;
  private final InstantSource clock;
  private final ObservableList<QueuedDeployment> waiting = FXCollections.observableArrayList();
  private final ObservableList<QueuedDeployment> view =
      FXCollections.unmodifiableObservableList(waiting);
  private final Set<String> online = new HashSet<>();
  private final DeployQueue.Subscription subscription;
  private BiConsumer<QueuedDeployment, AppStatus> delivered = (queued, status) -> {};
  private Consumer<Exception> trouble = failure -> {};
  private boolean trying;

  QueueModel(
      Tasks tasks,
      DeployQueue queue,
      Function<String, Optional<DeviceEntry>> devices,
      Places places,
      InstantSource clock) {
    this.tasks = tasks;
    this.queue = queue;
    this.devices = devices;
    this.places = places;
    this.clock = clock;
    this.subscription = queue.onChange(() -> tasks.onScreen(this::load));
  }

  /** Told what was delivered. */
  void onDelivered(BiConsumer<QueuedDeployment, AppStatus> listener) {
    delivered = listener;
  }

  /** Told that the queue cannot be read or written. */
  void onTrouble(Consumer<Exception> listener) {
    trouble = listener;
  }

  /** What waits, the longest first. */
  ObservableList<QueuedDeployment> waiting() {
    return view;
  }

  /** Reads the queue. */
  void load() {
    var unused =
        tasks.start(
            "Reading the queue",
            progress -> queue.list(),
            found -> {
              if (!found.equals(waiting)) {
                waiting.setAll(found);
              }
            },
            failure -> trouble.accept(failure));
  }

  /** Tries what a device waits for that has just begun to answer. */
  void devicesChanged(List<DeviceEntry> now) {
    Set<String> next = new HashSet<>();
    for (DeviceEntry entry : now) {
      if (entry.state() == DeviceEntry.State.ONLINE) {
        next.add(entry.name());
      }
    }
    Set<String> come = new HashSet<>(next);
    come.removeAll(online);
    online.clear();
    online.addAll(next);
    deliver(
        waiting.stream()
            .filter(queued -> come.contains(queued.device()) && !queued.stuck())
            .toList());
  }

  /**
   * Tries what is due. A device that asks for a password is left alone until it answers: nobody is
   * to be asked out of the blue.
   */
  void tick() {
    deliver(
        waiting.stream()
            .filter(queued -> queued.due().filter(due -> !due.isAfter(clock.instant())).isPresent())
            .filter(queued ->
                online.contains(queued.device())
                    || devices
                        .apply(queued.device())
                        .filter(entry ->
                            !(entry.device().authentication()
                                    instanceof Device.Authentication.Password)
                                && !entry.device().hostKey().isEmpty())
                        .isPresent())
            .toList());
  }

  /** Tries all now, also what a device did not take before. */
  void tryAll() {
    deliver(List.copyOf(waiting));
  }

  /** Tries one now. */
  void tryNow(QueuedDeployment queued) {
    deliver(List.of(queued));
  }

  private void deliver(List<QueuedDeployment> which) {
    if (which.isEmpty() || trying) {
      return;
    }
    trying = true;
    Set<Device> known = new HashSet<>();
    which.forEach(
        queued -> devices.apply(queued.device()).ifPresent(entry -> known.add(entry.device())));
    var unused =
        tasks.start(
            "Delivering what waits for devices",
            progress -> {
              new QueueRun(
                      queue,
                      name -> known.stream().filter(d -> d.name().equals(name)).findFirst(),
                      places,
                      RolloutPlan.USUAL_PARALLEL,
                      new Told())
                  .run(which);
              return true;
            },
            done -> {
              trying = false;
              load();
            },
            failure -> {
              trying = false;
              trouble.accept(failure);
            });
  }

  /** Forgets what waits. */
  void remove(QueuedDeployment queued) {
    var unused =
        tasks.start(
            "Removing from the queue",
            progress -> queue.remove(queued.device(), queued.app()),
            done -> load(),
            failure -> trouble.accept(failure));
  }

  /** Forgets what waits and is older than what a device has just got. */
  void superseded(String device, String app) {
    if (waiting.stream().anyMatch(q -> q.device().equals(device) && q.app().equals(app))) {
      var unused =
          tasks.start(
              "Removing from the queue",
              progress -> queue.remove(device, app),
              done -> load(),
              failure -> trouble.accept(failure));
    }
  }

  /**
   * How long it has waited, such as {@code a moment}, {@code 5 min}, {@code 3 h}, {@code 2 days}.
   */
  String age(QueuedDeployment queued) {
    Duration age = Duration.between(queued.since(), clock.instant());
    long minutes = Math.max(0, age.toMinutes());
    if (minutes == 0) {
      return "a moment";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 60 / 24 + " days";
  }

  private final class Told implements QueueRun.Listener {
    @Override
    public void trying(QueuedDeployment queued) {
      // The task's title says that it is tried.
    }

    @Override
    public void delivered(QueuedDeployment queued, AppStatus status) {
      tasks.onScreen(() -> delivered.accept(queued, status));
    }

    @Override
    public void waits(QueuedDeployment queued, TargetException why) {
      // The queue has noted why, and shows it.
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
