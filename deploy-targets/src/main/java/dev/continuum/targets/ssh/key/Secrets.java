package dev.continuum.targets.ssh.key;

import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A password typed once, and a key opened once, are good for reconnecting until this is closed;
 * they are kept in memory only, and a password is forgotten as soon as its machine refuses it.
 */
public final class Secrets implements AutoCloseable {
  private final DeviceUser user;
  private final Map<String, char[]> passwords = new HashMap<>();
  private final Map<Path, LazyIdentity> keys = new HashMap<>();

  public Secrets(DeviceUser user) {
    this.user = user;
  }

  /** A device's password, asked for when there is none yet; a copy for the caller to wipe. */
  synchronized Optional<char[]> password(Device device) {
    char[] known = passwords.get(device.address());
    if (known == null) {
      Optional<char[]> answer = user.password(device);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      known = answer.get();
      passwords.put(device.address(), known);
    }
    return Optional.of(known.clone());
  }

  /** Whether a password is remembered. */
  public synchronized boolean hasPassword(Device device) {
    return passwords.containsKey(device.address());
  }

  /** Forgets a password. */
  public synchronized void forget(Device device) {
    char[] known = passwords.remove(device.address());
    if (known != null) {
      Arrays.fill(known, '\0');
    }
  }

  /** A key opened earlier, if the file has not changed since. */
  synchronized Optional<LazyIdentity> key(Path file) {
    return Optional.ofNullable(keys.get(file)).filter(LazyIdentity::stillOpen);
  }

  /** Keeps a key, which may be opened later. */
  synchronized void keep(Path file, LazyIdentity key) {
    keys.put(file, key);
  }

  @Override
  public synchronized void close() {
    passwords.values().forEach(password -> Arrays.fill(password, '\0'));
    passwords.clear();
    keys.values().forEach(LazyIdentity::clear);
    keys.clear();
  }
}
