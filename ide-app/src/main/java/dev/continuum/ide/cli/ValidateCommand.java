package dev.continuum.ide.cli;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.valid.Inspector;
import dev.continuum.targets.target.ModuleProblem;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks modules. */
@Command(
    name = "validate",
    description = {
      "Check modules by all rules of WebAssembly 3.0. A .wat is assembled and compiled.",
      "Exit status 1 when one of them is not."
    })
final class ValidateCommand extends CliCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = ".wasm and .wat files.")
  List<Path> files = new ArrayList<>();

  ValidateCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    boolean allGood = true;
    for (Path file : files) {
      boolean isText = isText(file);
      boolean good = isText ? text(file, results) : binary(file, results);
      say(file + (good ? ": valid." : ": not valid."));
      allGood &= good;
    }
    sayJson(Json.object("valid", allGood, "files", results));
    return allGood ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static boolean isText(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".wat");
  }

  private boolean binary(Path file, List<Map<String, @Nullable Object>> results)
      throws IOException {
    Inspection inspection = Inspector.inspect(file);
    for (Problem problem : inspection.problems()) {
      say(file + ": " + ModuleReport.describe(problem));
    }
    boolean good = inspection.error() == null;
    results.add(
        Json.object(
            "file", file,
            "valid", good,
            "problems", inspection.problems().stream().map(ModuleJson::toJson).toList()));
    return good;
  }

  private boolean text(Path file, List<Map<String, @Nullable Object>> results)
      throws TargetException {
    List<ModuleProblem> problems = services().local().check(file);
    for (ModuleProblem problem : problems) {
      String place =
          problem.line().isPresent()
              ? ":" + problem.line().getAsInt() + ":" + problem.column().orElse(1)
              : "";
      say(file + place + ": " + SafeText.lines(problem.message()));
    }
    results.add(
        Json.object(
            "file", file,
            "valid", problems.isEmpty(),
            "problems", problems.stream().map(ValidateCommand::toJson).toList()));
    return problems.isEmpty();
  }

  private static Map<String, @Nullable Object> toJson(ModuleProblem problem) {
    return Json.object(
        "line", problem.line().isPresent() ? problem.line().getAsInt() : null,
        "column", problem.column().isPresent() ? problem.column().getAsInt() : null,
        "message", problem.message());
  }
}
