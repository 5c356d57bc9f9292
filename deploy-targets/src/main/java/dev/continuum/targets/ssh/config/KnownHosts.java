package dev.continuum.targets.ssh.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Files with known keys, read only: a key the user confirmed to {@code ssh} need not be confirmed
 * again. The format is that of sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". A host at another port than
 * 22 is looked up as {@code [host]:port} and never as the plain host. A file that is not there or
 * cannot be read vouches for nothing.
 */
public final class KnownHosts {
  /** What the files say of a host's key. */
  public enum Verdict {
    /** Nothing, or only keys of other types. */
    ABSENT,
    /** This very key. */
    KNOWN,
    /** Another key of the same type. */
    OTHER,
    /** This key, as one that must not be trusted. */
    REVOKED
  }

  private final List<Path> files;

  public KnownHosts(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /** How a host at a port is called in these files. */
  static String name(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return port == 22 ? name : "[" + name + "]:" + port;
  }

  /**
   * Looks a key up.
   *
   * @param wanted the host's {@link #name}
   * @param blob the key in the encoding of RFC 4253, section 6.6
   */
  public Verdict verdict(String wanted, byte[] blob) {
    Verdict verdict = Verdict.ABSENT;
    for (String line : lines()) {
      verdict = worse(verdict, verdictOf(line, wanted, blob));
    }
    return verdict;
  }

  /** The types of the keys known of a host, without those of authorities. */
  public Set<String> types(String wanted) {
    Set<String> types = new LinkedHashSet<>();
    for (String line : lines()) {
      Entry.parse(line)
          .filter(entry -> entry.marker().isEmpty() && matches(entry.hosts(), wanted))
          .ifPresent(entry -> types.add(Fingerprint.type(entry.key())));
    }
    return types;
  }

  /** The keys that may vouch for a host with a certificate. */
  public List<byte[]> authorities(String wanted) {
    return keys("@cert-authority", wanted);
  }

  /** The keys that must not be trusted for a host. */
  public List<byte[]> revoked(String wanted) {
    return keys("@revoked", wanted);
  }

  private List<byte[]> keys(String marker, String wanted) {
    List<byte[]> found = new ArrayList<>();
    for (String line : lines()) {
      Entry.parse(line)
          .filter(entry -> entry.marker().equals(marker) && matches(entry.hosts(), wanted))
          .ifPresent(entry -> found.add(entry.key()));
    }
    return found;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      try {
        // ISO 8859-1 reads any bytes: one odd line must not hide the others.
        lines.addAll(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // It vouches for nothing, then: the user is asked.
        continue;
      }
    }
    return lines;
  }

  /** A line that is neither a comment nor nonsense. */
  private record Entry(String marker, String hosts, byte[] key) {
    static Optional<Entry> parse(String line) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        return Optional.empty();
      }
      List<String> fields = Arrays.asList(text.split("[ \t]+"));
      String marker = "";
      if (fields.getFirst().startsWith("@")) {
        marker = fields.getFirst();
        fields = fields.subList(1, fields.size());
      }
      if (fields.size() < 3) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Entry(marker, fields.get(0), Base64.getDecoder().decode(fields.get(2))));
      } catch (IllegalArgumentException e) {
        // Not a key: OpenSSH skips such a line, too.
        return Optional.empty();
      }
    }
  }

  private static Verdict worse(Verdict one, Verdict other) {
    if (one == Verdict.REVOKED || other == Verdict.REVOKED) {
      return Verdict.REVOKED;
    }
    if (one == Verdict.KNOWN || other == Verdict.KNOWN) {
      return Verdict.KNOWN;
    }
    return one == Verdict.OTHER ? one : other;
  }

  private static Verdict verdictOf(String line, String wanted, byte[] blob) {
    Entry entry = Entry.parse(line).orElse(null);
    if (entry == null
        || entry.marker().equals("@cert-authority")
        || !matches(entry.hosts(), wanted)) {
      return Verdict.ABSENT;
    }
    boolean same = MessageDigest.isEqual(entry.key(), blob);
    if (entry.marker().equals("@revoked")) {
      return same ? Verdict.REVOKED : Verdict.ABSENT;
    }
    if (same) {
      return Verdict.KNOWN;
    }
    return Fingerprint.type(entry.key()).equals(Fingerprint.type(blob))
        ? Verdict.OTHER
        : Verdict.ABSENT;
  }

  private static boolean matches(String patterns, String wanted) {
    return patterns.startsWith("|1|")
        ? matchesHash(patterns, wanted)
        : HostPatterns.matches(Arrays.asList(patterns.split(",")), wanted);
  }

  private static boolean matchesHash(String pattern, String wanted) {
    String[] parts = pattern.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
      byte[] hash = mac.doFinal(wanted.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Not a hash of ours to check: OpenSSH skips such a line, too.
      return false;
    }
  }
}
