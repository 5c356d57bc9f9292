package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.Builds;
import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.project.ProjectFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Builds a project. */
@Command(
    name = "build",
    description = "Run a project's build command, as its continuum.toml has it.")
final class BuildCommand extends CliCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The project's folder; without it, where you are.")
  Path folder = Path.of("");

  BuildCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    ProjectFile project = ProjectFile.read(folder);
    Builds builds = new Builds(terminal(), services());
    builds.warn(project.warnings());
    Builds.Outcome outcome = builds.build(project, !json);
    sayJson(outcome.toJson());
    if (outcome.result().succeeded()) {
      say(project.name() + " is built: " + project.module());
      return ExitStatus.DONE;
    }
    terminal().errorLine(outcome.failure());
    return ExitStatus.FAILED;
  }
}
