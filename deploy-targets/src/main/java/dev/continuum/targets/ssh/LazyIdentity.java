package dev.continuum.targets.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.DeviceUser;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key file's identity that asks for its passphrase, up to three times, only when the device would
 * accept the key. The passphrase never becomes a {@code String}.
 */
final class LazyIdentity implements Identity {
  private static final int TRIES = 3;

  private final Identity identity;
  private final Device device;
  private final DeviceUser user;
  private boolean asked;
  private boolean wrong;

  LazyIdentity(Identity identity, Device device, DeviceUser user) {
    this.identity = identity;
    this.device = device;
    this.user = user;
  }

  /** Whether a passphrase was given and did not open the key. */
  boolean wrongPassphrase() {
    return wrong;
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

  @Override
  public boolean setPassphrase(byte[] passphrase) throws JSchException {
    return identity.setPassphrase(passphrase);
  }

  @Override
  public byte[] getPublicKeyBlob() {
    return identity.getPublicKeyBlob();
  }

  @Override
  public byte[] getSignature(byte[] data) {
    return identity.getSignature(data);
  }

  @Override
  public byte[] getSignature(byte[] data, String algorithm) {
    return identity.getSignature(data, algorithm);
  }

  @Override
  public String getAlgName() {
    return identity.getAlgName();
  }

  @Override
  public String getName() {
    return identity.getName();
  }

  @Override
  public void clear() {
    identity.clear();
  }
}
