package dev.continuum.targets.target;

import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.util.List;

/**
 * A machine reached over SSH, as {@code ssh} would reach it. Which of several sayings holds, the
 * first that says something:
 *
 * <ul>
 *   <li>host and port: {@code HostName} and {@code Port} of the user's {@code ~/.ssh/config}, where
 *       {@code host} is looked up as an alias, then those of the system's file; a {@code port}
 *       other than 22 here wins over both
 *   <li>account: {@code user} here, always; what the files say counts when a device is added
 *   <li>keys: a {@link Authentication.KeyFile} here, and nothing else; with {@link
 *       Authentication.Agent} the files named by {@code IdentityFile}, the agent's keys (not with
 *       {@code IdentitiesOnly}), the default files where none is named
 *   <li>the way: {@code jump} here ({@code none}: directly), then {@code ProxyJump}; a jump host's
 *       own account, port and keys come from what is written in {@code jump}, then from the files
 *   <li>host key: {@code hostKey} here and nothing else; while it is empty, files of known hosts
 *       and the certificate authorities they name; then the user is asked. A key marked as revoked
 *       is refused in any case
 *   <li>time limits and algorithms: the files, then this program's own
 * </ul>
 *
 * @param name the user's name for it, unique, an {@link RunConfiguration#APP_NAME}
 * @param host host name or address
 * @param port 1 to 65535
 * @param user the account there
 * @param authentication how the user proves who they are; holds no secret
 * @param hostKey the confirmed key's fingerprint, {@code SHA256:…} as OpenSSH prints it; empty
 *     while none was confirmed
 * @param tags the user's groups
 * @param jump the hosts to go through on the way there, as {@code ssh -J} takes them: {@code
 *     [user@]host[:port]}, separated by commas; empty: what the user's {@code ~/.ssh/config} says
 * @param notes what the user wrote down about it
 */
public record Device(
    String name,
    String host,
    int port,
    String user,
    Authentication authentication,
    String hostKey,
    List<String> tags,
    String jump,
    String notes) {

  /** How the user proves who they are. */
  public sealed interface Authentication {
    /** The SSH agent, then the user's default keys. */
    record Agent() implements Authentication {}

    /** A private key file; its passphrase is asked for. */
    record KeyFile(Path file) implements Authentication {}

    /** A password, asked for each time. */
    record Password() implements Authentication {}
  }

  /**
   * Copies the tags.
   *
   * @throws IllegalArgumentException for a name, host, port or user that cannot be one
   */
  public Device {
    if (!RunConfiguration.APP_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "“" + name + "” cannot name a device: use letters, digits, dots, dashes, underscores.");
    }
    if (host.isBlank() || host.startsWith("-") || host.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("“" + host + "” is not a host name or address.");
    }
    if (user.isBlank() || user.startsWith("-") || user.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("“" + user + "” is not a user name.");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("Port " + port + " is not between 1 and 65535.");
    }
    if (jump.startsWith("-") || jump.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("“" + jump + "” names no hosts to go through.");
    }
    tags = List.copyOf(tags);
  }

  /** A device reached directly, with no notes. */
  public Device(
      String name,
      String host,
      int port,
      String user,
      Authentication authentication,
      String hostKey,
      List<String> tags) {
    this(name, host, port, user, authentication, hostKey, tags, "", "");
  }

  /** The same device with a confirmed host key. */
  public Device withHostKey(String fingerprint) {
    return new Device(name, host, port, user, authentication, fingerprint, tags, jump, notes);
  }

  /** The same device with other notes. */
  public Device withNotes(String text) {
    return new Device(name, host, port, user, authentication, hostKey, tags, jump, text);
  }

  /** The same device with other tags. */
  public Device withTags(List<String> groups) {
    return new Device(name, host, port, user, authentication, hostKey, groups, jump, notes);
  }

  /** {@code user@host:port}, for messages. */
  public String address() {
    return user + "@" + host + ":" + port;
  }
}
