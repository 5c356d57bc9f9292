package dev.continuum.targets.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.TargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes connected sessions: one attempt of the user's may take several of the program's. */
final class SshConnector {
  private static final int ALIVE_QUESTIONS = 3;
  private static final List<String> KEY_FAMILIES =
      List.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
          "rsa-sha2-512,rsa-sha2-256");

  private final SshSettings settings;
  private final DeviceUser user;
  private final Secrets secrets;
  private @Nullable AbortableSockets sockets;
  private boolean aborted;

  SshConnector(SshSettings settings, DeviceUser user, Secrets secrets) {
    this.settings = settings;
    this.user = user;
    this.secrets = secrets;
  }

  /** A connected session and the device with the key that was confirmed. */
  record Connected(Session session, Device device) {}

  /** Ends {@link #connect} on another thread. */
  synchronized void abort() {
    aborted = true;
    if (sockets != null) {
      sockets.abort();
    }
  }

  /**
   * Connects, asking the user what must be asked.
   *
   * @throws TargetException UNREACHABLE, AUTHENTICATION, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED or
   *     CANCELLED
   */
  Connected connect(Device device) throws TargetException {
    synchronized (this) {
      aborted = false;
    }
    try {
      return connectAsking(device);
    } finally {
      synchronized (this) {
        sockets = null;
      }
    }
  }

  private Connected connectAsking(Device device) throws TargetException {
    Device confirmed = device;
    HostKeyCheck check = check(confirmed);
    try {
      return attempt(confirmed, check, "");
    } catch (HostKeyRefused refused) {
      HostKeyCheck.Seen seen = refused.seen;
      if (seen.verdict() == KnownHosts.Verdict.ABSENT) {
        // Asked with no connection open: the host would not wait as long as a person may take.
        if (!user.confirmHostKey(device, seen.type(), seen.fingerprint())) {
          throw SshFailures.unknownKey(device, seen);
        }
        confirmed = device.withHostKey(seen.fingerprint());
        return again(confirmed, KEY_FAMILIES, seen);
      }
      if (!device.hostKey().isEmpty()) {
        // A host has keys of several types, and the confirmed one may be another than it chose now.
        return again(device, KEY_FAMILIES, seen);
      }
      throw SshFailures.changedKey(device, seen);
    }
  }

  private Connected again(Device device, List<String> families, HostKeyCheck.Seen seen)
      throws TargetException {
    for (String family : families) {
      try {
        return attempt(device, check(device), family);
      } catch (HostKeyRefused refused) {
        // Not this type of key, either: on to the next.
        continue;
      }
    }
    throw SshFailures.changedKey(device, seen);
  }

  private HostKeyCheck check(Device device) {
    return new HostKeyCheck(device, new KnownHosts(settings.userFolder().resolve("known_hosts")));
  }

  /** One connection; an empty {@code family} leaves the type of the host key open. */
  private Connected attempt(Device device, HostKeyCheck check, String family)
      throws TargetException, HostKeyRefused {
    KeyRing keys = KeyRing.of(device, settings, user);
    boolean knewPassword = secrets.hasPassword();
    PasswordPrompt prompt = new PasswordPrompt(device, secrets);
    try {
      return new Connected(open(device, check, family, keys, prompt), confirmed(device, check));
    } catch (JSchException e) {
      if (isAborted()) {
        throw SshFailures.cancelled(device);
      }
      if (e instanceof JSchHostKeyException && check.seen().isPresent()) {
        throw new HostKeyRefused(check.seen().get());
      }
      if (!family.isEmpty() && e instanceof JSchAlgoNegoFailException && check.seen().isEmpty()) {
        throw new HostKeyRefused(new HostKeyCheck.Seen(family, "", KnownHosts.Verdict.OTHER));
      }
      if (SshFailures.isRefusal(e)) {
        secrets.forget();
        throw SshFailures.refused(device, prompt, keys, e);
      }
      if (prompt.answered() && !knewPassword) {
        // The host may have hung up while the user typed; what was typed is good for one more try.
        return retry(device, family, e);
      }
      throw SshFailures.connecting(device, settings.connectTimeout(), e);
    }
  }

  private Connected retry(Device device, String family, JSchException first)
      throws TargetException, HostKeyRefused {
    if (!secrets.hasPassword()) {
      throw SshFailures.connecting(device, settings.connectTimeout(), first);
    }
    return attempt(device, check(device), family);
  }

  private static Device confirmed(Device device, HostKeyCheck check) {
    return check.seen().map(seen -> device.withHostKey(seen.fingerprint())).orElse(device);
  }

  private Session open(
      Device device, HostKeyCheck check, String family, KeyRing keys, PasswordPrompt prompt)
      throws JSchException {
    JSch jsch = new JSch();
    jsch.setHostKeyRepository(check);
    jsch.setIdentityRepository(keys);
    Session session = jsch.getSession(device.user(), device.host(), device.port());
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig(
        "PreferredAuthentications",
        device.authentication() instanceof Device.Authentication.Password
            ? "password,keyboard-interactive"
            : "publickey");
    if (!family.isEmpty()) {
      session.setConfig("server_host_key", family);
    }
    session.setUserInfo(prompt);
    session.setDaemonThread(true);
    AbortableSockets made = new AbortableSockets(settings.connectTimeout());
    synchronized (this) {
      sockets = made;
      if (aborted) {
        made.abort();
      }
    }
    session.setSocketFactory(made);
    session.setServerAliveInterval(Math.toIntExact(settings.aliveInterval().toMillis()));
    session.setServerAliveCountMax(ALIVE_QUESTIONS);
    session.connect(Math.toIntExact(settings.connectTimeout().toMillis()));
    return session;
  }

  private synchronized boolean isAborted() {
    return aborted;
  }

  /** The host's key was not accepted. */
  private static final class HostKeyRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient HostKeyCheck.Seen seen;

    HostKeyRefused(HostKeyCheck.Seen seen) {
      super("host key refused", null, false, false);
      this.seen = seen;
    }
  }
}
