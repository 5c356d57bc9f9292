package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliException;
import dev.continuum.targets.fleet.RolloutPlan;
import dev.continuum.targets.fleet.StopRule;
import dev.continuum.targets.fleet.Waves;
import dev.continuum.targets.target.Device;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a deployment goes to many devices. */
final class RolloutOptions {
  @Option(
      names = "--waves",
      paramLabel = "1,25%%,all",
      description =
          "How many devices have been reached at the end of each wave, as a number or a share of"
              + " all. Without it: 1, then 25%%, then all.")
  @Nullable String waves;

  @Option(
      names = "--stop-at",
      paramLabel = "first|20%%|never",
      description =
          "When to go no further: at the first failure (as without it), when so many devices have"
              + " failed, or never.")
  @Nullable String stopAt;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "How long to wait between two waves.")
  @Nullable Integer pause;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many devices to work on at once; " + RolloutPlan.USUAL_PARALLEL + ".")
  @Nullable Integer parallel;

  @Option(
      names = "--go-back",
      description =
          "When it is stopped, give the devices that have the new release their former one again.")
  boolean goBack;

  @Option(
      names = "--queue-offline",
      description =
          "Let a device that does not answer get it later: ‘continuum queue run’, or the open"
              + " window, delivers it. What has an environment is not queued: its values are not"
              + " written to a file.")
  boolean queueOffline;

  /** Whether anything was said. */
  boolean given() {
    return waves != null
        || stopAt != null
        || pause != null
        || parallel != null
        || goBack
        || queueOffline;
  }

  /** The plan for those devices. */
  RolloutPlan plan(List<Device> devices) throws CliException {
    RolloutPlan usual = RolloutPlan.of(devices);
    try {
      return new RolloutPlan(
          devices,
          waves == null ? usual.waves() : Waves.parse(waves),
          stopAt == null ? usual.stop() : StopRule.parse(stopAt),
          parallel == null ? usual.parallel() : parallel,
          pause == null ? usual.pause() : Duration.ofSeconds(pause),
          goBack,
          queueOffline);
    } catch (IllegalArgumentException e) {
      throw CliException.wrongCall(String.valueOf(e.getMessage()), "");
    }
  }
}
