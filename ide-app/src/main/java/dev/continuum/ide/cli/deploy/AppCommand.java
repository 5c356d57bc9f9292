package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.app.AppStatus;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about one app on one device. */
abstract class AppCommand extends CliCommand {
  @Parameters(index = "0", paramLabel = "APP", description = "The app.")
  String app = "";

  @Option(names = "--on", required = true, paramLabel = "DEVICE", description = "The device.")
  String name = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  AppCommand(CliContext context) {
    super(context);
  }

  /** Works with the device. */
  final <T> T connect(ConnectionOptions.Work<T> work)
      throws TargetException, CliException, InterruptedException {
    return connection.connect(this, services().devices().device(name), work);
  }

  /** Says what the app does now. */
  final void tell(AppStatus status) {
    sayJson(OnDevice.toJson(name, status));
    say(
        SafeText.line(status.app())
            + " on "
            + name
            + ": release "
            + status.release()
            + ", "
            + OnDevice.state(status)
            + ".");
  }
}
