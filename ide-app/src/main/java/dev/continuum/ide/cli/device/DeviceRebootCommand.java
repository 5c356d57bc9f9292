package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Prompts;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceAccess;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restarts a device. */
@Command(
    name = "reboot",
    description = {
      "Restart a device's operating system and wait until it answers again.",
      "Everything that runs on it ends; apps that start at boot come back."
    })
final class DeviceRebootCommand extends CliCommand {
  @Parameters(paramLabel = "NAME", description = "The device.")
  String name = "";

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait until it answers again (${DEFAULT-VALUE}); 0: do not wait.")
  int seconds = 300;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceRebootCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    if (seconds < 0 || seconds > 86_400) {
      throw CliException.wrongCall(
          "One can wait from 0 to 86400 seconds.", "Give --wait such a number.");
    }
    Device device = services().devices().device(name);
    if (!yes) {
      confirm();
    }
    return connection.connect(
        this,
        device,
        target -> {
          DeviceAccess access = target.access();
          String boot = access.reboot();
          if (seconds > 0) {
            say(name + " restarts…");
            access.awaitBack(boot, Duration.ofSeconds(seconds));
          }
          sayJson(Json.object("device", name, "back", seconds > 0));
          say(seconds > 0 ? name + " is back." : name + " restarts.");
          return ExitStatus.DONE;
        });
  }

  private void confirm() throws CliException {
    Optional<Prompts> person = terminal().prompts().get();
    if (person.isEmpty()) {
      throw CliException.wrongCall(
          "Nobody is here to be asked whether " + name + " is to restart.", "Add --yes.");
    }
    if (!person
        .get()
        .confirm("Restart " + name + "? Everything that runs on it ends for a while.")) {
      throw CliException.failed("CANCELLED", name + " was not restarted.", "");
    }
  }
}
