package dev.continuum.ide.device.release;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.ide.project.DeployKeys;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener;
import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.app.Release;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** One app's releases, asked for when it is opened and after each thing done. JavaFX thread. */
final class ReleasesModel {
  /** An app on a device. */
  record Subject(String device, String app) {}

  /** How the last thing done ended. */
  enum Outcome {
    NONE,
    GOOD,
    BAD
  }

  private final Tasks tasks;
  private final DevicesModel devices;
  private final ObservableList<Release> releases = FXCollections.observableArrayList();
  private final ObservableList<Release> view = FXCollections.unmodifiableObservableList(releases);
  private final ReadOnlyObjectWrapper<Optional<Subject>> subject =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<AppStatus>> status =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper options = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Outcome> outcome = new ReadOnlyObjectWrapper<>(Outcome.NONE);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private long asked;
  private long askedOptions;

  ReleasesModel(Tasks tasks, DevicesModel devices) {
    this.tasks = tasks;
    this.devices = devices;
  }

  /** The releases, newest first. */
  ObservableList<Release> releases() {
    return view;
  }

  /** What is shown; empty before the first. */
  ReadOnlyObjectProperty<Optional<Subject>> subject() {
    return subject.getReadOnlyProperty();
  }

  /** What the app does, as of when it was asked. */
  ReadOnlyObjectProperty<Optional<AppStatus>> status() {
    return status.getReadOnlyProperty();
  }

  /** How the chosen release is kept, in words; empty when nothing is chosen or known. */
  ReadOnlyStringProperty options() {
    return options.getReadOnlyProperty();
  }

  /** What is being done or how it ended, whole sentences. */
  ReadOnlyStringProperty message() {
    return message.getReadOnlyProperty();
  }

  /** How the last thing done ended. */
  ReadOnlyObjectProperty<Outcome> outcome() {
    return outcome.getReadOnlyProperty();
  }

  /** Whether something is being done. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Shows an app's releases. */
  void open(String device, String app) {
    Subject next = new Subject(device, app);
    if (!subject.get().equals(Optional.of(next))) {
      releases.clear();
      status.set(Optional.empty());
      options.set("");
    }
    subject.set(Optional.of(next));
    say("", Outcome.NONE);
    load();
  }

  private record Answer(List<Release> releases, AppStatus status) {}

  /** Asks the device again. */
  void load() {
    Subject now = subject.get().orElse(null);
    DeviceTarget target = now == null ? null : target(now);
    if (now == null || target == null) {
      return;
    }
    long mine = ++asked;
    var unused =
        tasks.start(
            "Asking " + now.device() + " for the releases of " + now.app(),
            progress -> new Answer(target.releases(now.app()), target.status(now.app())),
            answer -> {
              if (mine == asked) {
                if (!releases.equals(answer.releases())) {
                  releases.setAll(answer.releases());
                }
                status.set(Optional.of(answer.status()));
              }
            },
            failure -> {
              if (mine == asked) {
                failed(now, failure);
              }
            });
  }

  private @org.jspecify.annotations.Nullable DeviceTarget target(Subject of) {
    return devices.find(of.device()).map(DeviceEntry::device).map(devices::target).orElse(null);
  }

  /** Says how a release is kept. */
  void choose(Optional<Release> release) {
    options.set("");
    Subject now = subject.get().orElse(null);
    DeviceTarget target = now == null ? null : target(now);
    long mine = ++askedOptions;
    if (now == null || target == null || release.isEmpty()) {
      return;
    }
    var unused =
        tasks.start(
            "Asking how release " + release.get().number() + " is kept",
            progress -> target.options(now.app(), release.get().number()),
            found -> {
              if (mine == askedOptions) {
                options.set(words(found));
              }
            },
            // The release may have gone meanwhile; the table is asked for anew then.
            failure -> {
              if (mine == askedOptions) {
                options.set("");
              }
            });
  }

  private static String words(DeployOptions options) {
    Map<String, String> texts = DeployKeys.write(options);
    return texts.isEmpty()
        ? "Kept as usual."
        : "Kept with "
            + texts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "))
            + ".";
  }

  private interface Work {
    /** Does it and says what was done, a whole sentence. */
    String on(DeviceTarget target, String app) throws TargetException;
  }

