package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Sizes;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.device.metric.MetricWords;
import dev.continuum.targets.metric.Usage;
import dev.continuum.targets.target.DeviceMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one measurement says.
 *
 * @param device the device's name
 * @param only the one app wanted; null for all
 * @param now the sample
 * @param usage what was used since the one before
 */
record MetricsReport(String device, @Nullable String only, DeviceMetrics now, Usage usage) {
  private static final String UNKNOWN = "-";

  private List<DeviceMetrics.App> apps() {
    return now.apps().stream().filter(app -> only == null || app.name().equals(only)).toList();
  }

  private OptionalDouble processors(DeviceMetrics.App app) {
    Usage.App used = usage.apps().get(app.name());
    return used == null ? OptionalDouble.empty() : used.processors();
  }

  /** For people. */
  List<String> lines() {
    List<String> parts = new ArrayList<>();
    now.uptime().ifPresent(up -> parts.add("up " + MetricWords.span(up)));
    usage.processors().ifPresent(share -> parts.add("CPU " + MetricWords.percent(share)));
    now.load().ifPresent(load -> parts.add("load " + load));
    if (now.usedMemoryBytes().isPresent()) {
      parts.add(
          "memory "
              + Sizes.of(now.usedMemoryBytes().getAsLong())
              + " of "
              + Sizes.of(now.memoryBytes().orElse(0)));
    }
    now.freeDiskBytes().ifPresent(free -> parts.add("disk " + Sizes.of(free) + " free"));
    List<String> lines = new ArrayList<>();
    lines.add(device + ": " + String.join(", ", parts));
    if (apps().isEmpty()) {
      lines.add("  There are no apps.");
      return lines;
    }
    Table table = new Table("llrrrrl");
    table.row("  app", "state", "CPU", "memory", "processes", "restarts", "up");
    for (DeviceMetrics.App app : apps()) {
      table.row(
          "  " + app.name(),
          app.running() ? "running" : "not running",
          processors(app).isPresent()
              ? MetricWords.percent(processors(app).getAsDouble())
              : UNKNOWN,
          app.residentBytes().isPresent() ? Sizes.of(app.residentBytes().getAsLong()) : UNKNOWN,
          app.processes().isPresent() ? app.processes().getAsInt() : UNKNOWN,
          app.restarts().isPresent() ? app.restarts().getAsInt() : UNKNOWN,
          app.uptime().map(MetricWords::span).orElse(UNKNOWN));
    }
    lines.addAll(table.lines());
    return lines;
  }

  /** For programs. */
  Map<String, @Nullable Object> json() {
    return Json.object(
        "device", device,
        "time", now.time(),
        "uptimeSeconds", seconds(now.uptime()),
        "load", boxed(now.load()),
        "processorShare", boxed(usage.processors()),
        "memoryBytes", boxed(now.memoryBytes()),
        "freeMemoryBytes", boxed(now.freeMemoryBytes()),
        "diskBytes", boxed(now.diskBytes()),
        "freeDiskBytes", boxed(now.freeDiskBytes()),
        "apps", apps().stream().map((Function<DeviceMetrics.App, Object>) this::json).toList());
  }

  private Map<String, @Nullable Object> json(DeviceMetrics.App app) {
    return Json.object(
        "app", app.name(),
        "running", app.running(),
        "processors", boxed(processors(app)),
        "processorSeconds", app.busy().map(time -> time.toMillis() / 1000.0),
        "residentBytes", boxed(app.residentBytes()),
        "processes", boxed(app.processes()),
        "restarts", boxed(app.restarts()),
        "uptimeSeconds", seconds(app.uptime()));
  }

  private static Optional<Double> seconds(Optional<Duration> span) {
    return span.map(time -> time.toMillis() / 1000.0);
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private static @Nullable Integer boxed(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }
}
