package dev.continuum.ide.device.fleet;

import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.LaunchException;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.fleet.DeviceRun;
import dev.continuum.targets.fleet.DeviceRun.State;
import dev.continuum.targets.fleet.Rollout;
import dev.continuum.targets.fleet.RolloutListener;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.fleet.RolloutResult;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One rollout at a time, device by device. Used on the JavaFX thread. */
public final class FleetModel {
  /** Where the rollout is. */
  public enum Phase {
    IDLE,
    RUNNING,
    ENDED
  }

  /** Makes rollouts. */
  @FunctionalInterface
  interface Maker {
    Rollout of(
        RolloutPlan plan,
        RunConfiguration configuration,
        DeployOptions options,
        RolloutListener listener);
  }

  /** What devices tell reaches the table so often at most. */
  private static final long SHOWN_EVERY_MILLIS = 100;

  private final Tasks tasks;
  private final Maker maker;
  private final ObservableList<DeviceRun> runs = FXCollections.observableArrayList();
  private final ObservableList<DeviceRun> view = FXCollections.unmodifiableObservableList(runs);
  private final Map<String, Integer> rows = new HashMap<>();
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
  private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private Consumer<DeviceRun> ended = run -> {};
  private @Nullable Attempt attempt;

  FleetModel(Tasks tasks, Maker maker) {
    this.tasks = tasks;
    this.maker = maker;
  }

  /** Told of each device once nothing more happens to it. */
  void onEnded(Consumer<DeviceRun> listener) {
    ended = listener;
  }

  /** What it has come to on each device, in the plan's order. */
  public ObservableList<DeviceRun> runs() {
    return view;
  }

  /** Where it is. */
  public ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** What is deployed where, such as {@code filter to 8 devices}. */
  public ReadOnlyStringProperty heading() {
    return heading.getReadOnlyProperty();
  }

  /** How it goes, such as {@code 5 of 8 devices have it, 1 failed}. */
  public ReadOnlyStringProperty summary() {
    return summary.getReadOnlyProperty();
  }

  /** What was said last about the whole; why it could not begin. */
  public ReadOnlyStringProperty note() {
    return note.getReadOnlyProperty();
  }

  /**
   * Builds when that is due, and deploys.
   *
   * @return false when a rollout is under way already
   */
  public boolean start(Launch launch, RolloutPlan plan) {
    return start(
        launch.title(),
        plan,
        output -> {
          RunConfiguration configuration = launch.prepare(output);
          return new Prepared(configuration, launch.options());
        });
  }

  private record Prepared(RunConfiguration configuration, DeployOptions options) {}

  private interface Preparing {
    Prepared prepare(Consumer<String> output) throws LaunchException, InterruptedException;
  }

  private boolean start(String title, RolloutPlan plan, Preparing preparing) {
    if (phase.get() == Phase.RUNNING) {
      return false;
    }
    int count = plan.devices().size();
    Attempt mine = new Attempt(title, plan);
    attempt = mine;
    runs.clear();
    rows.clear();
    heading.set(title + " to " + (count == 1 ? "1 device" : count + " devices"));
    note.set("");
    summary.set(plan.words());
    phase.set(Phase.RUNNING);
    mine.job =
        tasks.start(
            "Deploying " + title + " to " + count + " devices",
            progress -> {
              mine.progress = progress;
              Prepared prepared = preparing.prepare(line -> tasks.onScreen(() -> mine.say(line)));
              Rollout rollout = maker.of(plan, prepared.configuration(), prepared.options(), mine);
              mine.begun(rollout, prepared.options());
              return rollout.run();
            },
            mine::end,
            mine::fail);
    return true;
  }

  /** Whether some device failed, or was skipped, so that it can be tried again. */
  public boolean canRetry(State state) {
    return phase.get() == Phase.ENDED
        && attempt != null
        && attempt.prepared().isPresent()
        && runs.stream().anyMatch(run -> run.state() == state);
  }

  /** Deploys the very same again to the devices in one of those states. */
  public void retry(Set<State> states) {
    Attempt last = attempt;
    if (last == null || phase.get() == Phase.RUNNING) {
      return;
    }
    Optional<Prepared> prepared = last.prepared();
    Set<String> names = new HashSet<>();
    runs.stream()
        .filter(run -> states.contains(run.state()))
        .forEach(run -> names.add(run.device().name()));
    if (prepared.isPresent() && !names.isEmpty()) {
      start(
          last.title,
          last.plan.only(device -> names.contains(device.name())),
          output -> prepared.get());
    }
  }

