package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The user's devices. */
@Command(
    name = "device",
    synopsisSubcommandLabel = "COMMAND",
    description = "Add, list, probe, tag, use and remove devices: machines reached over SSH.")
public final class DeviceCommand extends CliCommand {
  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  DeviceCommand(CliContext context) {
    super(context);
  }

  /** The command with its own commands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new DeviceCommand(context))
        .addSubcommand("add", new DeviceAddCommand(context))
        .addSubcommand("list", new ListCommand(context))
        .addSubcommand("probe", new DeviceProbeCommand(context))
        .addSubcommand("tag", DeviceTagCommand.line(context))
        .addSubcommand("remove", new RemoveCommand(context))
        .addSubcommand("runtimes", new DeviceRuntimesCommand(context))
        .addSubcommand("provision", new DeviceProvisionCommand(context))
        .addSubcommand("unprovision", new DeviceUnprovisionCommand(context))
        .addSubcommand("fit", new DeviceFitCommand(context))
        .addSubcommand("shell", new DeviceShellCommand(context))
        .addSubcommand("files", DeviceFilesCommand.line(context))
        .addSubcommand("forward", new DeviceForwardCommand(context))
        .addSubcommand("reboot", new DeviceRebootCommand(context))
        .addSubcommand("notes", new DeviceNotesCommand(context));
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets this");
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "Say what to do with devices: add, list, probe, tag, remove, runtimes, provision,"
            + " unprovision, fit, shell, files, forward, reboot or notes");
  }

  /** What {@code --json} says of a device. */
  static Map<String, @Nullable Object> toJson(Device device, Optional<Probe> probe) {
    return Json.object(
        "name", device.name(),
        "host", device.host(),
        "port", device.port(),
        "user", device.user(),
        "authentication", authentication(device),
        "hostKey", device.hostKey().isEmpty() ? null : device.hostKey(),
        "tags", device.tags(),
        "jump", device.jump().isEmpty() ? null : device.jump(),
        "probe", probe.map(DeviceCommand::toJson));
  }

  /** What {@code --json} says of a probe. */
  static Map<String, @Nullable Object> toJson(Probe probe) {
    return Json.object(
        "time", probe.time(),
        "operatingSystem", probe.operatingSystem(),
        "architecture", probe.architecture(),
        "cLibrary", probe.cLibrary(),
        "processors", probe.processors(),
        "memoryBytes", probe.memoryBytes(),
        "freeDiskBytes", probe.freeDiskBytes(),
        "tools", probe.tools(),
        "runtimes",
            probe.runtimes().stream()
                .map(r -> Json.object("id", r.id(), "version", r.version(), "path", r.path()))
                .toList(),
        "facts", DeviceFactsJson.of(probe.facts()));
  }

  private static String authentication(Device device) {
    return switch (device.authentication()) {
      case Device.Authentication.Agent agent -> "agent";
      case Device.Authentication.KeyFile key -> "identity " + key.file();
      case Device.Authentication.Password password -> "password";
    };
  }

  /** Lists them. */
  @Command(name = "list", description = "List your devices, with what their last probe found.")
  static final class ListCommand extends CliCommand {
    ListCommand(CliContext context) {
      super(context);
    }

    @Override
    public Integer call() throws Exception {
      List<Device> devices = services().devices().devices();
      List<Map<String, @Nullable Object>> found = new ArrayList<>();
      Table table = new Table("lllll");
      for (Device device : devices) {
        Optional<Probe> probe = services().devices().probe(device.name());
        found.add(toJson(device, probe));
        table.row(
            device.name(),
            device.address(),
            probe.map(Probe::architecture).orElse("not probed"),
            probe.map(RuntimeNames::summary).orElse(""),
            String.join(" ", device.tags()));
      }
      sayJson(Json.object("devices", found));
      if (devices.isEmpty()) {
        say("There are no devices yet. Add one: continuum device add NAME USER@HOST");
      }
      table.lines().forEach(this::say);
      return ExitStatus.DONE;
    }
  }

  /** Forgets one. */
  @Command(
      name = "remove",
      description = "Forget a device. What runs on it runs on, and what is stored on it stays.")
  static final class RemoveCommand extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "The device.")
    String name = "";

    RemoveCommand(CliContext context) {
      super(context);
    }

    @Override
    public Integer call() throws Exception {
      services().devices().remove(name);
      sayJson(Json.object("removed", name));
      say(name + " is forgotten.");
      return ExitStatus.DONE;
    }
  }
}
