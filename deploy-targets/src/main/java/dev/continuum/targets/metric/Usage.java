package dev.continuum.targets.metric;

import dev.continuum.targets.target.DeviceMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a device and its apps used between two samples, or a gap: a moment at which nothing is
 * known.
 *
 * @param time by this computer's clock
 * @param processors the share of all processors' time that was worked, 0 to 1
 * @param memoryBytes used
 * @param load over one minute
 * @param apps by name
 */
public record Usage(
    Instant time,
    OptionalDouble processors,
    OptionalDouble memoryBytes,
    OptionalDouble load,
    Map<String, App> apps) {
  /** Shorter than this, the kernel's ticks of 10 ms say too little. */
  private static final Duration SHORTEST = Duration.ofMillis(200);

  /** Copies the map. */
  public Usage {
    apps = Map.copyOf(apps);
  }

  /**
   * What one app used.
   *
   * @param processors how many processors' whole time it worked: 1 is one processor all the time
   * @param memoryBytes its processes hold
   */
  public record App(OptionalDouble processors, OptionalDouble memoryBytes) {
    static final App NONE = new App(OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Nothing known at that moment. */
  public static Usage gap(Instant time) {
    return new Usage(
        time, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Map.of());
  }

  /**
   * What was used between two samples of a device.
   *
   * @param before the earlier one; without it, there are no rates
   */
  public static Usage between(@Nullable DeviceMetrics before, DeviceMetrics now) {
    DeviceMetrics comparable = before == null || restarted(before, now) ? null : before;
    Map<String, App> apps = new TreeMap<>();
    for (DeviceMetrics.App app : now.apps()) {
      OptionalDouble rate =
          comparable == null ? OptionalDouble.empty() : rate(comparable, now, app);
      apps.put(app.name(), new App(rate, asDouble(app.residentBytes())));
    }
    return new Usage(
        now.time(),
        comparable == null ? OptionalDouble.empty() : share(comparable, now),
        asDouble(now.usedMemoryBytes()),
        now.load(),
        apps);
  }

  private static boolean restarted(DeviceMetrics before, DeviceMetrics now) {
    return before.uptime().isPresent()
        && now.uptime().isPresent()
        && now.uptime().get().compareTo(before.uptime().get()) < 0;
  }

  private static OptionalDouble share(DeviceMetrics before, DeviceMetrics now) {
    if (before.total().isEmpty() || now.total().isEmpty()) {
      return OptionalDouble.empty();
    }
    Duration total = now.total().get().minus(before.total().get());
    Duration busy = now.busy().orElse(Duration.ZERO).minus(before.busy().orElse(Duration.ZERO));
    return total.compareTo(SHORTEST) < 0 || busy.isNegative()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, ratio(busy, total)));
  }

  private static OptionalDouble rate(
      DeviceMetrics before, DeviceMetrics now, DeviceMetrics.App app) {
    Optional<DeviceMetrics.App> earlier =
        before.apps().stream().filter(old -> old.name().equals(app.name())).findFirst();
    if (earlier.isEmpty() || app.busy().isEmpty() || earlier.get().busy().isEmpty()) {
      return OptionalDouble.empty();
    }
    // A shorter uptime than before is another run, whose times began anew.
    boolean sameRun =
        app.uptime().isEmpty()
            || earlier.get().uptime().isEmpty()
            || app.uptime().get().compareTo(earlier.get().uptime().get()) >= 0;
    Duration busy = app.busy().get().minus(earlier.get().busy().get());
    Duration passed =
        now.uptime().isPresent() && before.uptime().isPresent()
            ? now.uptime().get().minus(before.uptime().get())
            : Duration.between(before.time(), now.time());
    return !sameRun || busy.isNegative() || passed.compareTo(SHORTEST) < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(ratio(busy, passed));
  }

  private static double ratio(Duration part, Duration whole) {
    return part.toNanos() / (double) whole.toNanos();
  }

  private static OptionalDouble asDouble(java.util.OptionalLong number) {
    return number.isPresent()
        ? OptionalDouble.of((double) number.getAsLong())
        : OptionalDouble.empty();
  }
}
