package dev.continuum.targets.ssh;

import com.jcraft.jsch.Session;
import dev.continuum.targets.ssh.config.Hop;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.ssh.config.SshSettings;
import dev.continuum.targets.ssh.key.Secrets;
import dev.continuum.targets.ssh.socket.AbortableSockets;
import dev.continuum.targets.ssh.socket.TunnelSocket;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import dev.continuum.targets.target.TargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes connected sessions, through the machines on the way where there are some. */
final class SshConnector {
  private final SshSettings settings;
  private final DeviceUser user;
  private final Secrets secrets;
  private final SshConnection.Confirmation confirmation;

  /** The types of host keys seen, by fingerprint: asked for first next time. */
  private final Map<String, String> types = new ConcurrentHashMap<>();

  private @Nullable AbortableSockets sockets;
  private boolean aborted;

  SshConnector(
      SshSettings settings,
      DeviceUser user,
      Secrets secrets,
      SshConnection.Confirmation confirmation) {
    this.settings = settings;
    this.user = user;
    this.secrets = secrets;
    this.confirmation = confirmation;
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

  private synchronized boolean aborted() {
    return aborted;
  }

  private synchronized void begin(AbortableSockets made) {
    sockets = made;
    if (aborted) {
      made.abort();
    }
  }

  /**
   * Connects, asking the user what must be asked.
   *
   * @throws TargetException UNREACHABLE, AUTHENTICATION, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED or
   *     CANCELLED; LOCAL_FILE when what was confirmed cannot be read or kept
   */
  Connected connect(Device device) throws TargetException {
    synchronized (this) {
      aborted = false;
    }
    Session before = null;
    boolean connected = false;
    try {
      Hop last = null;
      for (Hop hop : Route.to(device, SshConfig.read(settings), confirmation)) {
        HopConnector.Connected made = connect(hop, before);
        before = made.session();
        last = made.hop();
      }
      if (before == null || last == null) {
        throw new IllegalStateException("A way has at least one machine.");
      }
      connected = true;
      return new Connected(before, last.device());
    } finally {
      synchronized (this) {
        sockets = null;
      }
      if (!connected && before != null) {
        before.disconnect();
      }
    }
  }

  private HopConnector.Connected connect(Hop hop, @Nullable Session before) throws TargetException {
    HopConnector.Attempts attempts =
        new HopConnector.Attempts() {
          @Override
          public void begin(AbortableSockets made) {
            SshConnector.this.begin(made);
          }

          @Override
          public boolean aborted() {
            return SshConnector.this.aborted();
          }
        };
    AbortableSockets.Way way =
        before == null
            ? null
            : TunnelSocket.through(
                before, hop.settings().connectTimeout().orElse(settings.connectTimeout()));
    HopConnector.Connected made =
        new HopConnector(settings, user, secrets, way, attempts)
            .connect(hop, types.getOrDefault(hop.device().hostKey(), ""));
    String key = made.hop().device().hostKey();
    if (!key.isEmpty()) {
      types.put(key, made.session().getHostKey().getType());
    }
    if (hop.onTheWay() && made.asked()) {
      try {
        confirmation.confirmedOnTheWay(hop.keyName(), key);
      } catch (TargetException e) {
        made.session().disconnect();
        throw e;
      }
    }
    return made;
  }
}
