package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.inspector.script.ScriptCheck;
import dev.continuum.inspector.script.ScriptReport;
import dev.continuum.inspector.syntax.Features;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scripts of the specification's test suite. */
@Command(
    name = "wast",
    description = {
      "Check scripts of the specification's test suite (.wast): good modules must assemble, decode,"
          + " validate, print and assemble to the same bytes again, bad ones must be refused at the"
          + " stage the script says.",
      "What a script runs is run by the stepping engine.",
      "Exit status 1 when something failed."
    })
final class WastCommand extends CliCommand {
  /** What is understood beyond WebAssembly 3.0 on demand. */
  enum Extension {
    THREADS,
    LEGACY_EXCEPTIONS,
    CUSTOM_PAGE_SIZES,
    WIDE_ARITHMETIC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(arity = "1..*", paramLabel = "FILE", description = ".wast files.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--enable",
      split = ",",
      paramLabel = "FEATURE",
      description = "Understand more than WebAssembly 3.0: ${COMPLETION-CANDIDATES}.")
  Set<Extension> enabled = EnumSet.noneOf(Extension.class);

  WastCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Features features =
        new Features(
            enabled.contains(Extension.THREADS),
            enabled.contains(Extension.LEGACY_EXCEPTIONS),
            enabled.contains(Extension.CUSTOM_PAGE_SIZES),
            enabled.contains(Extension.WIDE_ARITHMETIC));
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    int passed = 0;
    int failed = 0;
    for (Path file : files) {
      ScriptReport report = ScriptCheck.check(read(file), features);
      passed += report.passed();
      failed += report.failed();
      for (ScriptReport.Failure failure : report.failures()) {
        say(file + ":" + failure.line() + ": " + SafeText.line(failure.reason()));
      }
      results.add(
          Json.object(
              "file", file,
              "passed", report.passed(),
              "failed", report.failed(),
              "failures", report.failures().stream().map(WastCommand::json).toList()));
    }
    say(passed + " passed, " + failed + " failed");
    sayJson(Json.object("passed", passed, "failed", failed, "files", results));
    return failed == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static String read(Path file) throws IOException, CliException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException notText) {
      throw CliException.failed(
          "FILE", file + " is not a text in UTF-8.", "Name a script of WebAssembly (.wast).");
    }
  }

  private static Map<String, @Nullable Object> json(ScriptReport.Failure failure) {
    return Json.object("line", failure.line(), "reason", failure.reason());
  }
}
