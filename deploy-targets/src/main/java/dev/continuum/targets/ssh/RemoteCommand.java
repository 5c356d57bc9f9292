package dev.continuum.targets.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.socket.Channels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A command running on a device. Started and closed on the session's thread, awaited anywhere. */
final class RemoteCommand {
  private static final int OPEN_TIMEOUT_MILLIS = 10_000;
  private static final int MAX_ERROR = 64 << 10;

  private final ChannelExec channel;
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean refused;

  private RemoteCommand(ChannelExec channel) {
    this.channel = channel;
  }

  static RemoteCommand start(Session session, String command, InputStream input, ExecOutput output)
      throws JSchException {
    ChannelExec channel = Channels.open(session, "exec", ChannelExec.class);
    RemoteCommand running = new RemoteCommand(channel);
    channel.setCommand(command);
    channel.setInputStream(input);
    channel.setOutputStream(running.standardOutput(output));
    channel.setErrStream(running.standardError());
    try {
      channel.connect(OPEN_TIMEOUT_MILLIS);
    } catch (JSchException e) {
      if (!running.overWhileConnecting(e)) {
        throw e;
      }
    }
    return running;
  }

  /**
   * Whether the command was over before JSch had made the thread that feeds its standard input: the
   * channel's end takes the thread away under it, and JSch trips over that. By then all output and
   * the exit status are here.
   */
  private boolean overWhileConnecting(JSchException failure) {
    return failure.getCause() instanceof NullPointerException
        && channel.isClosed()
        && channel.getExitStatus() >= 0;
  }

  private OutputStream standardOutput(ExecOutput output) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
          output.write(buffer, offset, length);
        } catch (IOException e) {
          // JSch closes the channel of a stream that takes no more.
          refused = true;
          ended.countDown();
          throw e;
        }
      }

      @Override
      public void close() {
        // JSch closes it at the command's end of file and when the connection is lost.
        ended.countDown();
      }
    };
  }

  private OutputStream standardError() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) {
        synchronized (error) {
          error.write(buffer, offset, Math.min(length, MAX_ERROR - error.size()));
        }
      }
    };
  }

  /** Waits for the end; false when it did not come in time. */
  boolean await(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!channel.isClosed() && !refused) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (!ended.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)), TimeUnit.NANOSECONDS)) {
        continue;
      }
      // The exit status follows the end of file, and JSch has no event for it.
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return true;
  }

  /** Whether it printed more than was wanted. */
  boolean refused() {
    return refused;
  }

  /** The exit status; -1 when none came. */
  int status() {
    return channel.getExitStatus();
  }

  String error() {
    synchronized (error) {
      return error.toString(StandardCharsets.UTF_8);
    }
  }

  void close() {
    channel.disconnect();
  }
}
