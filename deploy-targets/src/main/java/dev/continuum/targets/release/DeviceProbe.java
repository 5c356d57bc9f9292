package dev.continuum.targets.release;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.RuntimeNames;
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
    return new Probe(
        Instant.now(),
        answer.value("os").orElse("unknown"),
        architecture(answer.value("arch").orElse("unknown")),
        answer.value("libc").orElse(""),
        (int) Math.min(Integer.MAX_VALUE, answer.number("cpus")),
        answer.number("memory"),
        answer.number("disk"),
        answer.values("tool"),
        runtimes(answer, adapters));
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
        Optional<String> version = adapter.parseVersion(String.join("\n", part.values("version")));
        version.ifPresent(
            v -> found.add(new Probe.Runtime(adapter.id(), v, AgentAnswer.valueOf(runtime))));
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
