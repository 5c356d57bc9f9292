package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliContext;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.ExitStatus;
import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.targets.registry.DeviceRegistry;
import dev.continuum.targets.ssh.config.HostSettings;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a device after a first contact. */
@Command(
    name = "add",
    description = {
      "Add a device: a machine reached over SSH. It is contacted once, to confirm its host key and"
          + " to see what it has; when that fails it is not added.",
      "Without --identity and --password the SSH agent and your default keys are tried. HOST may be"
          + " an alias of ~/.ssh/config: what is said there of its address, account, port, keys and"
          + " jump hosts holds, except for what is said here."
    })
final class DeviceAddCommand extends CliCommand {
  /** {@code [USER@]HOST[:PORT]}; an IPv6 address with a port stands in brackets. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:([^@]+)@)?(?:\\[([^]]+)]|([^:]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[^:]*))(?::(\\d{1,5}))?");

  @Parameters(index = "0", paramLabel = "NAME", description = "What you call it.")
  String name = "";

  @Parameters(index = "1", paramLabel = "[USER@]HOST[:PORT]", description = "Where it is.")
  String address = "";

  @Option(names = "--identity", paramLabel = "FILE", description = "The private key to use.")
  @Nullable Path identity;

  @Option(names = "--password", description = "Use a password; it is asked for, and never kept.")
  boolean password;

  @Option(
      names = "--jump",
      paramLabel = "[USER@]HOST[:PORT]",
      description =
          "A host to go through on the way there; several are separated by commas. ‘none’: none,"
              + " whatever ~/.ssh/config says.")
  String jump = "";

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A group it belongs to; may be repeated.")
  List<String> tags = new ArrayList<>();

  @Option(names = "--no-contact", description = "Add it without contacting it.")
  boolean noContact;

  @Mixin ConnectionOptions connection = new ConnectionOptions();

  DeviceAddCommand(CliContext context) {
    super(context);
  }

  @Override
  public Integer call() throws Exception {
    Device device = connection.withAcceptedKey(device());
    DeviceRegistry registry = services().devices();
    if (registry.find(name).isPresent()) {
      throw new TargetException(
          TargetException.Problem.ALREADY_EXISTS,
          "There is already a device called “" + name + "”.",
          "Choose another name, or remove that one first.");
    }
    Optional<Probe> probe = Optional.empty();
    if (!noContact) {
      record Found(Device device, Probe probe) {}
      Found found =
          connection.connect(
              this,
              device,
              target -> {
                Probe answer = target.probe();
                return new Found(target.device(), answer);
              });
      device = found.device();
      probe = Optional.of(found.probe());
    }
    registry.add(device);
    if (probe.isPresent()) {
      registry.keepProbe(name, probe.get());
    }
    sayJson(DeviceCommand.toJson(device, probe));
    say("Added " + name + ": " + SafeText.line(device.address()));
    probe.ifPresent(found -> DeviceProbeCommand.lines(found).forEach(this::say));
    return ExitStatus.DONE;
  }

  private Device device() throws CliException {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      throw CliException.wrongCall(
          "“" + address + "” is not an address.",
          "Write USER@HOST or USER@HOST:PORT; an IPv6 address with a port in brackets.");
    }
    if (password && identity != null) {
      throw CliException.wrongCall(
          "--identity and --password exclude each other.", "Choose one of them.");
    }
    Device.Authentication authentication = new Device.Authentication.Agent();
    if (password) {
      authentication = new Device.Authentication.Password();
    } else if (identity != null) {
      Path file = identity.toAbsolutePath().normalize();
      if (!Files.isReadable(file)) {
        throw CliException.failed(
            "FILE", "The key " + file + " cannot be read.", "Name a private key's file.");
      }
      authentication = new Device.Authentication.KeyFile(file);
    }
    String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
    SshConfig config = services().sshConfig();
    HostSettings said =
        config.host(
            host,
            Optional.ofNullable(matcher.group(1)),
            matcher.group(4) == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(matcher.group(4))));
    Stream.concat(config.notes().stream(), said.notes().stream())
        .forEach(note -> terminal().errorLine("Warning: " + SafeText.line(note)));
    String user = said.user().orElseGet(() -> System.getProperty("user.name", ""));
    try {
      return new Device(
          name, host, said.port().orElse(22), user, authentication, "", tags, jump, "");
    } catch (IllegalArgumentException e) {
      throw CliException.wrongCall(String.valueOf(e.getMessage()), "");
    }
  }
}
