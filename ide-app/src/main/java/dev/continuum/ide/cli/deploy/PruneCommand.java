package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes older releases. */
@Command(
    name = "prune",
    description =
        "Remove older releases of an app, and the files no release on the device needs any more."
            + " The current one and the pinned stay.")
final class PruneCommand extends AppCommand {
  @Option(
      names = "--keep",
      paramLabel = "COUNT",
      description = "How many of the newest stay besides; ${DEFAULT-VALUE} unless given.")
  int keep = 10;

  PruneCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    if (keep < 0 || keep > 1000) {
      throw CliException.wrongCall(
          "“--keep " + keep + "” is not from 0 to 1000.", "Say how many releases stay.");
    }
    List<Integer> gone = connect(target -> target.prune(app, keep));
    sayJson(Json.object("app", app, "device", name, "pruned", gone));
    say(
        gone.isEmpty()
            ? "There was nothing to remove of " + SafeText.line(app) + " on " + name + "."
            : "Removed of "
                + SafeText.line(app)
                + " on "
                + name
                + ": "
                + gone.stream().map(number -> "release " + number).collect(Collectors.joining(", "))
                + ".");
    return ExitStatus.DONE;
  }
}
