package dev.continuum.ide.device;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Passwords and passphrases the user asked to have remembered until the program ends. They are in
 * memory only. May be used from any thread.
 */
final class SessionSecrets implements AutoCloseable {
  private final Map<String, char[]> secrets = new HashMap<>();

  /** A copy for the caller to wipe. */
  synchronized Optional<char[]> get(String key) {
    return Optional.ofNullable(secrets.get(key)).map(char[]::clone);
  }

  synchronized void put(String key, char[] secret) {
    char[] old = secrets.put(key, secret.clone());
    if (old != null) {
      Arrays.fill(old, '\0');
    }
  }

  /** Forgets those whose key begins so: they were not accepted, or their device is gone. */
  void forget(String keyStart) {
    forgetIf(key -> key.startsWith(keyStart));
  }

  /** Forgets those whose key begins in none of these ways. */
  void forgetOthers(List<String> keyStarts) {
    forgetIf(key -> keyStarts.stream().noneMatch(key::startsWith));
  }

  private synchronized void forgetIf(Predicate<String> unwanted) {
    secrets
        .entrySet()
        .removeIf(entry -> {
          boolean gone = unwanted.test(entry.getKey());
          if (gone) {
            Arrays.fill(entry.getValue(), '\0');
          }
          return gone;
        });
  }

  @Override
  public void close() {
    forget("");
  }
}
