package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.project.DeployKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a release is watched, kept running and bounded on a device. */
final class KeepingOptions {
  @Option(
      names = "--restart",
      paramLabel = "never|on-failure|always",
      description = "Start the app again when it has ended; ‘never’ when left out.")
  @Nullable String restart;

  @Option(
      names = "--health",
      paramLabel = "TIME",
      description =
          "How long a new release must run to count as well started, such as 10s; 3s when left"
              + " out. One that does not makes way for the release before it.")
  @Nullable String health;

  @Option(
      names = "--health-line",
      paramLabel = "REGEX",
      description = "Or: it writes a line that matches, within --health (30s when left out).")
  @Nullable String healthLine;

  @Option(
      names = "--job",
      description = "Or: it ends with status 0, within --health (30s when left out).")
  boolean job;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "Run the job again so long after each start, such as 15m.")
  @Nullable String every;

  @Option(names = "--boot", description = "Start it when the device starts, where that can be.")
  boolean boot;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "How long it may take to end before it is ended by force; 5s when left out.")
  @Nullable String grace;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many releases stay on the device; 10 when left out.")
  @Nullable String keep;

  @Option(
      names = "--runtime",
      paramLabel = "ID",
      description = "What to run it with there, such as node; the first that fits when left out.")
  @Nullable String runtime;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "How much memory it may use, such as 64MiB.")
  @Nullable String memory;

  @Option(
      names = "--cpu",
      paramLabel = "TIME",
      description = "How much processor time it may use, such as 1h.")
  @Nullable String cpu;

  @Option(names = "--files", paramLabel = "N", description = "How many files it may have open.")
  @Nullable String files;

  /** What was said, under the keys of a project file. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, DeployKeys.RESTART, restart);
    put(texts, DeployKeys.HEALTH, health);
    put(texts, DeployKeys.HEALTH_LINE, healthLine);
    put(texts, DeployKeys.JOB, job ? "true" : null);
    put(texts, DeployKeys.EVERY, every);
    put(texts, DeployKeys.BOOT, boot ? "true" : null);
    put(texts, DeployKeys.GRACE, grace);
    put(texts, DeployKeys.KEEP, keep);
    put(texts, DeployKeys.RUNTIME, runtime);
    put(texts, DeployKeys.MEMORY, memory);
    put(texts, DeployKeys.CPU, cpu);
    put(texts, DeployKeys.FILES, files);
    return texts;
  }

  private static void put(Map<String, String> texts, String key, @Nullable String text) {
    if (text != null) {
      texts.put(key, text);
    }
  }
}
