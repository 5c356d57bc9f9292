package dev.continuum.targets.fleet;

import dev.continuum.targets.fleet.DeviceRun.State;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rollout ended.
 *
 * @param runs what it came to on each device, in the plan's order
 * @param ending why it ended
 */
public record RolloutResult(List<DeviceRun> runs, Ending ending) {
  /** Why a rollout ended. */
  public enum Ending {
    /** Every device had its turn. */
    COMPLETE,
    /** Its rule stopped it. */
    STOPPED,
    /** The user did. */
    CANCELLED
  }

  /** Copies the list. */
  public RolloutResult {
    runs = List.copyOf(runs);
  }

  /** How many devices are in that state. */
  public int count(State state) {
    return Math.toIntExact(runs.stream().filter(run -> run.state() == state).count());
  }

  /** Whether every device has the new release, or gets it when it comes back. */
  public boolean good() {
    return runs.stream().allMatch(r -> r.state() == State.DONE || r.state() == State.QUEUED);
  }

  /** In words: {@code 5 of 8 devices have it, 1 failed, 2 skipped}. */
  public String words() {
    return words(runs);
  }

  /** The same of any devices' states. */
  public static String words(List<DeviceRun> runs) {
    long done = runs.stream().filter(run -> run.state() == State.DONE).count();
    List<String> parts = new ArrayList<>();
    if (runs.size() == 1) {
      parts.add(done == 1 ? "The device has it" : "The device does not have it");
    } else {
      parts.add(
          done == runs.size()
              ? "All " + done + " devices have it"
              : done + " of " + runs.size() + " devices have it");
    }
    for (State state :
        List.of(
            State.RUNNING,
            State.FAILED,
            State.RETURNED,
            State.QUEUED,
            State.SKIPPED,
            State.WAITING)) {
      long count = runs.stream().filter(run -> run.state() == state).count();
      if (count > 0) {
        parts.add(count + " " + state.title());
      }
    }
    return String.join(", ", parts);
  }
}
