package dev.continuum.targets.ssh.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A host key's fingerprint and type, as OpenSSH prints them. */
public final class Fingerprint {
  private Fingerprint() {}

  /** {@code SHA256:} and the digest in Base64 without padding. */
  public static String of(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The type a key begins with (RFC 4253, section 6.6), such as {@code ssh-ed25519}. */
  public static String type(byte[] blob) {
    if (blob.length < 4) {
      return "unknown";
    }
    int length = ByteBuffer.wrap(blob).getInt();
    return length < 1 || length > 64 || length > blob.length - 4
        ? "unknown"
        : new String(blob, 4, length, StandardCharsets.US_ASCII);
  }
}
