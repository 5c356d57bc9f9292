package dev.continuum.targets.ssh.config;

import dev.continuum.targets.target.Device;
import java.util.Locale;

/**
 * One machine on the way to a device, or the device itself.
 *
 * @param device what the user knows it as: for a machine on the way, a record made of its address
 * @param goal the device's name when this is a machine on the way to it; empty for the device
 * @param settings what the files of ssh_config say of it
 * @param port where it listens
 * @param userName the account there
 */
public record Hop(Device device, String goal, HostSettings settings, int port, String userName) {
  /** The name or address to connect to. */
  public String hostName() {
    return settings.hostName();
  }

  /** What it is called in files of known hosts, and in that of confirmed ones. */
  public String keyName() {
    return settings
        .hostKeyAlias()
        .map(alias -> alias.toLowerCase(Locale.ROOT))
        .orElseGet(() -> KnownHosts.name(hostName(), port));
  }

  /** Whether this is only on the way. */
  public boolean onTheWay() {
    return !goal.isEmpty();
  }

  /** It, for messages: {@code gateway (me@10.0.0.7:22)}. */
  public String where() {
    String address = userName + "@" + hostName() + ":" + port;
    return onTheWay()
        ? "the jump host " + device.host() + " (" + address + ") on the way to " + goal
        : device.name() + " (" + address + ")";
  }

  /** The same at the beginning of a sentence. */
  public String atFirst() {
    String where = where();
    return onTheWay() ? "T" + where.substring(1) : where;
  }

  /** The same machine with another confirmed host key. */
  public Hop withHostKey(String fingerprint) {
    return new Hop(device.withHostKey(fingerprint), goal, settings, port, userName);
  }
}
