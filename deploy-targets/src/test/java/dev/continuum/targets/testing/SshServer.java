package dev.continuum.targets.testing;

import dev.continuum.targets.target.Device;
import java.nio.file.Path;

/** A real SSH server on a loopback port, with a home folder of its own for its one "device". */
public interface SshServer extends AutoCloseable {
  /** The port on 127.0.0.1. */
  int port();

  /** What {@code ~} is for commands on the device. */
  Path home();

  /** A device record that can sign in, its host key not yet confirmed. */
  Device device(String name);

  /** The host key's fingerprint, as OpenSSH prints it. */
  String fingerprint();

  /** Restarts with another host key, on the same port. */
  void changeHostKey() throws Exception;

  /** Cuts all connections there are; new ones are welcome. */
  void cutConnections() throws Exception;

  /** Stops the server, and the apps that were started on the device. */
  @Override
  void close() throws Exception;
}
