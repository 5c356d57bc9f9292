package dev.continuum.targets.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** OpenSSH's {@code ssh-agent} at a socket of the test's. */
public final class SshAgent implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/ssh-agent");

  private final Path socket;
  private final Process process;

  private SshAgent(Path socket, Process process) {
    this.socket = socket;
    this.process = process;
  }

  /** Whether this computer has it. */
  public static boolean available() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts one without keys. */
  public static SshAgent start(Path socket) throws IOException {
    Process process = new ProcessBuilder(PROGRAM.toString(), "-D", "-a", socket.toString()).start();
    // Its first line comes when it listens.
    if (process.inputReader().readLine() == null) {
      throw new IOException("ssh-agent ended at once");
    }
    return new SshAgent(socket, process);
  }

  /** Where it listens. */
  public Path socket() {
    return socket;
  }

  /** Gives it a key that has no passphrase. */
  public void add(Path key) throws IOException, InterruptedException {
    ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
    add.environment().put("SSH_AUTH_SOCK", socket.toString());
    add.redirectErrorStream(true);
    Process running = add.start();
    String said = new String(running.getInputStream().readAllBytes());
    if (running.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