  private void perform(String doing, Work work) {
    perform(doing, work, false);
  }

  /**
   * Does something on the device, and says how it went.
   *
   * @param gone whether the app is no longer there afterwards
   */
  private void perform(String doing, Work work, boolean gone) {
    Subject now = subject.get().orElse(null);
    DeviceTarget target = now == null ? null : target(now);
    if (now == null || target == null || busy.get()) {
      return;
    }
    busy.set(true);
    say(doing + " on " + now.device() + "…", Outcome.NONE);
    var unused =
        tasks.start(
            doing + " on " + now.device(),
            progress -> work.on(target, now.app()),
            done -> {
              busy.set(false);
              say(done, Outcome.GOOD);
              if (gone) {
                forget(now);
              } else {
                after(now);
              }
            },
            failure -> {
              busy.set(false);
              failed(now, failure);
              after(now);
            });
  }

  /** There is nothing to ask for any more, and what was said of it stays. */
  private void forget(Subject now) {
    devices.refresh(now.device());
    if (subject.get().equals(Optional.of(now))) {
      asked++;
      releases.clear();
      status.set(Optional.empty());
    }
  }

  private void after(Subject now) {
    devices.refresh(now.device());
    if (subject.get().equals(Optional.of(now))) {
      load();
    }
  }

  private void failed(Subject now, Exception failure) {
    if (failure instanceof TargetException problem) {
      devices.note(now.device(), problem);
      say((problem.getMessage() + " " + problem.remedy()).strip(), Outcome.BAD);
      if (problem.problem() == TargetException.Problem.NOT_FOUND) {
        releases.clear();
        status.set(Optional.empty());
      }
    } else {
      say("Something unexpected happened: " + failure + ".", Outcome.BAD);
    }
  }

  private void say(String words, Outcome how) {
    message.set(words);
    outcome.set(how);
  }

  /** Goes to a release and starts it. */
  void rollback(Release release) {
    perform(
        "Going to release " + release.number(),
        (target, app) ->
            state(target.rollback(app, Optional.of(release.number()), DeployListener.NONE)));
  }

  /** Keeps a release whatever is removed, or no longer does. */
  void pin(Release release, boolean pinned) {
    perform(
        (pinned ? "Pinning" : "Unpinning") + " release " + release.number(),
        (target, app) -> {
          target.pin(app, release.number(), pinned);
          return "Release "
              + release.number()
              + (pinned ? " stays whatever is removed." : " may be removed again.");
        });
  }

  /** Removes the older releases but so many. */
  void prune(int keep) {
    perform(
        "Removing older releases",
        (target, app) -> {
          List<Integer> gone = target.prune(app, keep);
          return gone.isEmpty()
              ? "There was nothing to remove."
              : "Removed: release "
                  + gone.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + ".";
        });
  }

  void start() {
    perform("Starting", (target, app) -> state(target.start(app)));
  }

  void restart() {
    perform("Restarting", (target, app) -> state(target.restart(app)));
  }

  void stop() {
    perform(
        "Stopping",
        (target, app) -> {
          target.stop(app);
          return app + " is stopped.";
        });
  }

  /** Takes the app off the device with its data and log. */
  void remove() {
    perform(
        "Removing the app",
        (target, app) -> {
          target.remove(app);
          return app + " was removed from the device.";
        },
        true);
  }

  private static String state(AppStatus status) {
    String release = status.app() + " release " + status.release();
    return switch (status.state()) {
      case RUNNING -> release + " runs.";
      case WAITING -> release + " waits for its next run.";
      case EXITED ->
          release
              + " has ended"
              + status.exitStatus().map(code -> " with status " + code).orElse("")
              + ".";
      case STOPPED -> release + " is stopped.";
    };
  }

  /** What the app does now, for the head: {@code running}, {@code exited 3}; empty when unknown. */
  static String brief(Optional<AppStatus> status) {
    return status
        .map(s ->
            s.state().name().toLowerCase(Locale.ROOT)
                + s.exitStatus()
                    .filter(code -> s.state() == AppStatus.State.EXITED)
                    .map(code -> " " + code)
                    .orElse("")
                + (s.restarts() > 0 ? ", restarted " + times(s.restarts()) : ""))
        .orElse("");
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }
}
