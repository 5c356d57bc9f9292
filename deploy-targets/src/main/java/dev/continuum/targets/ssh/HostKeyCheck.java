package dev.continuum.targets.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import dev.continuum.targets.target.Device;
import java.io.IOException;
import java.util.Optional;

/**
 * Judges the key a host presents, once per attempt, and remembers what it saw. A confirmed
 * fingerprint alone counts; without one, the user's own {@code known_hosts} is asked.
 */
final class HostKeyCheck implements HostKeyRepository {
  /** What was presented. */
  record Seen(String type, String fingerprint, KnownHosts.Verdict verdict) {}

  private final Device device;
  private final KnownHosts knownHosts;
  private volatile Optional<Seen> seen = Optional.empty();

  HostKeyCheck(Device device, KnownHosts knownHosts) {
    this.device = device;
    this.knownHosts = knownHosts;
  }

  /** The key the host presented; empty when it never came so far. */
  Optional<Seen> seen() {
    return seen;
  }

  @Override
  public int check(String host, byte[] blob) {
    String fingerprint = Fingerprint.of(blob);
    KnownHosts.Verdict verdict;
    if (!device.hostKey().isEmpty()) {
      verdict =
          device.hostKey().equals(fingerprint)
              ? KnownHosts.Verdict.KNOWN
              : KnownHosts.Verdict.OTHER;
    } else {
      try {
        verdict = knownHosts.verdict(device.host(), device.port(), blob);
      } catch (IOException e) {
        // Unreadable means it vouches for nothing: the user is asked.
        verdict = KnownHosts.Verdict.ABSENT;
      }
    }
    seen = Optional.of(new Seen(Fingerprint.type(blob), fingerprint, verdict));
    return switch (verdict) {
      case KNOWN -> OK;
      case ABSENT -> NOT_INCLUDED;
      case OTHER, REVOKED -> CHANGED;
    };
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

  @Override
  public HostKey[] getHostKey() {
    return new HostKey[0];
  }

  @Override
  public HostKey[] getHostKey(String host, String type) {
    return new HostKey[0];
  }
}
