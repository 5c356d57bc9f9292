package dev.continuum.targets.ssh.key;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key file's identity that asks for its passphrase, up to three times, only when the device would
 * accept the key. The passphrase never becomes a {@code String}.
 */
final class LazyIdentity extends WatchedIdentity {
  private static final int TRIES = 3;

  private final Identity identity;
  private final Path file;
  private final FileTime modified;
  private final Device device;
  private final DeviceUser user;
  private boolean asked;
  private boolean wrong;

  /**
   * An identity.
   *
   * @param file where it was read from
   * @param device named when its passphrase is asked for
   */
  LazyIdentity(Identity identity, Path file, Device device, DeviceUser user) {
    super(identity);
    this.identity = identity;
    this.file = file;
    this.modified = modified(file);
    this.device = device;
    this.user = user;
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // Gone or unreadable, which is a change, too.
      return FileTime.fromMillis(0);
    }
  }

  /** Whether a passphrase was given and did not open the key. */
  boolean wrongPassphrase() {
    return wrong;
  }

  /** Whether the key is open and its file the same as when it was read. */
  boolean stillOpen() {
    return !identity.isEncrypted() && modified.equals(modified(file));
  }

  @Override
  public boolean isEncrypted() {
    if (identity.isEncrypted() && !asked) {
      asked = true;
      unlock();
    }
    return identity.isEncrypted();
  }

  private void unlock() {
    for (int i = 0; i < TRIES && identity.isEncrypted(); i++) {
      Optional<char[]> answer = user.passphrase(device, identity.getName());
      if (answer.isEmpty()) {
        return;
      }
      char[] passphrase = answer.get();
      ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
      byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
      try {
        wrong = !identity.setPassphrase(bytes) || identity.isEncrypted();
      } catch (JSchException e) {
        wrong = true;
      } finally {
        Arrays.fill(passphrase, '\0');
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(encoded.array(), (byte) 0);
      }
    }
  }
}
