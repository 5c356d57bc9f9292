package dev.continuum.targets.ssh.access;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.socket.Channels;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.TargetException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A login shell on a terminal of the device, over its one connection. */
public final class RemoteShell implements DeviceShell {
  private static final int OPEN_TIMEOUT_MILLIS = 10_000;
  private static final int QUEUE = 256 << 10;
  private static final int MOST_CELLS = 1000;

  private final SshConnection connection;
  private final ChannelShell channel;
  private final ByteQueue output;
  private final OutputStream input;
  private volatile boolean ended;

  private RemoteShell(
      SshConnection connection, ChannelShell channel, ByteQueue output, OutputStream input) {
    this.connection = connection;
    this.channel = channel;
    this.output = output;
    this.input = input;
  }

  /**
   * Opens one.
   *
   * @throws TargetException as for {@link SshConnection#connect}
   * @throws IllegalArgumentException for a size that is not 1 to 1000
   */
  public static RemoteShell open(SshConnection connection, int columns, int rows)
      throws TargetException {
    check(columns);
    check(rows);
    return connection.begin(session -> open(connection, session, columns, rows));
  }

  private static RemoteShell open(SshConnection connection, Session session, int columns, int rows)
      throws JSchException {
    ChannelShell channel = Channels.open(session, "shell", ChannelShell.class);
    ByteQueue output = new ByteQueue(QUEUE);
    channel.setPtyType("xterm-256color", columns, rows, 0, 0);
    // As ssh does with SendEnv: without it programs take letters beyond ASCII for keys. A server
    // that
    // does not accept it says nothing.
    channel.setEnv("LANG", language(System.getenv("LANG")));
    channel.setOutputStream(output);
    try {
      channel.connect(OPEN_TIMEOUT_MILLIS);
      return new RemoteShell(connection, channel, output, channel.getOutputStream());
    } catch (IOException e) {
      channel.disconnect();
      throw new JSchException("the shell's input cannot be reached", e);
    }
  }

  /** The user's own language where its letters are in UTF-8, which is what is sent. */
  static String language(@Nullable String ofUser) {
    return ofUser != null && ofUser.toUpperCase(Locale.ROOT).replace("-", "").endsWith(".UTF8")
        ? ofUser
        : "C.UTF-8";
  }

  private static void check(int cells) {
    if (cells < 1 || cells > MOST_CELLS) {
      throw new IllegalArgumentException(cells + " is not between 1 and " + MOST_CELLS + ".");
    }
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    int read = output.read(buffer);
    ended |= read < 0;
    return read;
  }

  @Override
  public void write(byte[] typed) throws IOException {
    if (ended || channel.isClosed() || !channel.isConnected()) {
      throw new IOException("The shell has ended.");
    }
    input.write(typed);
    input.flush();
  }

  @Override
  public void resize(int columns, int rows) {
    check(columns);
    check(rows);
    if (channel.isConnected()) {
      channel.setPtySize(columns, rows, 0, 0);
    }
  }

  @Override
  public OptionalInt exitStatus() {
    // The status comes beside the end of output, and JSch has no event for it.
    long deadline = System.nanoTime() + Duration.ofMillis(500).toNanos();
    while (channel.getExitStatus() < 0 && !channel.isClosed() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    int status = channel.getExitStatus();
    return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  @Override
  public void close() {
    output.discard();
    connection.soon(channel::disconnect);
  }
}
