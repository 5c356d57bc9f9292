package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import picocli.CommandLine.Command;

/** Removes an app from a device. */
@Command(
    name = "remove-app",
    description =
        "Stop an app and take all of it from a device: its releases, its log and its data.")
final class RemoveAppCommand extends AppCommand {
  RemoveAppCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    connect(target -> {
      target.remove(app);
      return app;
    });
    sayJson(Json.object("app", app, "device", name, "removed", true));
    say(SafeText.line(app) + " is gone from " + name + ".");
    return ExitStatus.DONE;
  }
}
