package dev.continuum.ide.device;

import dev.continuum.ide.device.DeployStep.State;
import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.LaunchException;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Remedy;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.run.RunConfiguration;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One deployment at a time, step by step. Used on the JavaFX thread. */
public final class DeployModel {
  /** Where the deployment is. */
  public enum Phase {
    IDLE,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  private static final String BUILD = "Build";
  private static final long SHOWN_EVERY_NANOS = 50_000_000;

  private final Tasks tasks;
  private final LongSupplier nanoTime;
  private final ObservableList<DeployStep> steps = FXCollections.observableArrayList();
  private final ObservableList<DeployStep> stepsView =
      FXCollections.unmodifiableObservableList(steps);
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
  private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private final ObservableList<Remedy> remedies = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper buildLine = new ReadOnlyStringWrapper("");
  private final Map<DeployListener.Step, Integer> rows = new EnumMap<>(DeployListener.Step.class);
  private Tasks.@Nullable Job job;
  private long stepBegan;
  private volatile long attempt;

  /** A model that measures steps with {@link System#nanoTime}. */
  public DeployModel(Tasks tasks) {
    this(tasks, System::nanoTime);
  }

  DeployModel(Tasks tasks, LongSupplier nanoTime) {
    this.tasks = tasks;
    this.nanoTime = nanoTime;
    int row = 1;
    for (DeployListener.Step step : DeployListener.Step.values()) {
      rows.put(step, row++);
    }
  }

  /** The steps of the present or last deployment, the build first. */
  public ObservableList<DeployStep> steps() {
    return stepsView;
  }

  /** Where it is. */
  public ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** What is deployed where, such as {@code sensor-filter to gateway}. */
  public ReadOnlyStringProperty heading() {
    return heading.getReadOnlyProperty();
  }

  /** How it ended, in whole sentences: what happened, the device's state, what to do. */
  public ReadOnlyStringProperty result() {
    return result.getReadOnlyProperty();
  }

  /** What would help where the module did not fit the device; empty otherwise. */
  public ObservableList<Remedy> remedies() {
    return remedies;
  }

  /** The last line the build printed. */
  public ReadOnlyStringProperty buildLine() {
    return buildLine.getReadOnlyProperty();
  }

  /**
   * Builds when that is due, and deploys.
   *
   * @param deployed told on success what then runs and the configuration it was made of
   * @param failed told on failure, after the model shows it
   * @return false when a deployment is under way already
   */
  public boolean deploy(
      Launch launch,
      DeviceTarget target,
      BiConsumer<RunConfiguration, AppStatus> deployed,
      Consumer<Exception> failed) {
    if (phase.get() == Phase.RUNNING) {
      return false;
    }
    String device = target.device().name();
    attempt++;
    steps.clear();
    steps.add(DeployStep.waiting(BUILD));
    for (DeployListener.Step step : DeployListener.Step.values()) {
      steps.add(DeployStep.waiting(step.title()));
    }
    heading.set(launch.title() + " to " + device);
    result.set("");
    remedies.clear();
    buildLine.set("");
    phase.set(Phase.RUNNING);
    begin(0);
    Told told = new Told(attempt);
    job =
        tasks.start(
            "Deploying " + launch.title() + " to " + device,
            progress -> {
              RunConfiguration configuration =
                  launch.prepare(line -> tasks.onScreen(() -> buildLine.set(line)));
              tasks.onScreen(() -> told.finish(0, "ready"));
              told.progress = progress;
              try {
                return new Outcome(
                    configuration, target.deploy(configuration, launch.options(), told));
              } catch (TargetException e) {
                offerRemedies(e, target, configuration, launch.options().runtime());
                throw e;
              }
            },
            outcome -> {
              AppStatus status = outcome.status();
              phase.set(Phase.SUCCEEDED);
              result.set(outcomeOf(status, device));
              deployed.accept(outcome.configuration(), status);
            },
            failure -> {
              fail(failure, device);
              failed.accept(failure);
            });
    return true;
  }

  /** On the task's thread. */
  private void offerRemedies(
      TargetException problem,
      DeviceTarget target,
      RunConfiguration configuration,
      Optional<String> runtime)
      throws TargetException {
    if (problem.problem() == TargetException.Problem.NO_RUNTIME) {
      long mine = attempt;
      List<Remedy> found = target.fit(configuration, runtime).remedies();
      tasks.onScreen(() -> {
        if (mine == attempt) {
          remedies.setAll(found);
        }
      });
    }
  }

