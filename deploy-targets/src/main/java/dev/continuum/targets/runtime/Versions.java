package dev.continuum.targets.runtime;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Comparing versions by the numbers in them. */
public final class Versions {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private Versions() {}

  /** Negative, zero or positive; of two that begin alike the longer one is the greater. */
  public static int compare(String one, String other) {
    List<BigInteger> left = numbers(one);
    List<BigInteger> right = numbers(other);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /**
   * Whether a version is that one or a later one. A version without any number is a build of
   * somebody's own, as Debian's wazero calls itself {@code dev}: it is taken for a late one.
   */
  public static boolean atLeast(String version, String since) {
    return numbers(version).isEmpty() || compare(version, since) >= 0;
  }

  private static List<BigInteger> numbers(String version) {
    return NUMBER.matcher(version).results().map(MatchResult::group).map(BigInteger::new).toList();
  }
}
