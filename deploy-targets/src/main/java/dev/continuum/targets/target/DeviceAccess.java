package dev.continuum.targets.target;

import java.time.Duration;

/**
 * A device as a computer: a shell on it, its files, its network, restarting it. Every method
 * blocks, may be called from any thread, and is cancelled by interrupting that thread.
 */
public interface DeviceAccess {
  /**
   * Opens the login shell on a terminal of {@code xterm-256color}'s kind.
   *
   * @param columns 1 to 1000
   * @param rows 1 to 1000
   */
  DeviceShell shell(int columns, int rows) throws TargetException;

  /** The device's files; nothing is sent before a method of it is called. */
  DeviceFiles files();

  /**
   * Listens on a port of this computer, on the loopback address only, and passes what connects
   * there on to where {@code what} says, as seen from the device. Lost connections to the device
   * are made again when something next connects. Lasts until closed, or until the device's target
   * is.
   *
   * @throws TargetException BUSY when another program has the port; else as a connection fails
   */
  PortForward forward(ForwardSpec what) throws TargetException;

  /**
   * Restarts the device's operating system.
   *
   * @return names the boot that ends, for {@link #awaitBack}
   * @throws TargetException PROTOCOL when the user there may not do that
   */
  String reboot() throws TargetException;

  /**
   * Waits until the device answers after a restart.
   *
   * @param boot what {@link #reboot} gave
   * @param limit how long it may take
   * @throws TargetException UNREACHABLE when it does not answer by then; PROTOCOL when it answers
   *     and has not restarted
   */
  void awaitBack(String boot, Duration limit) throws TargetException;
}