  private static String outcomeOf(AppStatus status, String device) {
    String release = status.app() + " r" + status.release();
    return switch (status.state()) {
      case RUNNING -> release + " runs on " + device + ".";
      case EXITED ->
          release
              + " was started on "
              + device
              + " and has ended with status "
              + status.exitStatus().orElse(0)
              + ".";
      case WAITING -> release + " is on " + device + " and waits for its next run.";
      case STOPPED -> release + " is on " + device + " and was stopped there.";
    };
  }

  private record Outcome(RunConfiguration configuration, AppStatus status) {}

  /** Stops the deployment; the device keeps what ran before. */
  public void cancel() {
    if (phase.get() != Phase.RUNNING || job == null) {
      return;
    }
    job.cancel();
    attempt++;
    endSteps("cancelled");
    phase.set(Phase.CANCELLED);
    result.set("The deployment was cancelled. What ran on the device before runs on.");
  }

  private void fail(Exception failure, String device) {
    endSteps("failed");
    if (failure instanceof InterruptedException
        || (failure instanceof TargetException t
            && t.problem() == TargetException.Problem.CANCELLED)) {
      phase.set(Phase.CANCELLED);
      result.set("The deployment was cancelled. What ran on " + device + " before runs on.");
      return;
    }
    phase.set(Phase.FAILED);
    if (failure instanceof TargetException problem) {
      result.set((problem.getMessage() + " " + problem.remedy()).strip() + stateAfter(device));
    } else if (failure instanceof LaunchException) {
      result.set(failure.getMessage() + "\nNothing was sent to " + device + ".");
    } else {
      result.set("Something unexpected happened: " + failure + ".");
    }
  }

  /** Before the switch the device is as it was; from then on the device's own words say it. */
  private String stateAfter(String device) {
    int switching = rows.getOrDefault(DeployListener.Step.SWITCH, 0);
    boolean untouched =
        steps.subList(switching, steps.size()).stream()
            .allMatch(step -> step.state() == State.SKIPPED);
    return untouched ? "\nNothing changed on " + device + ": what ran before runs on." : "";
  }

  private void endSteps(String word) {
    for (int i = 0; i < steps.size(); i++) {
      DeployStep step = steps.get(i);
      if (step.state() == State.ACTIVE) {
        steps.set(i, step.with(State.FAILED, word, -1, since()));
      } else if (step.state() == State.WAITING) {
        steps.set(i, step.with(State.SKIPPED, "", -1, Duration.ZERO));
      }
    }
  }

  private void begin(int row) {
    stepBegan = nanoTime.getAsLong();
    steps.set(row, steps.get(row).with(State.ACTIVE, "", -1, Duration.ZERO));
  }

  private Duration since() {
    return Duration.ofNanos(nanoTime.getAsLong() - stepBegan);
  }

  /** Brings what the device tells to the screen; a deployment given up is not listened to. */
  private final class Told implements DeployListener {
    private final long mine;
    private long lastShown;
    private Tasks.@Nullable Progress progress;

    Told(long attempt) {
      this.mine = attempt;
    }

    @Override
    public void started(Step step) {
      say(step.title().toLowerCase(Locale.ROOT), -1);
      onScreen(() -> begin(row(step)));
    }

    @Override
    public void progress(Step step, long done, long total) {
      long now = System.nanoTime();
      if (done < total && now - lastShown < SHOWN_EVERY_NANOS) {
        return;
      }
      lastShown = now;
      double fraction = total <= 0 ? -1 : Math.min(1.0, (double) done / total);
      say(step.title().toLowerCase(Locale.ROOT), fraction);
      String detail = Bytes.text(done) + " of " + Bytes.text(total);
      onScreen(() ->
          steps.set(
              row(step), steps.get(row(step)).with(State.ACTIVE, detail, fraction, Duration.ZERO)));
    }

    @Override
    public void finished(Step step, String detail) {
      tasks.onScreen(() -> finish(row(step), detail));
    }

    void finish(int row, String detail) {
      if (mine == attempt) {
        steps.set(row, steps.get(row).with(State.DONE, detail, 1, since()));
      }
    }

    private int row(Step step) {
      return rows.getOrDefault(step, 0);
    }

    private void onScreen(Runnable update) {
      tasks.onScreen(() -> {
        if (mine == attempt) {
          update.run();
        }
      });
    }

    private void say(String message, double fraction) {
      Tasks.Progress to = progress;
      if (to != null) {
        to.message(message);
        to.fraction(fraction);
      }
    }
  }
}
