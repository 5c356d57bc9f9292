package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.ide.device.metric.FactLines;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import java.util.List;
import java.util.Locale;
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
    String warning = FactLines.clockWarning(probe);
    if (!warning.isEmpty()) {
      terminal().errorLine(warning);
    }
    return ExitStatus.DONE;
  }

  /** What a probe found, for a person. */
  static List<String> lines(Probe probe) {
    Table table = new Table("ll");
    for (FactLines.Fact fact : FactLines.of(probe)) {
      table.row("  " + fact.name().toLowerCase(Locale.ROOT), fact.value());
    }
    return table.lines();
  }
}
