package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployListener.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * What a rollout has come to on one device.
 *
 * @param device the device
 * @param wave which wave it belongs to, from 1
 * @param state where it stands
 * @param step the step it is at, or was at when it ended
 * @param fraction how much of that step is done, 0 to 1; negative when that cannot be said
 * @param message what happened and what to do, in whole sentences; what is going on while it is
 *     under way; may hold the device's own words
 * @param before the app's current release before this; empty when there was none or it is not known
 * @param after what then ran
 * @param problem why it failed
 * @param time how long it has been worked on
 */
public record DeviceRun(
    Device device,
    int wave,
    State state,
    Optional<Step> step,
    double fraction,
    String message,
    Optional<Integer> before,
    Optional<AppStatus> after,
    Optional<TargetException.Problem> problem,
    Duration time) {
  /** Where a device stands in a rollout. */
  public enum State {
    /** Its turn has not come, or another deployment there has to end first. */
    WAITING("waiting"),
    /** It is being worked on. */
    RUNNING("running"),
    /** It has the new release, and that started well. */
    DONE("done"),
    /** It has not: the message says why, and what runs there. */
    FAILED("failed"),
    /** The rollout ended before its turn. */
    SKIPPED("skipped"),
    /** It does not answer; it gets the deployment when it comes back. */
    QUEUED("queued"),
    /** It had the new release, and then got its former one again. */
    RETURNED("went back");

    private final String title;

    State(String title) {
      this.title = title;
    }

    /** What the user reads. */
    public String title() {
      return title;
    }

    /** Whether nothing more happens to the device in this rollout. */
    public boolean ended() {
      return this != WAITING && this != RUNNING;
    }
  }

  /** A device whose turn has not come. */
  static DeviceRun waiting(Device device, int wave) {
    return new DeviceRun(
        device,
        wave,
        State.WAITING,
        Optional.empty(),
        -1,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  DeviceRun at(Step next, double done, Duration elapsed) {
    return new DeviceRun(
        device,
        wave,
        State.RUNNING,
        Optional.of(next),
        done,
        "",
        before,
        after,
        Optional.empty(),
        elapsed);
  }

  DeviceRun with(State next, String words, Duration elapsed) {
    return new DeviceRun(
        device, wave, next, step, -1, words, before, after, Optional.empty(), elapsed);
  }

  DeviceRun had(Optional<Integer> release) {
    return new DeviceRun(
        device, wave, state, step, fraction, message, release, after, problem, time);
  }

  DeviceRun done(AppStatus status, Duration elapsed) {
    return new DeviceRun(
        device,
        wave,
        State.DONE,
        step,
        1,
        "",
        before,
        Optional.of(status),
        Optional.empty(),
        elapsed);
  }

  DeviceRun returned(AppStatus status, Duration elapsed) {
    return new DeviceRun(
        device,
        wave,
        State.RETURNED,
        step,
        1,
        "The rollout was stopped; release " + status.release() + " is the current one again.",
        before,
        Optional.of(status),
        Optional.empty(),
        elapsed);
  }

  DeviceRun failed(TargetException e, Duration elapsed) {
    return new DeviceRun(
        device,
        wave,
        State.FAILED,
        step,
        -1,
        (e.getMessage() + " " + e.remedy()).strip(),
        before,
        after,
        Optional.of(e.problem()),
        elapsed);
  }
}
