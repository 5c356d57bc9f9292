package dev.continuum.targets.device;

import dev.continuum.targets.release.DeviceAgent;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.ssh.access.LocalForward;
import dev.continuum.targets.ssh.access.RemoteFiles;
import dev.continuum.targets.ssh.access.RemoteShell;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.DeviceShell;
import dev.continuum.targets.target.ForwardSpec;
import dev.continuum.targets.target.PortForward;
import dev.continuum.targets.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device as a computer, over its one connection; ports are forwarded over a second. */
final class SshAccess implements DeviceAccess, AutoCloseable {
  private final SshConnection connection;
  private final DeviceReboot reboot;
  private final RemoteFiles files;
  private final List<PortForward> forwards = new ArrayList<>();
  private @Nullable SshConnection forwarding;
  private boolean closed;

  SshAccess(SshConnection connection, DeviceAgent agent) {
    this.connection = connection;
    this.reboot = new DeviceReboot(connection, agent);
    this.files = new RemoteFiles(connection);
  }

  @Override
  public DeviceShell shell(int columns, int rows) throws TargetException {
    return RemoteShell.open(connection, columns, rows);
  }

  @Override
  public DeviceFiles files() {
    return files;
  }

  @Override
  public PortForward forward(ForwardSpec what) throws TargetException {
    PortForward made = LocalForward.start(forwarding(), what);
    synchronized (this) {
      forwards.removeIf(known -> !known.listening());
      forwards.add(made);
      if (closed) {
        made.close();
      }
    }
    return made;
  }

  private synchronized SshConnection forwarding() {
    SshConnection made = forwarding;
    if (made == null) {
      made = connection.another();
      forwarding = made;
    }
    return made;
  }

  @Override
  public String reboot() throws TargetException {
    return reboot.reboot();
  }

  @Override
  public void awaitBack(String boot, Duration limit) throws TargetException {
    reboot.awaitBack(boot, limit);
  }

  @Override
  public synchronized void close() {
    closed = true;
    forwards.forEach(PortForward::close);
    forwards.clear();
    if (forwarding != null) {
      forwarding.close();
    }
  }
}
