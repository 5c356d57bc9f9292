package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.targets.target.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a runtime away that was put on a device. */
@Command(
    name = "unprovision",
    description = {
      "Take a runtime away from a device that was put there by ‘device provision’.",
      "One that an app's current release runs on stays."
    })
final class DeviceUnprovisionCommand extends CliCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The device.")
  String name = "";

  @Parameters(
      index = "1",
      paramLabel = "RUNTIME",
      description = "Its name there, such as wasmtime-25.0.1.")
  String runtime = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceUnprovisionCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    connection.connect(
        this,
        device,
        target -> {
          target.runtimes().remove(runtime);
          return true;
        });
    sayJson(Json.object("removed", runtime));
    say(runtime + " is no longer on " + name + ".");
    return ExitStatus.DONE;
  }
}
