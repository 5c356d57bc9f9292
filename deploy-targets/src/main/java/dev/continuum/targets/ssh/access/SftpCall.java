package dev.continuum.targets.ssh.access;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.SshFailures;
import dev.continuum.targets.ssh.socket.Channels;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One use of an SFTP channel, on a (virtual) thread of its own: JSch swallows interrupts, so the
 * caller, who can be interrupted, waits beside it.
 */
final class SftpCall {
  private static final int OPEN_TIMEOUT_MILLIS = 10_000;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private SftpCall() {}

  /** What is done with the channel. */
  @FunctionalInterface
  interface Work<T> {
    T with(Running sftp) throws SftpException;
  }

  /** The device's own refusal. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final SftpException refusal;

    Refused(SftpException refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    SftpException refusal() {
      return refusal;
    }
  }

  /** A channel in use, and whether the caller still wants what it does. */
  static final class Running {
    private final ChannelSftp channel;
    private volatile boolean cancelled;

    private Running(ChannelSftp channel) {
      this.channel = channel;
    }

    ChannelSftp channel() {
      return channel;
    }

    boolean cancelled() {
      return cancelled;
    }
  }

  static <T> T run(SshConnection connection, Work<T> work) throws TargetException, Refused {
    Running running = new Running(connection.begin(session -> open(connection, session)));
    try {
      FutureTask<T> task = new FutureTask<>(() -> work.with(running));
      Thread.ofVirtual().name("sftp-" + connection.device().name()).start(task);
      return await(connection, running, task);
    } finally {
      connection.soon(running.channel::disconnect);
    }
  }

  private static <T> T await(SshConnection connection, Running running, FutureTask<T> task)
      throws TargetException, Refused {
    try {
      return task.get();
    } catch (InterruptedException e) {
      cancel(running, task);
      Thread.currentThread().interrupt();
      throw SshFailures.cancelled(connection.device());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof SftpException refusal)) {
        throw new IllegalStateException(e.getCause());
      }
      // The device's own refusals come without a cause.
      if (refusal.getCause() != null && !connection.connected()) {
        throw SshFailures.cut(connection.device(), refusal);
      }
      if (refusal.getCause() != null && !running.channel.isConnected()) {
        throw SshFailures.cut(connection.device(), refusal);
      }
      throw new Refused(refusal);
    }
  }

  /** Lets it end in good order where it does so soon, and takes its channel away where not. */
  private static void cancel(Running running, FutureTask<?> task) {
    running.cancelled = true;
    try {
      task.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      running.channel.disconnect();
    } catch (ExecutionException | InterruptedException e) {
      // However it ended, the caller is told that it was cancelled.
      running.cancelled = true;
    }
  }

  private static ChannelSftp open(SshConnection connection, Session session)
      throws JSchException, TargetException {
    ChannelSftp channel = Channels.open(session, "sftp", ChannelSftp.class);
    try {
      channel.connect(OPEN_TIMEOUT_MILLIS);
      channel.setFilenameEncoding(StandardCharsets.ISO_8859_1);
      return channel;
    } catch (JSchException e) {
      channel.disconnect();
      if (SshFailures.dropped(session)) {
        throw e;
      }
      throw new TargetException(
          Problem.MISSING_TOOL,
          connection.device().name()
              + " has no SFTP, so its files cannot be shown and copied here.",
          "Install an SFTP server on the device (on Debian: openssh-sftp-server; on OpenWrt: opkg"
              + " install openssh-sftp-server), or use its shell.",
          e);
    }
  }
}
