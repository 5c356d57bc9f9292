package dev.continuum.ide.device.metric;

import dev.continuum.ide.output.Bytes;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a probe found, as names and values for a person. Values may hold a device's own text. */
public final class FactLines {
  /** A clock further away than this is worth a word. */
  private static final Duration CLOCK_LIMIT = Duration.ofSeconds(2);

  /**
   * One line.
   *
   * @param name such as {@code Memory}
   * @param value never empty
   */
  public record Fact(String name, String value) {}

  private FactLines() {}

  /** What is known, in an order for reading; what is unknown has no line. */
  public static List<Fact> of(Probe probe) {
    DeviceFacts facts = probe.facts();
    List<Fact> lines = new ArrayList<>();
    add(lines, "System", joined(", ", probe.operatingSystem(), facts.kernel()));
    add(
        lines,
        "Architecture",
        joined(
            ", ",
            probe.architecture(),
            facts.bits() == 0 ? "" : facts.bits() + "-bit",
            facts.byteOrder().isEmpty() ? "" : facts.byteOrder() + "-endian"));
    add(
        lines,
        "Processor",
        joined(
            ", ",
            facts.processorModel(),
            probe.processors() == 0
                ? ""
                : probe.processors() + (probe.processors() == 1 ? " processor" : " processors")));
    add(lines, "Processor features", String.join(" ", facts.processorFeatures()));
    add(lines, "Memory", space(facts.freeMemoryBytes(), probe.memoryBytes()));
    add(lines, "Disk", space(probe.freeDiskBytes(), facts.diskBytes()));
    add(lines, "C library", joined(" ", probe.cLibrary(), facts.cLibraryVersion()));
    add(lines, "Init system", init(facts));
    add(lines, "Start at boot", boot(facts));
    add(lines, "Runs inside", facts.surroundings());
    add(
        lines,
        "Shell",
        joined(
            "",
            facts.shell(),
            facts.loginShell().isEmpty() ? "" : " (at login: " + facts.loginShell() + ")"));
    add(lines, "Tools", String.join(", ", probe.tools()));
    for (Probe.Runtime runtime : probe.runtimes()) {
      add(lines, "Runtime", RuntimeNames.of(runtime) + " (" + runtime.path() + ")");
    }
    if (probe.runtimes().isEmpty()) {
      add(lines, "Runtime", "none: install Java 17 or newer, or Node.js, to run apps there");
    }
    for (DeviceFacts.Trusted trusted : facts.trusted()) {
      add(lines, "Trusted hardware", trusted.kind() + " (" + trusted.file() + ")");
    }
    if (facts.trusted().isEmpty() && !facts.kernel().isEmpty()) {
      add(lines, "Trusted hardware", "none that shows a device file");
    }
    facts
        .clock()
        .ifPresent(
            clock -> add(lines, "Clock", MetricWords.offset(clock.offset(), clock.uncertainty())));
    return List.copyOf(lines);
  }

  /** What is to be said of a clock that is far away; empty otherwise. */
  public static String clockWarning(Probe probe) {
    return probe
        .facts()
        .clock()
        .filter(clock -> clock.beyond(CLOCK_LIMIT))
        .map(clock ->
            "The clock of this device is "
                + MetricWords.offset(clock.offset(), clock.uncertainty())
                + ". Times in its logs are its own; logs of several devices are merged by"
                + " corrected time. Set the clock there, or let it be set over the network.")
        .orElse("");
  }

  private static void add(List<Fact> lines, String name, String value) {
    if (!value.isBlank()) {
      lines.add(new Fact(name, value));
    }
  }

  private static String joined(String between, String... parts) {
    return String.join(between, Stream.of(parts).filter(part -> !part.isEmpty()).toList());
  }

  private static String space(long free, long whole) {
    if (free <= 0 && whole <= 0) {
      return "";
    }
    if (whole <= 0) {
      return Bytes.text(free) + " free";
    }
    return free <= 0 ? Bytes.text(whole) : Bytes.text(free) + " free of " + Bytes.text(whole);
  }

  private static String init(DeviceFacts facts) {
    return facts.initSystem().equals("none")
        ? "none: a program of its container comes first"
        : joined(" ", facts.initSystem(), facts.initVersion());
  }

  private static String boot(DeviceFacts facts) {
    if (facts.initSystem().isEmpty()) {
      return "";
    }
    Set<DeviceFacts.Boot> boot = facts.boot();
    List<String> ways = new ArrayList<>();
    if (boot.contains(DeviceFacts.Boot.USER_SERVICES)) {
      ways.add(
          boot.contains(DeviceFacts.Boot.LINGER)
              ? "user services of systemd"
              : "user services of systemd, after loginctl enable-linger");
    }
    if (boot.contains(DeviceFacts.Boot.CRON)) {
      ways.add("cron");
    }
    return ways.isEmpty() ? "no way without root was found" : String.join(", ", ways);
  }
}
