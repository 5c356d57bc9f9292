package dev.continuum.targets.ssh;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A password typed once is good for reconnecting until this is closed; it is kept in memory only
 * and forgotten as soon as the device refuses it.
 */
final class Secrets implements AutoCloseable {
  private final DeviceUser user;
  private char @Nullable [] password;

  Secrets(DeviceUser user) {
    this.user = user;
  }

  /** The device's password, asked for when there is none yet; a copy for the caller to wipe. */
  synchronized Optional<char[]> password(Device device) {
    if (password == null) {
      Optional<char[]> answer = user.password(device);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      password = answer.get();
    }
    return Optional.of(password.clone());
  }

  /** Whether a password is remembered. */
  synchronized boolean hasPassword() {
    return password != null;
  }

  /** Forgets the password. */
  synchronized void forget() {
    if (password != null) {
      Arrays.fill(password, '\0');
      password = null;
    }
  }

  @Override
  public void close() {
    forget();
  }
}
