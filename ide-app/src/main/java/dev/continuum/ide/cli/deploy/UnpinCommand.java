package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets go of a release that was kept. */
@Command(
    name = "unpin",
    description = "No longer keep a release of an app when releases are pruned.")
final class UnpinCommand extends AppCommand {
  @Parameters(index = "1", paramLabel = "RELEASE", description = "Its number.")
  int release;

  UnpinCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    connect(target -> {
      target.pin(app, release, false);
      return release;
    });
    sayJson(Json.object("app", app, "device", name, "release", release, "pinned", false));
    say("Release " + release + " of " + SafeText.line(app) + " on " + name + " is no longer kept.");
    return ExitStatus.DONE;
  }
}
