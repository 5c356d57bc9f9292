package dev.continuum.targets.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The user's {@code known_hosts}, read only: a key the user confirmed to {@code ssh} need not be
 * confirmed again. The format is that of sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". A host at another
 * port than 22 is looked up as {@code [host]:port} and never as the plain host.
 */
final class KnownHosts {
  /** What the file says of a host's key. */
  enum Verdict {
    /** Nothing, or only keys of other types. */
    ABSENT,
    /** This very key. */
    KNOWN,
    /** Another key of the same type. */
    OTHER,
    /** This key, as one that must not be trusted. */
    REVOKED
  }

  private final Path file;

  KnownHosts(Path file) {
    this.file = file;
  }

  /**
   * Looks a key up.
   *
   * @param blob the key in the encoding of RFC 4253, section 6.6
   * @throws IOException when the file is there but cannot be read
   */
  Verdict verdict(String host, int port, byte[] blob) throws IOException {
    if (!Files.exists(file)) {
      return Verdict.ABSENT;
    }
    String name = host.toLowerCase(Locale.ROOT);
    String wanted = port == 22 ? name : "[" + name + "]:" + port;
    Verdict verdict = Verdict.ABSENT;
    // ISO 8859-1 reads any bytes: one odd line must not hide the others.
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      verdict = worse(verdict, verdictOf(line.strip(), wanted, blob));
    }
    return verdict;
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
    if (line.isEmpty() || line.startsWith("#")) {
      return Verdict.ABSENT;
    }
    List<String> fields = Arrays.asList(line.split("[ \t]+"));
    String marker = "";
    if (fields.getFirst().startsWith("@")) {
      marker = fields.getFirst();
      fields = fields.subList(1, fields.size());
    }
    if (fields.size() < 3 || marker.equals("@cert-authority") || !matches(fields.get(0), wanted)) {
      return Verdict.ABSENT;
    }
    byte[] known;
    try {
      known = Base64.getDecoder().decode(fields.get(2));
    } catch (IllegalArgumentException e) {
      // Not a key: OpenSSH skips such a line, too.
      return Verdict.ABSENT;
    }
    boolean same = MessageDigest.isEqual(known, blob);
    if (marker.equals("@revoked")) {
      return same ? Verdict.REVOKED : Verdict.ABSENT;
    }
    if (same) {
      return Verdict.KNOWN;
    }
    return fields.get(1).equals(Fingerprint.type(blob)) ? Verdict.OTHER : Verdict.ABSENT;
  }

  private static boolean matches(String patterns, String wanted) {
    if (patterns.startsWith("|1|")) {
      return matchesHash(patterns, wanted);
    }
    boolean matched = false;
    for (String pattern : patterns.split(",")) {
      boolean negated = pattern.startsWith("!");
      String glob = negated ? pattern.substring(1) : pattern;
      String regex =
          Pattern.quote(glob.toLowerCase(Locale.ROOT))
              .replace("*", "\\E.*\\Q")
              .replace("?", "\\E.\\Q");
      if (Pattern.matches(regex, wanted)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
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
