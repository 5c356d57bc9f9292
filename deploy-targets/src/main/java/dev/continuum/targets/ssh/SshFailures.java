package dev.continuum.targets.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
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
final class SshFailures {
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
  static boolean dropped(Session session) {
    for (int i = 0; i < 50 && session.isConnected(); i++) {
      LockSupport.parkNanos(10_000_000);
    }
    return !session.isConnected();
  }

  static TargetException cancelled(Device device) {
    return new TargetException(
        Problem.CANCELLED, "The work on " + device.name() + " was cancelled.", "");
  }

  static TargetException cut(Device device, @Nullable Throwable cause) {
    return new TargetException(
        Problem.UNREACHABLE,
        "The connection to " + device.name() + " (" + device.address() + ") was cut.",
        "Check the network and that the device is running, then try again.",
        cause);
  }

  static TargetException connecting(Device device, Duration timeout, JSchException e) {
    String where = device.name() + " (" + device.address() + ")";
    if (cause(e, UnknownHostException.class) != null) {
      return new TargetException(
          Problem.UNREACHABLE,
          "The name “" + device.host() + "” is not known, so " + where + " cannot be reached.",
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
          "There is no way through the network to " + where + ".",
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
              + nego.getServerProposal()
              + ").",
          "Update the SSH server on the device.",
          e);
    }
    return new TargetException(
        Problem.UNREACHABLE,
        "The connection to " + where + " could not be made: " + words(e) + ".",
        "Check that an SSH server is listening at that host and port.",
        e);
  }

  /** Whether a failure to connect is the device's refusal of who the user is. */
  static boolean isRefusal(JSchException e) {
    // JSch has no public type for a refusal: “Auth fail” and “Auth cancel” begin its text.
    String text = String.valueOf(e.getMessage());
    return text.startsWith("Auth ") || text.contains("Too many authentication failures");
  }

  static TargetException refused(
      Device device, PasswordPrompt prompt, KeyRing keys, JSchException e) {
    String where = device.name() + " (" + device.address() + ")";
    return switch (device.authentication()) {
      case Device.Authentication.Password() ->
          prompt.answered()
              ? new TargetException(
                  Problem.AUTHENTICATION,
                  where + " did not accept the password.",
                  "Check the user name and type the password again.",
                  e)
              : prompt.refusedToAnswer()
                  ? new TargetException(
                      Problem.AUTHENTICATION,
                      "No password was given for " + where + ".",
                      "Try again and type the password, or use a key.",
                      e)
                  : new TargetException(
                      Problem.AUTHENTICATION,
                      where + " does not let users sign in with a password.",
                      "Use a key file or the SSH agent for this device.",
                      e);
      case Device.Authentication.KeyFile(var file) ->
          keys.wrongPassphrase()
              ? new TargetException(
                  Problem.AUTHENTICATION,
                  "The passphrase does not open the key “" + file + "”.",
                  "Try again and type the key's passphrase.",
                  e)
              : new TargetException(
                  Problem.AUTHENTICATION,
                  where + " did not accept the key “" + file + "”.",
                  "Add the key's public part to ~/.ssh/authorized_keys of that user on the device,"
                      + " or choose another key.",
                  e);
      case Device.Authentication.Agent() ->
          new TargetException(
              Problem.AUTHENTICATION,
              where
                  + (keys.getIdentities().isEmpty()
                      ? " wants a key, and there is none: no SSH agent with a key answers, and"
                          + " there is no default key in ~/.ssh."
                      : " accepted none of the "
                          + keys.getIdentities().size()
                          + " keys of your SSH agent and your ~/.ssh folder."),
              "Add a key to the agent with ssh-add and to ~/.ssh/authorized_keys on the device, or"
                  + " choose a key file or a password for this device.",
              e);
    };
  }

  static TargetException unknownKey(Device device, HostKeyCheck.Seen seen) {
    return new TargetException(
        Problem.HOST_KEY_UNKNOWN,
        "The host key of "
            + device.name()
            + " ("
            + device.address()
            + ") was not confirmed: "
            + seen.type()
            + " "
            + seen.fingerprint()
            + ".",
        "Compare it with what “ssh-keygen -lf” prints for the key on the device, then confirm it.");
  }

  static TargetException changedKey(Device device, HostKeyCheck.Seen seen) {
    if (seen.verdict() == KnownHosts.Verdict.REVOKED) {
      return new TargetException(
          Problem.HOST_KEY_CHANGED,
          "The host key of "
              + device.name()
              + " ("
              + device.address()
              + ") is marked as revoked in your known_hosts file: "
              + seen.fingerprint()
              + ".",
          "Nothing was sent. Do not use this device before its administrator has given it a new"
              + " key.");
    }
    String expected =
        device.hostKey().isEmpty()
            ? "your known_hosts file has another key for it"
            : "it was confirmed as " + device.hostKey();
    return new TargetException(
        Problem.HOST_KEY_CHANGED,
        "The host key of "
            + device.name()
            + " ("
            + device.address()
            + ") has changed: it is now "
            + seen.type()
            + " "
            + seen.fingerprint()
            + ", but "
            + expected
            + ". Either the device was set up anew, or another machine answers in its place and"
            + " could read and change all that is sent.",
        "Nothing was sent. Ask whoever runs the device. If it was set up anew, remove the device"
            + " here, add it again and confirm the new key.");
  }

  private static String words(JSchException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.strip().replaceAll("[\\p{Cntrl}]+", " ").replaceAll("\\.$", "");
  }
}
