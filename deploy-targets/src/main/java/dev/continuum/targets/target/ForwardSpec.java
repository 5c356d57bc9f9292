package dev.continuum.targets.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which port of this computer leads where.
 *
 * @param localPort the port here, 1 to 65535; 0 for any that is free
 * @param host the host to connect to, as the device knows it; {@code localhost} is the device
 * @param port the port there, 1 to 65535
 */
public record ForwardSpec(int localPort, String host, int port) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,5}):(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]\\s]+)):(\\d{1,5})");

  /**
   * Checks.
   *
   * @throws IllegalArgumentException for a port or a host that cannot be one
   */
  public ForwardSpec {
    if (localPort < 0 || localPort > 65_535) {
      throw new IllegalArgumentException("Port " + localPort + " is not between 0 and 65535.");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("Port " + port + " is not between 1 and 65535.");
    }
    if (host.isBlank() || host.length() > 255 || host.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("“" + host + "” is not a host name or address.");
    }
  }

  /** What {@code 8080:localhost:80} or {@code 8080:[::1]:80} says; empty when it says nothing. */
  public static Optional<ForwardSpec> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
    try {
      return Optional.of(
          new ForwardSpec(
              Integer.parseInt(matcher.group(1)), host, Integer.parseInt(matcher.group(4))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return localPort + ":" + destination();
  }

  /** The other end, {@code localhost:80}. */
  public String destination() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
