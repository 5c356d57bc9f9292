package dev.continuum.targets.target;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a device and its apps use, at one moment. What the device does not tell is empty. Times of
 * processors count from the start of the device or the app: two of these make a rate ({@link
 * dev.continuum.targets.metric.Usage}).
 *
 * @param time when it was asked, by this computer's clock
 * @param uptime since the device was switched on
 * @param load processes that ran or waited to, averaged over one minute
 * @param busy what all processors together worked
 * @param total what they could have worked; the sum over all processors
 * @param memoryBytes installed
 * @param freeMemoryBytes what could be had without swapping
 * @param diskBytes the size of what apps are kept on
 * @param freeDiskBytes what is free of that for the account
 * @param apps the apps on it, by name
 */
public record DeviceMetrics(
    Instant time,
    Optional<Duration> uptime,
    OptionalDouble load,
    Optional<Duration> busy,
    Optional<Duration> total,
    OptionalLong memoryBytes,
    OptionalLong freeMemoryBytes,
    OptionalLong diskBytes,
    OptionalLong freeDiskBytes,
    List<App> apps) {
  /** Copies the list. */
  public DeviceMetrics {
    apps = List.copyOf(apps);
  }

  /** Installed memory less what is free, in bytes. */
  public OptionalLong usedMemoryBytes() {
    return memoryBytes.isPresent() && freeMemoryBytes.isPresent()
        ? OptionalLong.of(Math.max(0, memoryBytes.getAsLong() - freeMemoryBytes.getAsLong()))
        : OptionalLong.empty();
  }

  /**
   * What one app uses.
   *
   * @param name the app's
   * @param running whether its process lives
   * @param busy what its processes worked, those that ended and were waited for as well
   * @param residentBytes the memory its processes hold; what they share counts in each
   * @param processes how many it has
   * @param restarts how often it was started again by its restart policy
   * @param uptime of its present run
   */
  public record App(
      String name,
      boolean running,
      Optional<Duration> busy,
      OptionalLong residentBytes,
      OptionalInt processes,
      OptionalInt restarts,
      Optional<Duration> uptime) {}
}
