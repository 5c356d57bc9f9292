package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.Builds;
import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.RunOptions;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.device.ConnectionOptions;
import dev.continuum.ide.project.RunConfigurations;
import dev.continuum.ide.project.RunPlan;
import dev.continuum.targets.fleet.TargetNames;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.app.AppStatus;
import dev.continuum.targets.target.app.DeployOptions;
import java.nio.file.Path;
import java.util.ArrayList;
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
        "continuum deploy [--json] [--to DEVICE|tag:TAG]... [--name APP]"
            + " [--dir HOST::GUEST[::ro]]... [--env NAME=VALUE]... [--restart RULE] [--health TIME]"
            + " [FILE|DIR] [-- ARGS...]",
    description = {
      "Ship a module, or a project's, to a device and start it there, in place of the app's earlier"
          + " release. A project is built first when it has to be.",
      "Host folders given with --dir are relative to the app's folder on the device.",
      "To several devices it goes in waves: one device, a quarter of them, the rest; it stops at"
          + " the first failure."
    })
final class DeployCommand extends CliCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|DIR",
      description = "A .wasm or .wat file, or a project's folder; without it, where you are.")
  Path place = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "DEVICE|tag:TAG",
      description =
          "Where to: a device, or all that have a tag; may be repeated. Without it, where the"
              + " project says.")
  List<String> to = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "APP",
      description = "The app's name there, in place of the project's or the file's.")
  @Nullable String name;

  @Mixin RunOptions options = new RunOptions();
  @Mixin KeepingOptions keeping = new KeepingOptions();
  @Mixin RolloutOptions rollout = new RolloutOptions();
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeployCommand(CliContext context) {
    super(context);
  }

  @Override
  public boolean takesGuestArguments() {
    return true;
  }

  @Override
  public Integer call() throws Exception {
    RunPlan plan =
        RunConfigurations.deployed(
            place,
            options.overrides(Optional.ofNullable(name), guestArguments(), null, keeping.texts()));
    List<String> names = targets(plan);
    List<Device> devices = TargetNames.devices(names, services().devices().devices());
    new Builds(terminal(), services()).prepare(plan);
    DeployOptions asked = plan.options();
    boolean one = names.size() == 1 && !names.getFirst().startsWith(TargetNames.TAG);
    if (!one || rollout.given()) {
      return new FleetDeploy(this, connection)
          .run(rollout.plan(devices), plan.configuration(), asked);
    }
    return deploy(devices.getFirst(), plan, asked);
  }

  private int deploy(Device device, RunPlan plan, DeployOptions asked) throws Exception {
    StepLines steps = new StepLines(this);
    AppStatus status =
        connection.connect(
            this, device, target -> target.deploy(plan.configuration(), asked, steps));
    // What waited for the device is older than what it has now.
    services().queue().remove(device.name(), status.app());
    Map<String, @Nullable Object> json = OnDevice.toJson(device.name(), status);
    json.put("steps", steps.done());
    sayJson(json);
    say(
        SafeText.line(status.app())
            + " "
            + OnDevice.predicate(status)
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

  /** The names of where to deploy to. */
  private List<String> targets(RunPlan plan) throws CliException {
    List<String> targets =
        to.isEmpty() ? plan.project().map(project -> project.targets()).orElse(List.of()) : to;
    if (targets.isEmpty()) {
      throw CliException.wrongCall(
          "It is not said where to deploy to.",
          "Name a device with --to; ‘continuum device list’ shows yours.");
    }
    return targets;
  }
}
