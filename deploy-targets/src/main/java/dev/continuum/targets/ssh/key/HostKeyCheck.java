package dev.continuum.targets.ssh.key;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import dev.continuum.targets.ssh.config.Fingerprint;
import dev.continuum.targets.ssh.config.KnownHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the key a host presents, once per attempt, and remembers what it saw. A confirmed
 * fingerprint alone counts; without one, the files of known hosts are asked, which may also name
 * authorities whose certificates vouch for it.
 */
public final class HostKeyCheck implements HostKeyRepository {
  /** What was presented. */
  public record Seen(String type, String fingerprint, KnownHosts.Verdict verdict) {}

  private final String confirmed;
  private final String name;
  private final KnownHosts knownHosts;
  private volatile Optional<Seen> seen = Optional.empty();

  /**
   * A check for one attempt.
   *
   * @param confirmed the confirmed fingerprint; empty when there is none
   * @param name the host's name in the files of known hosts
   */
  public HostKeyCheck(String confirmed, String name, KnownHosts knownHosts) {
    this.confirmed = confirmed;
    this.name = name;
    this.knownHosts = knownHosts;
  }

  /** The key the host presented; empty when it never came so far, or came with a certificate. */
  public Optional<Seen> seen() {
    return seen;
  }

  @Override
  public int check(String host, byte[] blob) {
    String fingerprint = Fingerprint.of(blob);
    KnownHosts.Verdict verdict = knownHosts.verdict(name, blob);
    if (!confirmed.isEmpty() && verdict != KnownHosts.Verdict.REVOKED) {
      verdict = confirmed.equals(fingerprint) ? KnownHosts.Verdict.KNOWN : KnownHosts.Verdict.OTHER;
    }
    seen = Optional.of(new Seen(Fingerprint.type(blob), fingerprint, verdict));
    return switch (verdict) {
      case KNOWN -> OK;
      case ABSENT -> NOT_INCLUDED;
      case OTHER, REVOKED -> CHANGED;
    };
  }

  /** Whether a certificate may vouch for the host. */
  public boolean takesCertificates() {
    return confirmed.isEmpty() && !knownHosts.authorities(name).isEmpty();
  }

  /** The authorities and revoked keys: all JSch needs to judge a certificate. */
  @Override
  public HostKey[] getHostKey() {
    List<HostKey> keys = new ArrayList<>();
    if (takesCertificates()) {
      knownHosts.authorities(name).forEach(key -> add(keys, "@cert-authority", key));
    }
    knownHosts.revoked(name).forEach(key -> add(keys, "@revoked", key));
    return keys.toArray(HostKey[]::new);
  }

  private void add(List<HostKey> keys, String marker, byte[] key) {
    try {
      keys.add(new HostKey(marker, name, HostKey.GUESS, key, ""));
    } catch (JSchException e) {
      // A kind of key JSch does not know can vouch for nothing here.
      return;
    }
  }

  @Override
  public HostKey[] getHostKey(String host, String type) {
    return new HostKey[0];
  }

  @Override
  public void add(HostKey hostKey, UserInfo user) {
    // JSch adds what it was told to trust; what to trust is kept in the device's record instead.
  }

  @Override
  public void remove(String host, String type) {
    // Nothing is kept here.
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    // Nothing is kept here.
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "Continuum Studio's devices";
  }
}
