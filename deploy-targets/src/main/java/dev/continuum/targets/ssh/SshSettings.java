package dev.continuum.targets.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the user's own SSH things are, and how long to wait.
 *
 * @param userFolder the user's {@code .ssh} folder: default keys and known hosts are read there;
 *     nothing is ever written
 * @param agentSocket the SSH agent's socket, where there is an agent
 * @param connectTimeout how long a host may take to answer
 * @param aliveInterval how often a silent host is asked whether it is still there; after three
 *     questions without an answer the connection counts as lost
 */
public record SshSettings(
    Path userFolder, Optional<Path> agentSocket, Duration connectTimeout, Duration aliveInterval) {

  /** The settings of the user running this program: ten seconds to connect, five between signs. */
  public static SshSettings ofUser() {
    String socket = System.getenv("SSH_AUTH_SOCK");
    return new SshSettings(
        Path.of(System.getProperty("user.home", ".")).resolve(".ssh"),
        socket == null || socket.isBlank() ? Optional.empty() : Optional.of(Path.of(socket)),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }
}
