package dev.continuum.ide.cli;

import dev.continuum.ide.project.ProjectException;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunOverrides;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.valid.Inspector;
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
      description = "A .wasm file, or a project's folder for the project's module.")
  Path place = Path.of("");

  InspectCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Path file = Files.isDirectory(place) ? moduleIn(place) : place;
    if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wat")) {
      throw CliException.failed(
          "FILE",
          file + " is WebAssembly text, and inspect looks into binaries.",
          "Check it with ‘continuum validate’, or open it in the workbench.");
    }
    Inspection inspection = Inspector.inspect(file);
    sayJson(ModuleJson.of(file, inspection));
    if (!json) {
      new ModuleReport(file, inspection).lines().forEach(this::say);
    }
    return inspection.error() == null ? ExitStatus.DONE : ExitStatus.FAILED;
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
