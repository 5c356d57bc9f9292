package dev.continuum.ide.cli;

import dev.continuum.targets.runtime.RuntimeNames;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks a device what it is and has. */
@Command(name = "probe", description = "Ask a device what it is and has, and keep the answer.")
final class DeviceProbeCommand extends CliCommand {
  @Parameters(paramLabel = "NAME", description = "The device.")
  String name = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceProbeCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    Probe probe = connection.connect(this, device, DeviceTarget::probe);
    sayJson(DeviceCommand.toJson(services().devices().device(name), Optional.of(probe)));
    say(name + ": " + SafeText.line(device.address()));
    lines(probe).forEach(this::say);
    return ExitStatus.DONE;
  }

  /** What a probe found, for a person. */
  static List<String> lines(Probe probe) {
    Table table = new Table("ll");
    table.row(
        "  system",
        probe.operatingSystem()
            + ", "
            + probe.architecture()
            + (probe.cLibrary().isEmpty() ? "" : ", " + probe.cLibrary()));
    table.row(
        "  hardware",
        (probe.processors() == 0 ? "unknown processors" : plural(probe.processors(), "processor"))
            + ", "
            + (probe.memoryBytes() == 0 ? "unknown" : Sizes.of(probe.memoryBytes()))
            + " memory, "
            + (probe.freeDiskBytes() == 0 ? "unknown" : Sizes.of(probe.freeDiskBytes()))
            + " disk free");
    table.row("  tools", probe.tools().isEmpty() ? "none" : String.join(", ", probe.tools()));
    if (probe.runtimes().isEmpty()) {
      table.row("  runtimes", "none: install Java 17 or newer, or Node.js, to run apps there");
    }
    for (Probe.Runtime runtime : probe.runtimes()) {
      table.row("  runtime", RuntimeNames.of(runtime) + " (" + runtime.path() + ")");
    }
    return table.lines();
  }

  private static String plural(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
