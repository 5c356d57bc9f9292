package dev.continuum.targets.testing;

import dev.continuum.targets.target.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Dropbear, the SSH server of small devices, on a free loopback port: no SFTP, no {@code SetEnv}.
 * It reads keys in the account's home only, so it runs as root in a mount namespace where a folder
 * of the test lies over that home; a forced command gives its device the home of the test.
 */
public final class DropbearServer implements SshServer {
  private static final Path DROPBEAR = Path.of("/usr/sbin/dropbear");
  private static final Path KEYGEN = Path.of("/usr/bin/dropbearkey");

  private final Path folder;
  private final String keyType;
  private int port;
  private @Nullable Process process;

  private DropbearServer(Path folder, String keyType) {
    this.folder = folder;
    this.keyType = keyType;
  }

  /** Whether this computer has Dropbear, and lets this user give it a file system of its own. */
  public static boolean available() {
    if (!Files.isExecutable(DROPBEAR)
        || !Files.isExecutable(KEYGEN)
        || !Files.isExecutable(Path.of("/usr/bin/ssh-keygen"))
        || !System.getProperty("user.name", "").equals("root")) {
      return false;
    }
    try {
      return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What to say where it is not. */
  public static String absence() {
    return "skipped: needs Dropbear, ssh-keygen and root with mount namespaces";
  }

  /** Starts a server with an Ed25519 host key that keeps everything below an empty folder. */
  public static DropbearServer start(Path folder) throws IOException {
    return start(folder, Map.of(), "ed25519");
  }

  /**
   * The same with variables set for the device's commands.
   *
   * @param keyType the host key's: {@code ed25519}, {@code ecdsa} or {@code rsa}
   */
  public static DropbearServer start(Path folder, Map<String, String> environment, String keyType)
      throws IOException {
    DropbearServer server = new DropbearServer(folder, keyType);
    Files.createDirectories(server.home());
    Path account = Files.createDirectories(folder.resolve("account/.ssh"));
    OpenSshServer.keygen(server.userKey(), "");
    String variables =
        environment.entrySet().stream()
            .map(e -> "export " + e.getKey() + "='" + e.getValue() + "'\n")
            .collect(Collectors.joining());
    Path wrapper = folder.resolve("command");
    Files.writeString(
        wrapper,
        "#!/bin/sh\ncase $SSH_ORIGINAL_COMMAND in *sftp-server) exit 127 ;; esac\nexport HOME='"
            + server.home()
            + "'\n"
            + variables
            + "cd\nexec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
    if (!wrapper.toFile().setExecutable(true)) {
      throw new IOException(wrapper + " cannot be made executable");
    }
    Path keys = account.resolve("authorized_keys");
    Files.writeString(
        keys, "command=\"" + wrapper + "\" " + Files.readString(folder.resolve("user_key.pub")));
    if (!keys.toFile().setReadable(false, false) || !keys.toFile().setReadable(true, true)) {
      throw new IOException(keys + " cannot be kept private");
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.port = free.getLocalPort();
    }
    server.launch();
    return server;
  }

  private void launch() throws IOException {
    Path hostKey = folder.resolve("host_key");
    if (!Files.exists(hostKey)) {
      ServerProcess.run(List.of(KEYGEN.toString(), "-t", keyType, "-f", hostKey.toString()));
    }
    Process started =
        new ProcessBuilder(
                "unshare",
                "-m",
                "/bin/sh",
                "-c",
                "mount --bind \"$1\" ~root && shift && exec \"$@\"",
                "sh",
                folder.resolve("account").toString(),
                DROPBEAR.toString(),
                "-F",
                "-E",
                "-m",
                "-s",
                "-p",
                "127.0.0.1:" + port,
                "-r",
                hostKey.toString(),
                "-P",
                folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    ServerProcess.awaitListening(started, "dropbear", "Not backgrounding");
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Path home() {
    return folder.resolve("home");
  }

  /** The private key that may sign in. */
  public Path userKey() {
    return folder.resolve("user_key");
  }

  @Override
  public Device device(String name) {
    return new Device(
        name,
        "127.0.0.1",
        port,
        "root",
        new Device.Authentication.KeyFile(userKey()),
        "",
        List.of());
  }

  @Override
  public String fingerprint() {
    try {
      String said = ServerProcess.run(List.of(KEYGEN.toString(), "-y", "-f", folder + "/host_key"));
      String line =
          said.lines().filter(l -> l.matches("(ssh|ecdsa)-\\S+ .*")).findFirst().orElseThrow();
      byte[] blob = Base64.getDecoder().decode(line.split(" ")[1]);
      return "SHA256:"
          + Base64.getEncoder()
              .withoutPadding()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void changeHostKey() throws IOException {
    stop();
    Files.delete(folder.resolve("host_key"));
    launch();
  }

  @Override
  public void cutConnections() {
    Process running = process;
    if (running != null) {
      running.children().forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Stops listening and cuts all connections; what was deployed runs on. */
  public void stop() {
    Process running = process;
    if (running != null) {
      List<ProcessHandle> sessions = new ArrayList<>(running.children().toList());
      running.destroyForcibly();
      running.onExit().join();
      sessions.forEach(ProcessHandle::destroyForcibly);
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
}
