package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.metric.Usage;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a device and its apps use. */
@Command(
    name = "metrics",
    description = {
      "Say what a device and its apps use: processors, memory, disk, restarts, uptime.",
      "An app's CPU is of one processor: 150 % is one and a half. With --json, one object on each"
          + " line; what the device does not tell is null."
    })
final class MetricsCommand extends CliCommand {
  /** Between the two samples that make the first rates. */
  private static final Duration FIRST = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  @Parameters(arity = "0..1", paramLabel = "APP", description = "The app; without it, all.")
  @Nullable String app;

  @Option(names = "--on", required = true, paramLabel = "DEVICE", description = "The device.")
  String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on every two seconds, until you press Ctrl+C.")
  boolean follow;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  MetricsCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    return connection.connect(
        this,
        device,
        target -> {
          measure(target);
          return ExitStatus.DONE;
        });
  }

  private void measure(DeviceTarget target)
      throws TargetException, CliException, InterruptedException {
    DeviceMetrics before = target.metrics();
    requireApp(before);
    Duration pause = FIRST;
    while (true) {
      Thread.sleep(pause);
      try {
        DeviceMetrics now = target.metrics();
        print(now, Usage.between(before, now));
        before = now;
        pause = PAUSE;
      } catch (TargetException e) {
        if (!follow || e.problem() != TargetException.Problem.UNREACHABLE) {
          throw e;
        }
        terminal().errorLine(SafeText.line(String.valueOf(e.getMessage())));
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      }
      if (!follow) {
        return;
      }
    }
  }

  private void requireApp(DeviceMetrics metrics) throws CliException {
    String wanted = app;
    if (wanted != null && metrics.apps().stream().noneMatch(one -> one.name().equals(wanted))) {
      throw CliException.failed(
          "NOT_FOUND",
          name + " has no app called “" + wanted + "”.",
          "Deploy it first, or look at what is on the device: continuum status --on " + name);
    }
  }

  private void print(DeviceMetrics now, Usage usage) {
    MetricsReport report = new MetricsReport(name, app, now, usage);
    sayJson(report.json());
    report.lines().forEach(this::say);
    if (follow) {
      say("");
    }
  }
}
