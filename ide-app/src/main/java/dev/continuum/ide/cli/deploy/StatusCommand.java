package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.cli.command.Times;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.app.AppStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what an app on a device does. */
@Command(name = "status", description = "Say what an app on a device does, or all apps there.")
final class StatusCommand extends CliCommand {
  @Parameters(arity = "0..1", paramLabel = "APP", description = "The app; without it, all.")
  @Nullable String app;

  @Option(names = "--on", required = true, paramLabel = "DEVICE", description = "The device.")
  String name = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  StatusCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    String wanted = app;
    if (wanted != null) {
      AppStatus status = connection.connect(this, device, target -> target.status(wanted));
      sayJson(OnDevice.toJson(name, status));
      table(List.of(status));
      return ExitStatus.DONE;
    }
    List<AppStatus> all = connection.connect(this, device, DeviceTarget::apps);
    sayJson(
        Json.object(
            "device",
            name,
            "apps",
            all.stream().map(status -> OnDevice.toJson(name, status)).toList()));
    if (all.isEmpty()) {
      say("There are no apps on " + name + ".");
    }
    table(all);
    return ExitStatus.DONE;
  }

  private void table(List<AppStatus> all) {
    Table table = new Table("llllllll");
    for (AppStatus status : all) {
      table.row(
          status.app(),
          "release " + status.release(),
          OnDevice.state(status),
          status.since().map(since -> "since " + Times.local(since)).orElse(""),
          OnDevice.restarts(status),
          OnDevice.next(status),
          status.runtime(),
          status.digest().substring(0, Math.min(12, status.digest().length())));
    }
    table.lines().forEach(this::say);
  }
}
