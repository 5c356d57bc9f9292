package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.app.AppStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops an app on a device. */
@Command(name = "stop", description = "Stop an app on a device. One that has ended stays as it is.")
final class StopCommand extends CliCommand {
  @Parameters(paramLabel = "APP", description = "The app.")
  String app = "";

  @Option(names = "--on", required = true, paramLabel = "DEVICE", description = "The device.")
  String name = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  StopCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    AppStatus status =
        connection.connect(
            this,
            device,
            target -> {
              target.stop(app);
              return target.status(app);
            });
    sayJson(OnDevice.toJson(name, status));
    say(SafeText.line(status.app()) + " on " + name + ": " + OnDevice.state(status) + ".");
    return ExitStatus.DONE;
  }
}
