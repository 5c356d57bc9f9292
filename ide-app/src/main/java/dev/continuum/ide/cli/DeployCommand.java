package dev.continuum.ide.cli;

import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.targets.target.AppStatus;
import dev.continuum.targets.target.DeployOptions;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.HealthCheck;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ships a module to a device and starts it there. */
@Command(
    name = "deploy",
    customSynopsis =
        "continuum deploy [--json] [--to DEVICE] [--name APP] [--dir HOST::GUEST[::ro]]..."
            + " [--env NAME=VALUE]... [FILE|DIR] [-- ARGS...]",
    description = {
      "Ship a module, or a project's, to a device and start it there, in place of the app's earlier"
          + " release. A project is built first when it has to be.",
      "Host folders given with --dir are relative to the app's folder on the device."
    })
final class DeployCommand extends CliCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|DIR",
      description = "A .wasm or .wat file, or a project's folder; without it, where you are.")
  Path place = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "DEVICE",
      description = "Where to. Without it, the one device that the project names.")
  @Nullable String to;

  @Option(
      names = "--name",
      paramLabel = "APP",
      description = "The app's name there, in place of the project's or the file's.")
  @Nullable String name;

  @Mixin RunOptions options = new RunOptions();
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeployCommand(CliContext context) {
    super(context);
  }

  @Override
  boolean takesGuestArguments() {
    return true;
  }

  @Override
  public Integer call() throws Exception {
    RunPlan plan =
        RunConfigurations.deployed(
            place, options.overrides(Optional.ofNullable(name), guestArguments(), null));
    Device device = services().devices().device(target(plan));
    new Builds(terminal(), services()).prepare(plan);
    StepLines steps = new StepLines(this);
    DeployOptions asked =
        plan.health()
            .map(time -> DeployOptions.USUAL.withHealth(new HealthCheck.Alive(time)))
            .orElse(DeployOptions.USUAL);
    AppStatus status =
        connection.connect(
            this, device, target -> target.deploy(plan.configuration(), asked, steps));
    Map<String, @Nullable Object> json = OnDevice.toJson(device.name(), status);
    json.put("steps", steps.done());
    sayJson(json);
    say(
        SafeText.line(status.app())
            + " is "
            + OnDevice.state(status)
            + " on "
            + device.name()
            + ": release "
            + status.release()
            + ", runtime "
            + SafeText.line(status.runtime())
            + ".");
    say("Its log: continuum logs " + status.app() + " --on " + device.name() + " --follow");
    return ExitStatus.DONE;
  }

  /** The one device to deploy to. */
  private String target(RunPlan plan) throws CliException, TargetException {
    List<String> targets =
        to != null
            ? List.of(to)
            : plan.project().map(project -> project.targets()).orElse(List.of());
    if (targets.isEmpty()) {
      throw CliException.wrongCall(
          "It is not said where to deploy to.",
          "Name a device with --to; ‘continuum device list’ shows yours.");
    }
    if (targets.size() > 1) {
      throw CliException.wrongCall(
          "The project names several targets (" + String.join(", ", targets) + ").",
          "This version deploys to one device at a time: choose it with --to.");
    }
    String target = targets.getFirst();
    if (target.startsWith("tag:")) {
      String tag = target.substring("tag:".length());
      List<String> tagged =
          services().devices().devices().stream()
              .filter(device -> device.tags().contains(tag))
              .map(Device::name)
              .toList();
      throw CliException.wrongCall(
          "“"
              + target
              + "” stands for a group of devices"
              + (tagged.isEmpty() ? "." : " (" + String.join(", ", tagged) + ")."),
          "This version deploys to one device at a time: choose it with --to.");
    }
    return target;
  }
}
