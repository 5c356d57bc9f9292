package dev.continuum.targets.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.config.Hop;
import dev.continuum.targets.ssh.config.KnownHosts;
import dev.continuum.targets.ssh.key.HostKeyCheck;
import dev.continuum.targets.ssh.key.KeyRing;
import dev.continuum.targets.ssh.key.PasswordPrompt;
import dev.continuum.targets.ssh.socket.TunnelSocket;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Says in the user's words what went wrong with a connection. */
public final class SshFailures {
  private SshFailures() {}

  /** The exception of that type, or a subtype, in a chain of causes. */
  static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  /**
   * Whether a session is lost. Its channels learn that a moment before it does, so one that still
   * looks alive is given that moment.
   */
  public static boolean dropped(Session session) {
    for (int i = 0; i < 50 && session.isConnected(); i++) {
      LockSupport.parkNanos(10_000_000);
    }
    return !session.isConnected();
  }

  public static TargetException cancelled(Device device) {
    return new TargetException(
        Problem.CANCELLED, "The work on " + device.name() + " was cancelled.", "");
  }

  /** The connection stands, and the device opens no further channel on it. */
  static TargetException channelRefused(Device device, TargetException failure) {
    return new TargetException(
        Problem.BUSY,
        device.name() + " does not take more at once over one connection.",
        "Close a log, a shell or the files of it, or raise MaxSessions in the device's"
            + " sshd_config.",
        failure);
  }

  public static TargetException cut(Device device, @Nullable Throwable cause) {
    return new TargetException(
        Problem.UNREACHABLE,
        "The connection to " + device.name() + " (" + device.address() + ") was cut.",
        "Check the network and that the device is running, then try again.",
        cause);
  }

  static TargetException connecting(Hop hop, Duration timeout, JSchException e) {
    String where = hop.atFirst();
    if (cause(e, UnknownHostException.class) != null) {
      return new TargetException(
          Problem.UNREACHABLE,
          "The name “"
              + hop.hostName()
              + "” is not known, so "
              + hop.where()
              + " cannot be reached.",
          "Check the spelling of the host and your network.",
          e);
    }
    if (cause(e, SocketTimeoutException.class) != null) {
      return new TargetException(
          Problem.UNREACHABLE,
          where + " did not answer within " + timeout.toSeconds() + " seconds.",
          "Check that the device is running, that SSH listens on that port, and that no firewall is"
              + " in between.",
          e);
    }
    if (cause(e, TunnelSocket.Refused.class) != null) {
      return new TargetException(
          Problem.UNREACHABLE,
          where + " cannot be reached from the host before it on the way.",
          "Check host and port as that host sees them, and that its SSH server allows forwarding"
              + " (AllowTcpForwarding).",
          e);
    }
    if (cause(e, ConnectException.class) != null) {
      return new TargetException(
          Problem.UNREACHABLE,
          where + " refused the connection.",
          "Check the port and that an SSH server is running there.",
          e);
    }
    if (cause(e, NoRouteToHostException.class) != null) {
      return new TargetException(
          Problem.UNREACHABLE,
          "There is no way through the network to " + hop.where() + ".",
          "Check the address and your network.",
          e);
    }
    if (e instanceof JSchAlgoNegoFailException nego) {
      return new TargetException(
          Problem.UNREACHABLE,
          where
              + " offers no algorithm this program accepts ("
              + nego.getAlgorithmName()
              + ": "
              + clean(nego.getServerProposal())
              + ").",
          "Update the SSH server on the device.",
          e);
    }
    return new TargetException(
        Problem.UNREACHABLE,
        "The connection to " + hop.where() + " could not be made: " + words(e) + ".",
        "Check that an SSH server is listening at that host and port.",
        e);
  }

  /** Whether a device's tool or its SFTP says that a place cannot be written, full or not. */
  public static boolean notWritable(String words) {
    return words.contains("Read-only file system") || words.contains("Permission denied");
  }

