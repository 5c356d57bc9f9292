package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import picocli.CommandLine.Command;

/** Starts an app on a device anew. */
@Command(name = "restart", description = "Stop an app on a device and start it again.")
final class RestartCommand extends AppCommand {
  RestartCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    tell(connect(target -> target.restart(app)));
    return ExitStatus.DONE;
  }
}
