package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.Builds;
import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.RunOptions;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.targets.runtime.fit.FitCheck;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.FitReport;
import dev.continuum.targets.target.FitReport.RuntimeFit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a module can run on a device. */
@Command(
    name = "fit",
    description = "Say whether a module, or a project's, can run on a device. Nothing is sent.")
final class DeviceFitCommand extends CliCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The device.")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE|DIR",
      description = "A .wasm or .wat file, or a project's folder; without it, where you are.")
  Path place = Path.of("");

  @Option(
      names = "--runtime",
      paramLabel = "RUNTIME",
      description = "Ask about this runtime alone, such as wasmtime.")
  @Nullable String runtime;

  @Mixin RunOptions options = new RunOptions();
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceFitCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    RunPlan plan =
        RunConfigurations.deployed(
            place, options.overrides(Optional.empty(), guestArguments(), null, Map.of()));
    Device device = services().devices().device(name);
    new Builds(terminal(), services()).prepare(plan);
    FitReport report =
        connection.connect(
            this, device, target -> target.fit(plan.configuration(), Optional.ofNullable(runtime)));
    sayJson(
        Json.object(
            "fits", report.fits(),
            "runtime", report.chosen().map(fit -> fit.runtime().id()),
            "problems", report.problems(),
            "runtimes",
                report.runtimes().stream()
                    .map(fit ->
                        Json.object(
                            "id", fit.runtime().id(),
                            "version", fit.runtime().version(),
                            "objections", fit.objections()))
                    .toList(),
            "remedies", report.remedies().stream().map(remedy -> remedy.title()).toList()));
    if (!report.fits()) {
      if (json) {
        return ExitStatus.FAILED;
      }
      throw FitCheck.refusal(report);
    }
    report.problems().forEach(problem -> say(SafeText.line(problem)));
    for (RuntimeFit fit : report.runtimes()) {
      say(
          SafeText.line(fit.title())
              + (fit.fits()
                  ? ": runs it"
                  : ": " + SafeText.line(String.join(" ", fit.objections()))));
    }
    return ExitStatus.DONE;
  }
}
