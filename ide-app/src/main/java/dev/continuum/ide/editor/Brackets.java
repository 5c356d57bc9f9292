package dev.continuum.ide.editor;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Finds the bracket that belongs to another one; those in strings and comments do not count. */
final class Brackets {
  /** Where the two are, the one beside the caret first. */
  record Pair(int at, int match) {}

  private static final String OPEN = "([{";
  private static final String CLOSE = ")]}";

  /** How far is looked, in UTF-16 units: the search runs while the user types. */
  private static final int REACH = 200_000;

  private Brackets() {}

  /**
   * The pair beside the caret: the bracket before it counts first, then the one behind it.
   *
   * @param hidden whether a position lies in a string or a comment
   */
  static Optional<Pair> at(String text, int caret, IntPredicate hidden) {
    for (int at : new int[] {caret - 1, caret}) {
      if (at >= 0 && at < text.length() && isBracket(text.charAt(at)) && !hidden.test(at)) {
        int match = match(text, at, hidden);
        if (match >= 0) {
          return Optional.of(new Pair(at, match));
        }
      }
    }
    return Optional.empty();
  }

  private static int match(String text, int at, IntPredicate hidden) {
    char mine = text.charAt(at);
    boolean forward = OPEN.indexOf(mine) >= 0;
    char other = forward ? CLOSE.charAt(OPEN.indexOf(mine)) : OPEN.charAt(CLOSE.indexOf(mine));
    int step = forward ? 1 : -1;
    int depth = 0;
    for (int i = at; i >= 0 && i < text.length() && Math.abs(i - at) <= REACH; i += step) {
      char c = text.charAt(i);
      if ((c == mine || c == other) && !hidden.test(i)) {
        depth += c == mine ? 1 : -1;
        if (depth == 0) {
          return i;
        }
      }
    }
    return -1;
  }

  private static boolean isBracket(char c) {
    return OPEN.indexOf(c) >= 0 || CLOSE.indexOf(c) >= 0;
  }
}
