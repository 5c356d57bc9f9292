package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.targets.target.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the user wrote down about a device. */
@Command(name = "notes", description = "Show what you wrote down about a device, or write it down.")
final class DeviceNotesCommand extends CliCommand {
  private static final int MOST = 10_000;

  @Parameters(paramLabel = "NAME", description = "The device.")
  String name = "";

  @Option(
      names = "--set",
      paramLabel = "TEXT",
      description = "The new notes, up to 10000 characters; empty to have none.")
  @Nullable String text;

  DeviceNotesCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    String next = text;
    if (next != null) {
      if (next.length() > MOST) {
        throw CliException.wrongCall(
            "These notes have " + next.length() + " characters.", "Keep them to " + MOST + ".");
      }
      device = device.withNotes(next);
      services().devices().replace(name, device);
    }
    sayJson(Json.object("device", name, "notes", device.notes()));
    if (next != null) {
      say("The notes about " + name + " are kept.");
    } else if (device.notes().isEmpty()) {
      say("There are no notes about " + name + ".");
    } else {
      say(SafeText.lines(device.notes()));
    }
    return ExitStatus.DONE;
  }
}
