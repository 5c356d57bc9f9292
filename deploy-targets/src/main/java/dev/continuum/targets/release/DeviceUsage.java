package dev.continuum.targets.release;

import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.RunConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Asks a device what it and its apps use. */
public final class DeviceUsage {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MOST_APPS = 10_000;

  /** The kernel's user-visible tick, on every architecture it still has. */
  private static final long TICK_MILLIS = 10;

  /** The fields of a processor's times: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int IDLE = 3;

  private static final int WAITING = 4;
  private static final int STOLEN = 7;

  private DeviceUsage() {}

  /** Asks. */
  public static DeviceMetrics ask(DeviceAgent agent) throws TargetException {
    return read(Instant.now(), agent.call("", LIMIT, List.of("metrics")));
  }

  /** Takes an answer apart; whatever cannot be so is unknown. */
  static DeviceMetrics read(Instant time, AgentAnswer answer) {
    Optional<Duration> uptime = seconds(answer);
    List<DeviceMetrics.App> apps = new ArrayList<>();
    for (AgentAnswer part : answer.parts("app")) {
      String name = part.value("app").orElse("");
      if (RunConfiguration.APP_NAME.matcher(name).matches() && apps.size() < MOST_APPS) {
        apps.add(app(name, part, uptime));
      }
    }
    apps.sort(Comparator.comparing(DeviceMetrics.App::name));
    List<Long> times = times(answer);
    return new DeviceMetrics(
        time,
        uptime,
        load(answer),
        times.isEmpty() ? Optional.empty() : Optional.of(busy(times)),
        times.isEmpty() ? Optional.empty() : Optional.of(ticks(sum(times))),
        number(answer, "memory"),
        number(answer, "memory-free"),
        number(answer, "disk"),
        number(answer, "disk-free"),
        apps);
  }

  private static DeviceMetrics.App app(
      String name, AgentAnswer part, Optional<Duration> deviceUptime) {
    Optional<Duration> began = boxed(number(part, "began")).map(DeviceUsage::ticks);
    return new DeviceMetrics.App(
        name,
        part.value("state").equals(Optional.of("running")),
        boxed(number(part, "ticks")).map(DeviceUsage::ticks),
        number(part, "resident"),
        small(part, "processes"),
        small(part, "restarts"),
        deviceUptime
            .flatMap(up -> began.map(up::minus))
            // In some containers the uptime is the container's and the start is the machine's.
            .filter(up -> !up.isNegative()));
  }

  private static Optional<Duration> seconds(AgentAnswer answer) {
    return answer
        .value("uptime")
        .filter(text -> text.matches("[0-9]{1,10}(\\.[0-9]{1,3})?"))
        .map(text -> Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
  }

  private static OptionalDouble load(AgentAnswer answer) {
    String text = answer.value("load").orElse("").split(" ", 2)[0];
    return text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  private static List<Long> times(AgentAnswer answer) {
    String text = answer.value("cpu").orElse("");
    if (text.length() > 400 || !text.matches(" *[0-9]{1,15}( +[0-9]{1,15}){3,19} *")) {
      return List.of();
    }
    List<Long> times = new ArrayList<>();
    for (String word : text.strip().split(" +")) {
      times.add(Long.parseLong(word));
    }
    // What guests of this machine used is in the first two already.
    return times.subList(0, Math.min(times.size(), STOLEN + 1));
  }

  private static Duration busy(List<Long> times) {
    long ticks = 0;
    for (int i = 0; i < times.size(); i++) {
      if (i != IDLE && i != WAITING && i != STOLEN) {
        ticks += times.get(i);
      }
    }
    return ticks(ticks);
  }

  private static long sum(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).sum();
  }

  private static Duration ticks(long ticks) {
    return Duration.ofMillis(Math.multiplyExact(ticks, TICK_MILLIS));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private static OptionalLong number(AgentAnswer answer, String key) {
    String text = answer.value(key).orElse("");
    return text.matches("[0-9]{1,16}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static OptionalInt small(AgentAnswer answer, String key) {
    OptionalLong number = number(answer, key);
    return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }
}
