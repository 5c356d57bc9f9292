package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import picocli.CommandLine.Command;

/** Starts an app on a device. */
@Command(name = "start", description = "Start an app on a device that was stopped or has ended.")
final class StartCommand extends AppCommand {
  StartCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    tell(connect(target -> target.start(app)));
    return ExitStatus.DONE;
  }
}
