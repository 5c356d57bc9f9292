package dev.continuum.targets.testing;

import dev.continuum.targets.target.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSH's {@code sshd} on a free loopback port, as root or as any user, with a configuration,
 * host key, user key and {@code authorized_keys} of its own below a folder. {@code SetEnv HOME=…}
 * gives its device a home there, too: the agent goes by {@code $HOME}, never by the account's.
 */
public final class OpenSshServer implements SshServer {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> options;
  private final String address;
  private int port;
  private @Nullable Process process;

  private OpenSshServer(
      Path folder, String address, Map<String, String> environment, List<String> options) {
    this.folder = folder;
    this.address = address;
    this.environment.put("HOME", folder.resolve("home").toString());
    this.environment.putAll(environment);
    this.options = List.copyOf(options);
  }

  /** Whether this computer has {@code sshd} and {@code ssh-keygen}. */
  public static boolean available() {
    return Files.isExecutable(SSHD) && Files.isExecutable(Path.of("/usr/bin/ssh-keygen"));
  }

  /** Starts a server that keeps everything below an empty folder. */
  public static OpenSshServer start(Path folder) throws IOException {
    return start(folder, Map.of(), List.of());
  }

  /**
   * The same with variables set for the device's commands (such as {@code PATH}) and lines added to
   * {@code sshd_config}.
   */
  public static OpenSshServer start(
      Path folder, Map<String, String> environment, List<String> options) throws IOException {
    return start(folder, "127.0.0.1", environment, options);
  }

  /**
   * The same on another loopback address.
   *
   * @param address such as {@code 127.0.0.7}
   */
  public static OpenSshServer start(
      Path folder, String address, Map<String, String> environment, List<String> options)
      throws IOException {
    OpenSshServer server = new OpenSshServer(folder, address, environment, options);
    Files.createDirectories(server.home());
    keygen(server.userKey(), "");
    keygen(server.hostKey(), "");
    Files.copy(folder.resolve("user_key.pub"), folder.resolve("authorized_keys"));
    if (System.getProperty("user.name", "").equals("root")) {
      // Where sshd locks its unprivileged half in; the system's service makes it at boot.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      server.port = free.getLocalPort();
    }
    server.launch();
    return server;
  }

  /** Makes an Ed25519 key pair. */
  public static void keygen(Path file, String passphrase) throws IOException {
    ServerProcess.run(
        List.of(
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            passphrase,
            "-C",
            "test",
            "-f",
            file.toString()));
  }

  private void launch() throws IOException {
    List<String> lines = new ArrayList<>(options);
    lines.addAll(
        List.of(
            "Port " + port,
            "ListenAddress " + address,
            "HostKey " + hostKey(),
            "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
            "StrictModes no",
            "UsePAM no",
            "PidFile none",
            "PermitRootLogin yes",
            "PubkeyAuthentication yes",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PrintMotd no",
            "MaxStartups 100",
            "Subsystem sftp internal-sftp",
            "SetEnv "
                + environment.entrySet().stream()
                    .map(e -> "\"" + e.getKey() + "=" + e.getValue() + "\"")
                    .collect(Collectors.joining(" "))));
    Path config = folder.resolve("sshd_config");
    Files.write(config, lines);
    Process started =
        new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    ServerProcess.awaitListening(started, "sshd", "Server listening");
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Path home() {
    return folder.resolve("home");
  }

  /** The listening process's id; -1 when it is stopped. */
  public long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  /** The private key that may sign in. */
  public Path userKey() {
    return folder.resolve("user_key");
  }

  private Path hostKey() {
    return folder.resolve("host_key");
  }

  @Override
  public Device device(String name) {
    return new Device(
        name,
        address,
        port,
        System.getProperty("user.name", "root"),
        new Device.Authentication.KeyFile(userKey()),
        "",
        List.of());
  }

  @Override
  public String fingerprint() {
    try {
      return ServerProcess.run(List.of("ssh-keygen", "-l", "-f", hostKey() + ".pub")).split(" ")[1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void changeHostKey() throws IOException {
    stop();
    Files.delete(hostKey());
    Files.delete(folder.resolve("host_key.pub"));
    keygen(hostKey(), "");
    launch();
  }

  @Override
  public void cutConnections() {
    Process running = process;
    if (running != null) {
      cut(running.children().toList());
    }
  }

  private static void cut(List<ProcessHandle> connections) {
    for (ProcessHandle child : connections) {
      // Without separated privileges the session's process is a child, else a grandchild.
      List<ProcessHandle> sessions =
          child.children().filter(c -> c.info().command().orElse("").endsWith("sshd")).toList();
      child.destroyForcibly();
      sessions.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Stops listening and cuts all connections; what was deployed runs on. */
  public void stop() {
    Process running = process;
    if (running != null) {
      // Asked first: once it has ended, they are no longer its children.
      List<ProcessHandle> connections = running.children().toList();
      running.toHandle().destroy();
      cut(connections);
      running.onExit().join();
      process = null;
    }
  }

  /** Listens again after {@link #stop()}. */
  public void resume() throws IOException {
    launch();
  }

  @Override
  public void close() throws IOException {
    stop();
    DeviceProcesses.end(home());
  }

  /** Closes many at once, which takes no longer than one. */
  public static void closeAll(List<OpenSshServer> servers) throws IOException {
    try {
      servers.parallelStream()
          .forEach(server -> {
            try {
              server.close();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }
}
