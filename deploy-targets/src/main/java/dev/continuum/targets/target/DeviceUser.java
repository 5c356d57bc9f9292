package dev.continuum.targets.target;

import java.util.Optional;

/**
 * The person at the screen or the terminal, asked while a connection is made. Called on background
 * threads; an answer may take as long as it takes.
 */
public interface DeviceUser {
  /**
   * First contact: is this the device's key?
   *
   * @param keyType such as {@code ssh-ed25519}
   * @param fingerprint {@code SHA256:…}
   */
  boolean confirmHostKey(Device device, String keyType, String fingerprint);

  /** The device's password; empty when the user gives none. The caller wipes the array. */
  Optional<char[]> password(Device device);

  /** The passphrase of a private key file; empty when the user gives none. Wiped by the caller. */
  Optional<char[]> passphrase(Device device, String keyFile);
}