  /** Whether a failure to connect is the host's refusal of who the user is. */
  static boolean isRefusal(JSchException e) {
    // JSch has no public type for a refusal: “Auth fail” and “Auth cancel” begin its text.
    return String.valueOf(e.getMessage()).startsWith("Auth ") || isImpatience(e);
  }

  /** Whether the host hung up because it was offered more keys than it takes. */
  static boolean isImpatience(JSchException e) {
    return String.valueOf(e.getMessage()).contains("Too many authentication failures");
  }

  static TargetException refused(Hop hop, PasswordPrompt prompt, KeyRing keys, JSchException e) {
    String where = hop.atFirst();
    if (prompt.answered()) {
      return refusal(
          where + " did not accept the password.",
          "Check the user name and type the password again.",
          e);
    }
    if (prompt.refusedToAnswer()) {
      return refusal(
          "No password was given for " + hop.where() + ".",
          "Try again and type the password, or use a key.",
          e);
    }
    return switch (hop.device().authentication()) {
      case Device.Authentication.Password() ->
          refusal(
              where + " does not let users sign in with a password.",
              "Use a key file or the SSH agent for this device.",
              e);
      case Device.Authentication.KeyFile(var file) ->
          keys.wrongPassphrase()
              ? refusal(
                  "The passphrase does not open the key “" + file + "”.",
                  "Try again and type the key's passphrase.",
                  e)
              : refusal(
                  where + " did not accept the key “" + file + "”.",
                  "Add the key's public part to ~/.ssh/authorized_keys of that user on the device,"
                      + " or choose another key.",
                  e);
      case Device.Authentication.Agent() ->
          refusal(
              where
                  + (keys.identities().isEmpty()
                      ? " wants a key, and there is none: no SSH agent with a key answers, and"
                          + " there is no default key in ~/.ssh."
                      : " accepted none of the "
                          + keys.identities().size()
                          + " keys of your SSH agent and your ~/.ssh folder."),
              "Add a key to the agent with ssh-add and to ~/.ssh/authorized_keys on the device, or"
                  + " choose a key file or a password for this device.",
              e);
    };
  }

  private static TargetException refusal(String message, String remedy, JSchException e) {
    return new TargetException(Problem.AUTHENTICATION, message, remedy, e);
  }

  static TargetException unknownKey(Hop hop, HostKeyCheck.Seen seen) {
    return new TargetException(
        Problem.HOST_KEY_UNKNOWN,
        "The host key of "
            + hop.where()
            + " was not confirmed: "
            + seen.type()
            + " "
            + seen.fingerprint()
            + ".",
        "Compare it with what “ssh-keygen -lf” prints for the key on the device, then confirm it.");
  }

  static TargetException changedKey(Hop hop, HostKeyCheck.Seen seen) {
    if (seen.verdict() == KnownHosts.Verdict.REVOKED) {
      return new TargetException(
          Problem.HOST_KEY_CHANGED,
          "The host key of "
              + hop.where()
              + " is marked as revoked in your known_hosts file: "
              + seen.fingerprint()
              + ".",
          "Nothing was sent. Do not use this device before its administrator has given it a new"
              + " key.");
    }
    String expected =
        hop.device().hostKey().isEmpty()
            ? "your known_hosts file has another key for it"
            : "it was confirmed as " + hop.device().hostKey();
    return new TargetException(
        Problem.HOST_KEY_CHANGED,
        "The host key of "
            + hop.where()
            + " has changed: it is now "
            + seen.type()
            + " "
            + seen.fingerprint()
            + ", but "
            + expected
            + ". Either the device was set up anew, or another machine answers in its place and"
            + " could read and change all that is sent.",
        hop.onTheWay()
            ? "Nothing was sent. Ask whoever runs the jump host. If it was set up anew, remove its"
                + " line from the file of confirmed jump hosts or from known_hosts, and confirm the"
                + " new key."
            : "Nothing was sent. Ask whoever runs the device. If it was set up anew, remove the"
                + " device here, add it again and confirm the new key.");
  }

  private static String words(JSchException e) {
    return clean(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }

  /** Words that may be the host's, fit for one line. */
  private static String clean(String words) {
    String line = words.strip().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").replaceAll("\\.$", "");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
