package dev.continuum.targets.release;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.DeviceFacts;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a device what it is and has. */
public final class DeviceProbe {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** The longest path systems have. */
  private static final int MOST_PATH = 4096;

  /** Of one kind of runtime. */
  private static final int MOST_PROGRAMS = 32;

  private DeviceProbe() {}

  /** Probes for what the adapters know. */
  public static Probe probe(DeviceAgent agent, List<RuntimeAdapter> adapters)
      throws TargetException {
    StringBuilder detections = new StringBuilder();
    for (RuntimeAdapter adapter : adapters) {
      RuntimeAdapter.Detection detection = adapter.detection();
      detections
          .append(adapter.id())
          .append('\t')
          .append(detection.program())
          .append('\t')
          .append(String.join(" ", detection.versionArguments()))
          .append('\t')
          .append(String.join(" ", detection.patterns()))
          .append('\n');
    }
    AgentAnswer answer =
        agent.call(
            "", detections.toString().getBytes(StandardCharsets.UTF_8), LIMIT, List.of("probe"));
    return read(answer, adapters, ProbeFacts.clock(agent));
  }

  /** Takes an answer apart. Whatever a device says, what is kept of it is bounded. */
  static Probe read(
      AgentAnswer answer, List<RuntimeAdapter> adapters, Optional<DeviceFacts.Clock> clock) {
    return new Probe(
        Instant.now(),
        known(ProbeFacts.text(answer, "os")),
        architecture(known(ProbeFacts.text(answer, "arch"))),
        ProbeFacts.text(answer, "libc"),
        (int) Math.min(Integer.MAX_VALUE, answer.number("cpus")),
        answer.number("memory"),
        answer.number("disk"),
        ProbeFacts.texts(answer, "tool"),
        runtimes(answer, adapters),
        ProbeFacts.read(answer, clock));
  }

  private static String known(String text) {
    return text.isEmpty() ? "unknown" : text;
  }

  private static List<Probe.Runtime> runtimes(AgentAnswer answer, List<RuntimeAdapter> adapters) {
    List<Probe.Runtime> runtimes = new ArrayList<>();
    for (RuntimeAdapter adapter : adapters) {
      List<Probe.Runtime> found = new ArrayList<>();
      for (AgentAnswer part : answer.parts("runtime")) {
        String runtime = part.value("runtime").orElse("");
        if (!AgentAnswer.keyOf(runtime).equals(adapter.id())) {
          continue;
        }
        String path = AgentAnswer.valueOf(runtime);
        if (path.length() > MOST_PATH
            || found.size() == MOST_PROGRAMS
            || !path.startsWith("/")
            || path.chars().anyMatch(Character::isISOControl)) {
          continue;
        }
        Optional<String> version = adapter.parseVersion(String.join("\n", part.values("version")));
        version
            .filter(v -> v.length() <= ProbeFacts.MOST_TEXT)
            .ifPresent(v -> found.add(new Probe.Runtime(adapter.id(), v, path)));
      }
      // The sort keeps the order in which those of the same version were found.
      found.sort(RuntimeNames.newestFirst());
      runtimes.addAll(found);
    }
    return runtimes;
  }

  private static String architecture(String machine) {
    return switch (machine) {
      case "x86_64", "amd64" -> "x86-64";
      case "aarch64" -> "arm64";
      default -> machine;
    };
  }
}
