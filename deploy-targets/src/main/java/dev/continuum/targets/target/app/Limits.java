package dev.continuum.targets.target.app;

import java.time.Duration;
import java.util.Optional;

/**
 * What a release may use of its device, where the system there can hold it to that ({@code
 * setrlimit} of IEEE Std 1003.1). What is empty is left to the device.
 *
 * @param memoryBytes how much memory its processes may each write to; at least 1 MiB
 * @param cpuTime how much processor time its first process may use before it is killed; at least a
 *     second
 * @param openFiles how many files it may have open at once; at least 16
 */
public record Limits(
    Optional<Long> memoryBytes, Optional<Duration> cpuTime, Optional<Integer> openFiles) {
  /** No limits but the device's own. */
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks the ranges. */
  public Limits {
    if (memoryBytes.filter(bytes -> bytes < 1 << 20).isPresent()) {
      throw new IllegalArgumentException("An app needs at least 1 MiB of memory.");
    }
    if (cpuTime.filter(time -> time.toSeconds() < 1).isPresent()) {
      throw new IllegalArgumentException("An app needs at least a second of processor time.");
    }
    if (openFiles.filter(count -> count < 16).isPresent()) {
      throw new IllegalArgumentException("An app needs at least 16 open files.");
    }
  }
}
