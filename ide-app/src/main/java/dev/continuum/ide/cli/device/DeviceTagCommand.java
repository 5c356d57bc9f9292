package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.targets.fleet.TargetNames;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.target.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives tags to a device and takes them away. */
@Command(
    name = "tag",
    customSynopsis = "continuum device tag [--json] NAME [+TAG|-TAG]...",
    description = {
      "Give a device tags (+TAG) or take them away (-TAG), and print those it has then. ‘continuum"
          + " deploy --to tag:TAG’ deploys to all devices that have the tag."
    })
final class DeviceTagCommand extends CliCommand {
  private static final List<String> OPTIONS = List.of("--json", "-h", "--help");

  @Parameters(index = "0", paramLabel = "NAME", description = "The device.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "+TAG|-TAG",
      description = "What to give or take away.")
  List<String> changes = new ArrayList<>();

  DeviceTagCommand(CliContext context) {
    super(context);
  }

  /** The command, for which a word that begins with a dash need not be an option. */
  static CommandLine line(CliContext context) {
    CommandLine line = new CommandLine(new DeviceTagCommand(context));
    line.getCommandSpec()
        .preprocessor((words, command, argument, info) -> {
          // A blank keeps picocli from taking -hall for -h.
          words.replaceAll(
              word -> word.startsWith("-") && !OPTIONS.contains(word) ? " " + word : word);
          return false;
        });
    return line;
  }

  @Override
  public Integer call() throws Exception {
    DeviceRegistry registry = services().devices();
    Device device = registry.device(name);
    Set<String> tags = new TreeSet<>(device.tags());
    for (String word : changes) {
      String change = word.strip();
      String tag = change.isEmpty() ? "" : change.substring(1);
      if (!change.matches("[+-].*") || !TargetNames.isTag(tag)) {
        throw CliException.wrongCall(
            "“" + change + "” neither gives a tag nor takes one away.",
            "Write +TAG or -TAG; a tag is made of letters, digits, dots, dashes, underscores.");
      }
      if (change.startsWith("+")) {
        tags.add(tag);
      } else {
        tags.remove(tag);
      }
    }
    if (!changes.isEmpty()) {
      registry.replace(name, device.withTags(List.copyOf(tags)));
    }
    sayJson(Json.object("name", name, "tags", tags));
    say(tags.isEmpty() ? name + " has no tags." : name + ": " + String.join(" ", tags));
    return ExitStatus.DONE;
  }
}
