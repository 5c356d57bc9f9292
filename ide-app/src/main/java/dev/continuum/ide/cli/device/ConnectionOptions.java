package dev.continuum.ide.cli.device;

import dev.continuum.ide.cli.command.CliCommand;
import dev.continuum.ide.cli.command.CliException;
import dev.continuum.ide.cli.command.TerminalUser;
import dev.continuum.targets.device.SshDevices;
import dev.continuum.targets.fleet.OneAtATime;
import dev.continuum.targets.fleet.Places;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.TargetException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commands that reach a device ask what must be asked. */
public final class ConnectionOptions {
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}=?");

  @Option(
      names = "--accept-key",
      paramLabel = "SHA256:...",
      description =
          "Take this as the device's host key, if none was confirmed yet, instead of asking.")
  @Nullable String acceptKey;

  @Option(
      names = "--password-stdin",
      description =
          "Read the password, or the key's passphrase, from the first line of standard input"
              + " instead of asking.")
  boolean passwordStdin;

  /** Work with a device. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T with(DeviceTarget target) throws TargetException, CliException, InterruptedException;
  }

  /**
   * Works with a device, which is reached when first asked for; the connection is closed
   * afterwards.
   *
   * @throws TargetException as the work does, with a remedy that fits the command line
   */
  public <T> T connect(CliCommand command, Device device, Work<T> work)
      throws TargetException, CliException, InterruptedException {
    TerminalUser user = new TerminalUser(command.terminal(), passwordStdin);
    Device known = withAcceptedKey(device);
    try (SshDevices devices = command.services().sshDevices(user);
        DeviceTarget target = devices.target(known)) {
      return work.with(target);
    } catch (TargetException e) {
      if (e.problem() == TargetException.Problem.CANCELLED && Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw explained(e, device, user);
    }
  }

  /** Work with many devices. */
  @FunctionalInterface
  public interface WorkOnAll<T> {
    /** Does it. */
    T with(Places places) throws TargetException, InterruptedException;
  }

  /**
   * Works with many devices, each reached when first asked for and let go of when it is done with.
   *
   * @param devices those it may be, registered
   */
  public <T> T connectAll(CliCommand command, List<Device> devices, WorkOnAll<T> work)
      throws TargetException, CliException, InterruptedException {
    if (acceptKey != null && devices.size() != 1) {
      throw CliException.wrongCall(
          "--accept-key names the key of one device.",
          "Confirm the keys of several one by one: ‘continuum device probe’ asks.");
    }
    Optional<Device> accepted =
        acceptKey == null ? Optional.empty() : Optional.of(withAcceptedKey(devices.getFirst()));
    TerminalUser user = new TerminalUser(command.terminal(), passwordStdin);
    try (SshDevices connections = command.services().sshDevices(new OneAtATime(user))) {
      return work.with(
          new Places() {
            @Override
            public DeviceTarget target(Device device) {
              return connections.target(
                  accepted.filter(known -> known.name().equals(device.name())).orElse(device));
            }

            @Override
            public void done(Device device) {
              connections.disconnect(device.name());
            }
          });
    }
  }

  /** The device with the key given on the command line, if it has none yet. */
  Device withAcceptedKey(Device device) throws CliException {
    if (acceptKey == null) {
      return device;
    }
    if (!FINGERPRINT.matcher(acceptKey).matches()) {
      throw CliException.wrongCall(
          "“--accept-key " + acceptKey + "” is not a fingerprint.",
          "Give it as ‘ssh-keygen -lf’ prints it: SHA256: and 43 characters.");
    }
    String key = acceptKey.replaceFirst("=$", "");
    if (device.hostKey().isEmpty()) {
      return device.withHostKey(key);
    }
    if (device.hostKey().equals(key)) {
      return device;
    }
    throw CliException.failed(
        "HOST_KEY_CHANGED",
        "The confirmed key of " + device.name() + " is " + device.hostKey() + ", not " + key + ".",
        "If the device really has a new key, remove the device and add it again.");
  }

  private TargetException explained(TargetException e, Device device, TerminalUser user) {
    String remedy =
        switch (e.problem()) {
          case HOST_KEY_UNKNOWN ->
              user.lackedPerson()
                  ? "Compare it with the device's own (ssh-keygen -lf), then give it with"
                      + " --accept-key."
                  : e.remedy();
          case HOST_KEY_CHANGED ->
              acceptKey != null && device.hostKey().isEmpty()
                  ? "It is not the key given with --accept-key. Find out which one is the device's."
                  : e.remedy();
          case AUTHENTICATION ->
              user.lackedPerson()
                  ? "Call it from a terminal to be asked, or give the password on standard input"
                      + " with --password-stdin."
                  : e.remedy();
          default -> e.remedy();
        };
    return new TargetException(e.problem(), String.valueOf(e.getMessage()), remedy, e);
  }
}
