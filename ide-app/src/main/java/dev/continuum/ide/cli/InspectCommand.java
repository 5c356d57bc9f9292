package dev.continuum.ide.cli;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.ModuleDecoder;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what is in a module. */
@Command(
    name = "inspect",
    description = {
      "Say what is in a module: sections, imports, exports, features, sizes.",
      "Exit status 1 when an engine would refuse it."
    })
final class InspectCommand extends CliCommand {
  @Parameters(paramLabel = "FILE", description = "A .wasm file.")
  Path file = Path.of("");

  InspectCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wat")) {
      throw CliException.failed(
          "FILE",
          file + " is WebAssembly text, and inspect looks into binaries.",
          "Check it with ‘continuum validate’, or open it in the workbench.");
    }
    Inspection inspection = ModuleDecoder.inspect(file);
    ModuleReport report = new ModuleReport(file, inspection);
    sayJson(report.toJson());
    if (!json) {
      report.lines().forEach(this::say);
    }
    return inspection.error() == null ? ExitStatus.DONE : ExitStatus.FAILED;
  }
}
