package dev.continuum.ide.cli;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks modules. */
@Command(
    name = "validate",
    description = {
      "Check that modules are well-formed: every section, and what refers to what. Instructions are"
          + " not looked at.",
      "Exit status 1 when one of them is not."
    })
final class ValidateCommand extends CliCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = ".wasm files.")
  List<Path> files = new ArrayList<>();

  ValidateCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    boolean allGood = true;
    for (Path file : files) {
      Inspection inspection = ModuleDecoder.inspect(file);
      boolean good = inspection.error() == null;
      allGood &= good;
      results.add(
          Json.object(
              "file", file,
              "valid", good,
              "problems", inspection.problems().stream().map(ModuleReport::toJson).toList()));
      for (Problem problem : inspection.problems()) {
        say(file + ": " + ModuleReport.describe(problem));
      }
      say(file + (good ? ": its structure is valid." : ": not valid."));
    }
    sayJson(Json.object("valid", allGood, "files", results));
    return allGood ? ExitStatus.DONE : ExitStatus.FAILED;
  }
}
