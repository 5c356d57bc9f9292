package dev.continuum.targets.fleet;

import dev.continuum.targets.target.Device;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a rollout goes, in which order, and what stops it.
 *
 * @param devices each once, in the order in which they are reached
 * @param waves in which portions
 * @param stop when it goes no further
 * @param parallel how many devices are worked on at once, 1 to {@link #MOST_PARALLEL}
 * @param pause how long to wait between two waves, up to a day
 * @param goBack whether devices that have the new release get their former one again when the
 *     rollout is stopped by its rule
 * @param queueOffline whether a device that does not answer gets its deployment when it comes back,
 *     rather than counting as failed
 */
public record RolloutPlan(
    List<Device> devices,
    Waves waves,
    StopRule stop,
    int parallel,
    Duration pause,
    boolean goBack,
    boolean queueOffline) {
  /** The most devices worked on at once. */
  public static final int MOST_PARALLEL = 256;

  /** How many devices are worked on at once when nothing is said. */
  public static final int USUAL_PARALLEL = 16;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public RolloutPlan {
    devices = List.copyOf(devices);
    Set<String> names = new HashSet<>();
    for (Device device : devices) {
      if (!names.add(device.name())) {
        throw new IllegalArgumentException(device.name() + " is named twice.");
      }
    }
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new IllegalArgumentException(
          "From 1 to " + MOST_PARALLEL + " devices can be worked on at once.");
    }
    if (pause.isNegative() || pause.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("The pause between waves is from 0 to 24 hours.");
    }
  }

  /** The usual way to those devices. */
  public static RolloutPlan of(List<Device> devices) {
    return new RolloutPlan(
        devices,
        Waves.USUAL,
        new StopRule.FirstFailure(),
        USUAL_PARALLEL,
        Duration.ZERO,
        false,
        false);
  }

  /** The same for some of its devices only. */
  public RolloutPlan only(Predicate<Device> wanted) {
    return new RolloutPlan(
        devices.stream().filter(wanted).toList(),
        waves,
        stop,
        parallel,
        pause,
        goBack,
        queueOffline);
  }

  /** In words: {@code 1 device first, then the other 3; stops at the first failure}. */
  public String words() {
    StringBuilder text = new StringBuilder(waves.words(devices.size()));
    int waveCount = waves.sizes(devices.size()).size();
    if (!pause.isZero() && waveCount > 1) {
      text.append(", ").append(PauseText.of(pause)).append(" apart");
    }
    if (devices.size() > 1) {
      text.append("; ").append(stop.words());
      if (goBack && !(stop instanceof StopRule.Never)) {
        text.append(" and goes back to the former release");
      }
    }
    if (queueOffline) {
      text.append("; devices that do not answer get it when they come back");
    }
    return text.toString();
  }
}
