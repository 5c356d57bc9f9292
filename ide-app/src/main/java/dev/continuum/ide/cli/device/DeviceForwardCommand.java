package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.ForwardSpec;
import dev.continuum.targets.target.PortForward;
import dev.continuum.targets.target.TargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forwards ports to a device. */
@Command(
    name = "forward",
    description = {
      "Let ports of this computer lead through a device, until you press Ctrl+C.",
      "Only programs of this computer can connect to them. A lost connection to the device is made"
          + " again when something next connects."
    })
final class DeviceForwardCommand extends CliCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The device.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PORT:HOST:PORT",
      description =
          "The port here (0: any that is free), and the host and port to connect to as seen from"
              + " the device, such as 8080:localhost:80.")
  List<String> texts = new ArrayList<>();

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceForwardCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    List<ForwardSpec> wanted = new ArrayList<>();
    for (String text : texts) {
      wanted.add(
          ForwardSpec.parse(text)
              .orElseThrow(() ->
                  CliException.wrongCall(
                      "“" + text + "” says no ports.",
                      "Give it as PORT:HOST:PORT, such as 8080:localhost:80.")));
    }
    Device device = services().devices().device(name);
    return connection.connect(
        this,
        device,
        target -> {
          forward(target, wanted);
          return ExitStatus.DONE;
        });
  }

  private void forward(DeviceTarget target, List<ForwardSpec> wanted)
      throws TargetException, InterruptedException {
    List<PortForward> forwards = new ArrayList<>();
    try {
      for (ForwardSpec each : wanted) {
        PortForward made = target.access().forward(each);
        forwards.add(made);
        sayJson(
            Json.object(
                "device", name,
                "localPort", made.what().localPort(),
                "destination", made.what().destination()));
        say(
            "127.0.0.1:"
                + made.what().localPort()
                + " leads to "
                + made.what().destination()
                + " through "
                + name
                + ".");
      }
      Map<PortForward, String> said = new HashMap<>();
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        for (PortForward each : forwards) {
          String trouble = each.traffic().trouble();
          if (!trouble.equals(said.put(each, trouble)) && !trouble.isEmpty()) {
            terminal().errorLine(SafeText.line(trouble));
          }
        }
      }
    } finally {
      forwards.forEach(PortForward::close);
    }
  }
}
