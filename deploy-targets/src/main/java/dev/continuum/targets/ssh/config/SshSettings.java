package dev.continuum.targets.ssh.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the user's own SSH things are, and how long to wait.
 *
 * @param userFolder the user's {@code .ssh} folder: its {@code config}, default keys and known
 *     hosts are read; nothing is ever written
 * @param systemFolder where the system's {@code ssh_config} and {@code ssh_known_hosts} are, if
 *     they count
 * @param agentSocket the SSH agent's socket, where there is an agent
 * @param connectTimeout how long a host may take to answer
 * @param aliveInterval how often a silent host is asked whether it is still there; after three
 *     questions without an answer the connection counts as lost
 */
public record SshSettings(
    Path userFolder,
    Optional<Path> systemFolder,
    Optional<Path> agentSocket,
    Duration connectTimeout,
    Duration aliveInterval) {

  /** Settings with nothing of the system's. */
  public SshSettings(
      Path userFolder,
      Optional<Path> agentSocket,
      Duration connectTimeout,
      Duration aliveInterval) {
    this(userFolder, Optional.empty(), agentSocket, connectTimeout, aliveInterval);
  }

  /** The settings of the user running this program: ten seconds to connect, five between signs. */
  public static SshSettings ofUser() {
    String socket = System.getenv("SSH_AUTH_SOCK");
    return new SshSettings(
        Path.of(System.getProperty("user.home", ".")).resolve(".ssh"),
        Optional.of(Path.of("/etc/ssh")),
        socket == null || socket.isBlank() ? Optional.empty() : Optional.of(Path.of(socket)),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  /** The user's home folder: where {@code .ssh} is. */
  Path home() {
    @Nullable Path home = userFolder.toAbsolutePath().getParent();
    return home == null ? userFolder.toAbsolutePath() : home;
  }

  /** A path with {@code ~} for the home folder made one without. */
  String fromHome(String path) {
    return path.equals("~") || path.startsWith("~/") ? home() + path.substring(1) : path;
  }
}
