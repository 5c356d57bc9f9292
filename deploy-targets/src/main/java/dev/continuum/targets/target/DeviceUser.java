package dev.continuum.targets.target;

import java.util.List;
import java.util.Optional;

/**
 * The person at the screen or the terminal, asked while a connection is made. Called on background
 * threads; an answer may take as long as it takes. The device asked for may also be a host on the
 * way to one: then it has that host's name and address.
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

  /**
   * The answers to what a device asks in its own words, one a prompt and in order; empty when the
   * user gives none. The caller wipes the arrays. One who cannot ask gives none.
   */
  default Optional<List<char[]>> answers(Device device, Challenge challenge) {
    return Optional.empty();
  }
}
