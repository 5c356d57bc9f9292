package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.inspector.binary.FileBytes;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.valid.CheckedText;
import dev.continuum.inspector.valid.Inspector;
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
      "Check modules, binary or text, by all rules of WebAssembly 3.0.",
      "Exit status 1 when one of them is not valid, or is a component, which cannot be checked."
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
      allGood &= isText(file) ? text(file, results) : binary(file, results);
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
    boolean isModule = inspection.binary() instanceof WasmModule;
    boolean good = inspection.error() == null && isModule;
    if (inspection.error() == null && !isModule) {
      say(file + ": not checked. It is a component; only core modules can be validated.");
    } else {
      verdict(file, good);
    }
    results.add(
        Json.object(
            "file",
            file,
            "kind",
            isModule ? "module" : "component",
            "valid",
            good,
            "problems",
            inspection.problems().stream().map(ModuleJson::toJson).toList()));
    return good;
  }

  private void verdict(Path file, boolean good) {
    say(file + (good ? ": valid." : ": not valid."));
  }

  private boolean text(Path file, List<Map<String, @Nullable Object>> results) throws IOException {
    List<TextProblem> problems = FileBytes.read(file, CheckedText::of).problems();
    for (TextProblem problem : problems) {
      say(TextProblems.line(file, problem));
    }
    verdict(file, problems.isEmpty());
    results.add(
        Json.object(
            "file",
            file,
            "kind",
            "module",
            "valid",
            problems.isEmpty(),
            "problems",
            problems.stream().map(TextProblems::json).toList()));
    return problems.isEmpty();
  }
}
