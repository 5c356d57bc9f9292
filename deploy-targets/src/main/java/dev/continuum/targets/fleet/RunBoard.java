package dev.continuum.targets.fleet;

import dev.continuum.targets.fleet.DeviceRun.State;
import dev.continuum.targets.target.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a rollout has come to on each device, and whether too many have failed. For any thread; the
 * listener is told outside the lock.
 */
final class RunBoard {
  private final Map<String, DeviceRun> runs = new LinkedHashMap<>();
  private final StopRule rule;
  private final RolloutListener listener;
  private boolean stopped;

  /** A board on which all wait, each for its wave. */
  RunBoard(List<List<Device>> waves, StopRule rule, RolloutListener listener) {
    this.rule = rule;
    this.listener = listener;
    int wave = 1;
    for (List<Device> devices : waves) {
      for (Device device : devices) {
        runs.put(device.name(), DeviceRun.waiting(device, wave));
      }
      wave++;
    }
  }

  /** All, in the plan's order. */
  List<DeviceRun> runs() {
    synchronized (runs) {
      return List.copyOf(runs.values());
    }
  }

  /** Whether so many have failed that no other may begin. */
  boolean isStopped() {
    synchronized (runs) {
      return stopped;
    }
  }

  /**
   * Changes what is known of a device, and counts the failures.
   *
   * @throws IllegalArgumentException when the device is not of this rollout
   */
  void update(Device device, UnaryOperator<DeviceRun> change) {
    DeviceRun next;
    synchronized (runs) {
      DeviceRun old = runs.get(device.name());
      if (old == null) {
        throw new IllegalArgumentException(device.name() + " is not of this rollout.");
      }
      next = change.apply(old);
      runs.put(device.name(), next);
      if (next.state() == State.FAILED) {
        int failed =
            Math.toIntExact(
                runs.values().stream().filter(run -> run.state() == State.FAILED).count());
        stopped |= rule.stops(failed, runs.size());
      }
    }
    listener.changed(next);
  }
}
