package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.targets.target.app.AppStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches an app on a device to another of its releases. */
@Command(
    name = "rollback",
    description =
        "Go back to an earlier release of an app, or on to a later one, and start it. One that does"
            + " not start well makes way for the one before.")
final class RollbackCommand extends AppCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RELEASE",
      description = "Its number; without it, the newest one older than the current.")
  @Nullable Integer release;

  RollbackCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    if (release != null && release < 1) {
      throw CliException.wrongCall(
          "Release " + release + " cannot be one: they are numbered from 1.",
          "‘continuum history " + app + " --on " + name + "’ lists them.");
    }
    StepLines steps = new StepLines(this);
    AppStatus status = connect(target -> target.rollback(app, Optional.ofNullable(release), steps));
    Map<String, @Nullable Object> json = OnDevice.toJson(name, status);
    json.put("steps", steps.done());
    sayJson(json);
    say(
        SafeText.line(status.app())
            + " "
            + OnDevice.predicate(status)
            + " on "
            + name
            + ": release "
            + status.release()
            + ".");
    return ExitStatus.DONE;
  }
}
