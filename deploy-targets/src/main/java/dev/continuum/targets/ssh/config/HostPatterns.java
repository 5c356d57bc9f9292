package dev.continuum.targets.ssh.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Patterns of host and user names with {@code *}, {@code ?} and {@code !} for “not these”. */
final class HostPatterns {
  private HostPatterns() {}

  /** Whether some pattern matches and none with {@code !} does; letters' case does not matter. */
  static boolean matches(List<String> patterns, String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    boolean matched = false;
    for (String pattern : patterns) {
      boolean negated = pattern.startsWith("!");
      if (glob(negated ? pattern.substring(1) : pattern, wanted)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  private static boolean glob(String pattern, String wanted) {
    // One star says as much as several, and keeps the search short.
    String regex =
        Pattern.quote(pattern.toLowerCase(Locale.ROOT).replaceAll("\\*+", "*"))
            .replace("*", "\\E.*\\Q")
            .replace("?", "\\E.\\Q");
    return Pattern.matches(regex, wanted);
  }

  /** Whether a name of the list stands for itself alone. */
  static boolean isPlain(String pattern) {
    return !pattern.isEmpty()
        && !pattern.startsWith("!")
        && pattern.indexOf('*') < 0
        && pattern.indexOf('?') < 0;
  }
}
