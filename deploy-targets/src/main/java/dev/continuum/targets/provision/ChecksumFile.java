package dev.continuum.targets.provision;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What publishers ship beside their archives: lines of a SHA-256 and a file name, as {@code
 * sha256sum} writes them; lines as BSD writes them ({@code SHA256 (NAME) = HEX}); or one digest
 * alone.
 */
final class ChecksumFile {
  private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{64})\\s+[* ]?(\\S.*)");
  private static final Pattern BSD =
      Pattern.compile("SHA256\\s*\\((.+)\\)\\s*=\\s*([0-9A-Fa-f]{64})");
  private static final Pattern ALONE = Pattern.compile("[0-9A-Fa-f]{64}");

  private ChecksumFile() {}

  /** The digest of a file of that name, in lower case; a digest alone is taken for any name. */
  static Optional<String> find(String text, String name) {
    String only = text.strip();
    if (ALONE.matcher(only).matches()) {
      return Optional.of(only.toLowerCase(Locale.ROOT));
    }
    for (String line : text.split("\\R")) {
      Matcher plain = LINE.matcher(line.strip());
      if (plain.matches() && baseName(plain.group(2)).equals(name)) {
        return Optional.of(plain.group(1).toLowerCase(Locale.ROOT));
      }
      Matcher bsd = BSD.matcher(line.strip());
      if (bsd.matches() && baseName(bsd.group(1)).equals(name)) {
        return Optional.of(bsd.group(2).toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  private static String baseName(String path) {
    return path.strip().replaceFirst("^.*/", "");
  }
}
