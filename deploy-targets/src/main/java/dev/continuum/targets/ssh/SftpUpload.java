package dev.continuum.targets.ssh;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import com.jcraft.jsch.SftpProgressMonitor;
import dev.continuum.targets.ssh.socket.Channels;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sends one file over SFTP. */
public final class SftpUpload {
  private static final int OPEN_TIMEOUT_MILLIS = 10_000;

  private SftpUpload() {}

  /**
   * Sends a file, on the session's thread.
   *
   * @return false when the device has no SFTP, or shows it another file tree than its commands
   */
  static boolean send(
      Session session,
      Device device,
      Path file,
      String remote,
      UploadListener listener,
      BooleanSupplier cancelled)
      throws TargetException, JSchException {
    ChannelSftp sftp = Channels.open(session, "sftp", ChannelSftp.class);
    try {
      sftp.connect(OPEN_TIMEOUT_MILLIS);
    } catch (JSchException e) {
      // Dropbear promises SFTP and then finds no program for it. It takes the first question to the
      // closed channel for an attack and hangs up: the whole session may be gone now.
      sftp.disconnect();
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      sftp.put(in, remote, monitor(listener, cancelled), ChannelSftp.OVERWRITE);
    } catch (SftpException e) {
      // The device's own refusals come without a cause.
      if (!session.isConnected() || (e.getCause() != null && SshFailures.dropped(session))) {
        throw SshFailures.cut(device, e);
      }
      if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || e.id == ChannelSftp.SSH_FX_OP_UNSUPPORTED) {
        return false;
      }
      throw refused(device, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      sftp.disconnect();
    }
    if (cancelled.getAsBoolean()) {
      throw SshFailures.cancelled(device);
    }
    return true;
  }

  private static SftpProgressMonitor monitor(UploadListener listener, BooleanSupplier cancelled) {
    return new SftpProgressMonitor() {
      private long sent;

      @Override
      public void init(int operation, String source, String destination, long size) {
        sent = 0;
      }

      @Override
      public boolean count(long bytes) {
        sent += bytes;
        listener.sent(sent);
        return !cancelled.getAsBoolean();
      }

      @Override
      public void end() {
        // The caller sees the end itself.
      }
    };
  }

  public static TargetException unreadable(Path file, IOException e) {
    return new TargetException(
        Problem.LOCAL_FILE,
        "The file “" + file + "” cannot be read: " + e.getMessage() + ".",
        "Check that it is there and readable.",
        e);
  }

  static TargetException refused(Device device, String words, @Nullable Throwable cause) {
    return new TargetException(
        SshFailures.notWritable(words) ? Problem.NOT_WRITABLE : Problem.PROTOCOL,
        device.name()
            + " did not take the file: "
            + words.strip().replaceAll("[\\p{Cntrl}]+", " ")
            + ".",
        "Check that the user may write to the home folder there and that its disk is not full.",
        cause);
  }
}