  /** Goes no further; what switches is seen through. */
  public void stop() {
    Attempt now = attempt;
    if (phase.get() == Phase.RUNNING && now != null) {
      now.stop();
    }
  }

  /** Brings what devices tell to the screen, gathered. */
  private final class Attempt implements RolloutListener {
    private final String title;
    private final RolloutPlan plan;
    private final Map<String, DeviceRun> told = new LinkedHashMap<>();
    private Tasks.@Nullable Job job;
    private volatile Tasks.@Nullable Progress progress;
    private volatile @Nullable Rollout rollout;
    private volatile @Nullable DeployOptions options;
    private boolean waiting;

    Attempt(String title, RolloutPlan plan) {
      this.title = title;
      this.plan = plan;
    }

    void begun(Rollout made, DeployOptions with) {
      rollout = made;
      options = with;
      made.runs().forEach(this::changed);
    }

    /** The very thing that was deployed, with the rollout's own copy of the module. */
    Optional<Prepared> prepared() {
      Rollout made = rollout;
      DeployOptions with = options;
      return made == null || with == null
          ? Optional.empty()
          : made.prepared().map(configuration -> new Prepared(configuration, with));
    }

    @Override
    public void changed(DeviceRun run) {
      synchronized (told) {
        told.put(run.device().name(), run);
        if (waiting) {
          return;
        }
        waiting = true;
      }
      tasks.onScreen(() -> {
        var unused = tasks.later(SHOWN_EVERY_MILLIS, this::show);
      });
    }

    @Override
    public void said(String sentence) {
      tasks.onScreen(() -> say(sentence));
    }

    void say(String sentence) {
      if (attempt == this) {
        note.set(sentence);
      }
    }

    private void show() {
      List<DeviceRun> changed;
      synchronized (told) {
        waiting = false;
        changed = new ArrayList<>(told.values());
        told.clear();
      }
      if (attempt != this) {
        return;
      }
      for (DeviceRun run : changed) {
        Integer row = rows.get(run.device().name());
        boolean was = row != null && runs.get(row).state().ended();
        if (row == null) {
          rows.put(run.device().name(), runs.size());
          runs.add(run);
        } else if (!runs.get(row).equals(run)) {
          runs.set(row, run);
        }
        if (run.state().ended() && !was) {
          ended.accept(run);
        }
      }
      if (phase.get() == Phase.RUNNING && !runs.isEmpty()) {
        summary.set(RolloutResult.words(runs));
        Tasks.Progress to = progress;
        if (to != null) {
          long over = runs.stream().filter(run -> run.state().ended()).count();
          to.fraction((double) over / runs.size());
        }
      }
    }

    void stop() {
      Rollout made = rollout;
      if (made != null) {
        note.set("Stopping: what has begun to switch is seen through.");
        made.cancel();
      } else if (job != null) {
        job.cancel();
        close("Cancelled. Nothing was sent to any device.");
      }
    }

    void end(RolloutResult result) {
      result.runs().forEach(this::changed);
      show();
      if (attempt == this) {
        summary.set(result.words());
        close(
            switch (result.ending()) {
              case COMPLETE -> "";
              case STOPPED -> "It " + plan.stop().words() + ", and so it went no further.";
              case CANCELLED -> "It was stopped. Devices that do not have it run what they ran.";
            });
      }
    }

    void fail(Exception failure) {
      if (attempt != this) {
        return;
      }
      if (failure instanceof TargetException problem) {
        close((problem.getMessage() + " " + problem.remedy()).strip());
      } else if (failure instanceof LaunchException) {
        close(failure.getMessage() + " Nothing was sent to any device.");
      } else if (failure instanceof InterruptedException) {
        close("Cancelled. Nothing was sent to any device.");
      } else {
        close("Something unexpected happened: " + failure + ".");
      }
    }

    private void close(String why) {
      note.set(why);
      if (runs.isEmpty()) {
        summary.set("");
      }
      phase.set(Phase.ENDED);
    }
  }

  /** How long a device has been worked on, to be shown; empty before that. */
  static String time(Duration time) {
    return time.isZero() ? "" : dev.continuum.ide.output.Durations.text(time);
  }
}
