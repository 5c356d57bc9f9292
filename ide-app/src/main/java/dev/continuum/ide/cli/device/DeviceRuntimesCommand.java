package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.targets.runtime.adapter.RuntimeFeatures;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RuntimeShelf.Kept;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What runs WebAssembly on a device, and what of that was put there. */
@Command(
    name = "runtimes",
    description = "List what runs WebAssembly on a device, and the runtimes that were put there.")
final class DeviceRuntimesCommand extends CliCommand {
  @Parameters(paramLabel = "NAME", description = "The device.")
  String name = "";

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceRuntimesCommand(CliContext context) {
    super(context);
  }

  private record Found(Probe probe, List<Kept> kept) {}

  @Override
  public Integer call() throws Exception {
    Device device = services().devices().device(name);
    Found found =
        connection.connect(
            this, device, target -> new Found(target.probe(), target.runtimes().list()));
    sayJson(
        Json.object(
            "runtimes",
            found.probe().runtimes().stream()
                .map(r ->
                    Json.object(
                        "id", r.id(),
                        "version", r.version(),
                        "path", r.path(),
                        "features", RuntimeFeatures.beyond(r.id(), r.version())))
                .toList(),
            "provisioned",
            found.kept().stream().map(DeviceRuntimesCommand::toJson).toList()));
    if (found.probe().runtimes().isEmpty()) {
      say(name + " has nothing that runs WebAssembly: continuum device provision " + name);
    }
    Table table = new Table("lll");
    for (Probe.Runtime runtime : found.probe().runtimes()) {
      table.row(
          RuntimeNames.of(runtime),
          SafeText.line(runtime.path()),
          String.join(", ", RuntimeFeatures.beyond(runtime.id(), runtime.version())));
    }
    table.lines().forEach(this::say);
    for (Kept kept : found.kept()) {
      say(
          SafeText.line(kept.name())
              + " was put there from "
              + SafeText.line(kept.source())
              + (kept.users().isEmpty()
                  ? "."
                  : "; it runs " + SafeText.line(String.join(", ", kept.users())) + "."));
    }
    return ExitStatus.DONE;
  }

  static Map<String, @Nullable Object> toJson(Kept kept) {
    return Json.object(
        "name", kept.name(),
        "id", kept.id(),
        "version", kept.version(),
        "source", kept.source(),
        "sha256", kept.sha256(),
        "bytes", kept.bytes(),
        "apps", kept.users());
  }
}
