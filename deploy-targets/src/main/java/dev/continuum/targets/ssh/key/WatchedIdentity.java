package dev.continuum.targets.ssh.key;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;

/** A key that tells whether it was asked to sign, which a host does when it accepts the key. */
class WatchedIdentity implements Identity {
  private final Identity identity;
  private volatile boolean signed;

  WatchedIdentity(Identity identity) {
    this.identity = identity;
  }

  /** Whether a host asked it to sign since {@link #begin}. */
  final boolean signed() {
    return signed;
  }

  /** Before an attempt. */
  final void begin() {
    signed = false;
  }

  @Override
  public boolean isEncrypted() {
    return identity.isEncrypted();
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
    signed = true;
    return identity.getSignature(data);
  }

  @Override
  public byte[] getSignature(byte[] data, String algorithm) {
    signed = true;
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
