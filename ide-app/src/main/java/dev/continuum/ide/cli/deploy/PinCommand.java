package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps a release. */
@Command(name = "pin", description = "Keep a release of an app whatever is pruned.")
final class PinCommand extends AppCommand {
  @Parameters(index = "1", paramLabel = "RELEASE", description = "Its number.")
  int release;

  PinCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    connect(target -> {
      target.pin(app, release, true);
      return release;
    });
    sayJson(Json.object("app", app, "device", name, "release", release, "pinned", true));
    say("Release " + release + " of " + SafeText.line(app) + " on " + name + " is kept.");
    return ExitStatus.DONE;
  }
}
