package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunOverrides;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.inspector.binary.FileBytes;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what is in a module. */
@Command(
    name = "inspect",
    description = {
      "Say what a module is, what is in it and what it asks of its host: sections, imports,"
          + " exports, sizes, features.",
      "Exit status 1 when an engine would refuse it."
    })
final class InspectCommand extends CliCommand {
  @Parameters(
      paramLabel = "FILE|DIR",
      description = "A .wasm or .wat file, or a project's folder for the project's module.")
  Path place = Path.of("");

  InspectCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Path file = Files.isDirectory(place) ? moduleIn(place) : place;
    Inspection inspection = isText(file) ? assembled(file) : Inspector.inspect(file);
    sayJson(ModuleJson.of(file, inspection));
    if (!json) {
      new ModuleReport(file, inspection).lines().forEach(this::say);
    }
    return inspection.error() == null ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static boolean isText(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wat");
  }

  /** What a text stands for: offsets are those of its binary. */
  private Inspection assembled(Path file) throws IOException, CliException {
    Assembly assembly =
        FileBytes.read(file, utf8 -> Assembler.assemble(utf8, AssemblyOptions.WITHOUT_MAP));
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      assembly
          .problems()
          .forEach(problem -> terminal().errorLine(TextProblems.line(file, problem)));
      throw CliException.failed(
          "BAD_MODULE",
          file + " does not assemble: " + TextProblems.count(assembly.problems()) + ".",
          "Mend it and try again.");
    }
    return Inspector.inspect(bytes);
  }

  /** The module that is meant by a folder, which must have been built. */
  private static Path moduleIn(Path folder) throws ProjectException, CliException {
    RunPlan plan = RunConfigurations.local(folder, RunOverrides.NONE);
    Path module = plan.module();
    if (!Files.exists(module)) {
      throw CliException.failed(
          "FILE",
          "The module of the project in " + folder + " is not there yet: " + module + ".",
          "Build it with ‘continuum build’, then look into it.");
    }
    return module;
  }
}
