package dev.continuum.targets.ssh;

import dev.continuum.targets.ssh.config.Hop;
import dev.continuum.targets.ssh.config.HostSettings;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the machines on the way to a device, from what its record and ssh_config files say. */
final class Route {
  private static final int MOST_HOPS = 8;
  private static final Pattern STOP =
      Pattern.compile(
          "(?:ssh://)?(?:(?<user>[^@]+)@)?(?:\\[(?<v6>[^]]+)]|(?<host>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?/?");

  private final SshConfig config;
  private final SshConnection.Confirmation confirmation;
  private final Device device;

  private Route(SshConfig config, SshConnection.Confirmation confirmation, Device device) {
    this.config = config;
    this.confirmation = confirmation;
    this.device = device;
  }

  /**
   * The machines to go through in order; the device is the last.
   *
   * @throws TargetException UNREACHABLE when the files ask for what is not done here, or the way
   *     has no end; LOCAL_FILE when confirmed keys cannot be read
   */
  static List<Hop> to(Device device, SshConfig config, SshConnection.Confirmation confirmation)
      throws TargetException {
    Route route = new Route(config, confirmation, device);
    HostSettings settings =
        config.host(
            device.host(),
            Optional.of(device.user()),
            device.port() == 22 ? OptionalInt.empty() : OptionalInt.of(device.port()));
    Hop last = new Hop(device, "", settings, settings.port().orElse(22), device.user());
    List<Hop> hops = route.before(last, device.jump(), 0);
    hops.add(last);
    return List.copyOf(hops);
  }

  /** The machines before one, the nearest to this computer first. */
  private List<Hop> before(Hop hop, String said, int depth) throws TargetException {
    if (said.isEmpty() && hop.settings().hasProxyCommand()) {
      throw new TargetException(
          Problem.UNREACHABLE,
          "Your SSH configuration reaches "
              + hop.where()
              + " through a ProxyCommand, and such commands are not run here.",
          "Name the machine to go through with ProxyJump in ~/.ssh/config, or as the device's jump"
              + " host.");
    }
    String jump = said.isEmpty() ? hop.settings().proxyJump().orElse("") : said;
    List<Hop> hops = new ArrayList<>();
    if (jump.isEmpty() || jump.equalsIgnoreCase("none")) {
      return hops;
    }
    for (String stop : jump.split(",")) {
      Hop next = stop(stop.strip());
      if (isSame(next, hop)) {
        // “Host *” with ProxyJump holds for the jump host itself, too: ssh goes there directly.
        return hops;
      }
      if (hops.isEmpty()) {
        // How to reach the first is its own business; each other is reached from the one before.
        if (depth >= MOST_HOPS) {
          throw endless();
        }
        hops.addAll(before(next, "", depth + 1));
      }
      hops.add(next);
      if (hops.size() > MOST_HOPS) {
        throw endless();
      }
    }
    return hops;
  }

  private static boolean isSame(Hop one, Hop other) {
    return one.hostName().equalsIgnoreCase(other.hostName())
        && one.port() == other.port()
        && one.userName().equals(other.userName());
  }

  private Hop stop(String text) throws TargetException {
    Matcher parts = STOP.matcher(text);
    if (!parts.matches()) {
      throw notAHost(text, null);
    }
    String host = parts.group("v6") == null ? parts.group("host") : parts.group("v6");
    String portText = parts.group("port");
    HostSettings settings =
        config.host(
            host,
            Optional.ofNullable(parts.group("user")),
            portText == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(portText)));
    int port = settings.port().orElse(22);
    String user = settings.user().orElse(System.getProperty("user.name", "root"));
    String name = host.replaceAll("[^A-Za-z0-9._-]", "-");
    try {
      Device record =
          new Device(
              RunConfiguration.APP_NAME.matcher(name).matches() ? name : "jump-host",
              host,
              port,
              user,
              new Device.Authentication.Agent(),
              "",
              List.of());
      Hop hop = new Hop(record, device.name(), settings, port, user);
      return hop.withHostKey(confirmation.hostKeyOnTheWay(hop.keyName()).orElse(""));
    } catch (IllegalArgumentException e) {
      throw notAHost(text, e);
    }
  }

  private TargetException notAHost(String text, @Nullable Exception e) {
    return new TargetException(
        Problem.UNREACHABLE,
        "“" + text + "” is not a host that " + device.name() + " could be reached through.",
        "Write jump hosts as [user@]host[:port], separated by commas.",
        e);
  }

  private TargetException endless() {
    return new TargetException(
        Problem.UNREACHABLE,
        "The way to " + device.name() + " goes through more than " + MOST_HOPS + " jump hosts.",
        "Look at ProxyJump in ~/.ssh/config: it may go round in a circle.");
  }
}
