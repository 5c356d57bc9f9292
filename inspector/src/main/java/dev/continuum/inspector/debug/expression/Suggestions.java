package dev.continuum.inspector.debug.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
final class Suggestions {
  /** A module may have a million names, of a megabyte each. */
  private static final int MOST_NAMES = 20_000;

  private static final int LONGEST = 64;

  private Suggestions() {}

  /** The end of a message: what was meant, or what to do when nothing comes close. */
  static String forName(String name, Iterable<String> known, String otherwise) {
    String closest = closest(name, List.of(known));
    return closest == null ? otherwise : "; did you mean " + Names.label(closest) + "?";
  }

  /** The known name that comes closest, or null when none is close. */
  static @Nullable String closest(String name, List<? extends Iterable<String>> spaces) {
    if (name.length() > LONGEST) {
      return null;
    }
    int best = Math.max(1, name.length() / 3) + 1;
    String closest = null;
    int seen = 0;
    for (Iterable<String> names : spaces) {
      for (String known : names) {
        if (++seen > MOST_NAMES) {
          return closest;
        }
        if (Math.abs(known.length() - name.length()) < best) {
          int distance = distance(name, known, best);
          if (distance < best) {
            best = distance;
            closest = known;
          }
        }
      }
    }
    return closest;
  }

  /**
   * How many letters to change, leave out, add or swap with the next, case aside; a limit when
   * there are as many.
   */
  private static int distance(String from, String to, int limit) {
    int[] before = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int i = 0; i <= to.length(); i++) {
      row[i] = i;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] free = before;
      before = last;
      last = row;
      row = free;
      row[0] = i;
      int least = i;
      for (int j = 1; j <= to.length(); j++) {
        int next = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + cost(from, i, to, j));
        if (i > 1 && j > 1 && cost(from, i, to, j - 1) + cost(from, i - 1, to, j) == 0) {
          next = Math.min(next, before[j - 2] + 1);
        }
        row[j] = next;
        least = Math.min(least, next);
      }
      if (least >= limit) {
        return limit;
      }
    }
    return Math.min(row[to.length()], limit);
  }

  /** 0 where two letters are the same but for their case; counted from 1. */
  private static int cost(String from, int i, String to, int j) {
    boolean same =
        Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
    return same ? 0 : 1;
  }
}
