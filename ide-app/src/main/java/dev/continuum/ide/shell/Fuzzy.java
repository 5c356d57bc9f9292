package dev.continuum.ide.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Matching as in command palettes: the letters of the query appear in the text in order, better
 * where they start words or follow each other.
 */
final class Fuzzy {
  private static final int CONSECUTIVE = 8;
  private static final int WORD_START = 10;
  private static final int TEXT_START = 6;
  private static final int LONGEST = 400;

  private Fuzzy() {}

  /**
   * How a query matches.
   *
   * @param score higher is better
   * @param positions the indices of the matched letters in the text
   */
  record Match(int score, List<Integer> positions) {}

  /** Matches, or null. An empty query matches everything. Blanks in the query are passed over. */
  static @Nullable Match match(String query, String text) {
    String wanted = query.toLowerCase(Locale.ROOT).replace(" ", "");
    String lower = text.toLowerCase(Locale.ROOT);
    // Some letters change length in lower case; positions would be wrong, so compare as they are.
    String in = lower.length() == text.length() ? lower : text;
    if (wanted.isEmpty()) {
      return new Match(0, List.of());
    }
    if (wanted.length() > in.length() || in.length() > LONGEST) {
      return null;
    }
    return best(wanted, in, text);
  }

  /**
   * The best alignment, by dynamic programming over (letters of the query, letters of the text).
   */
  private static @Nullable Match best(String wanted, String in, String text) {
    int n = wanted.length();
    int m = in.length();
    int[][] score = new int[n][m];
    int[][] from = new int[n][m];
    for (int q = 0; q < n; q++) {
      int bestBefore = Integer.MIN_VALUE;
      int bestAt = -1;
      for (int t = 0; t < m; t++) {
        if (q > 0 && t > 0 && score[q - 1][t - 1] > bestBefore) {
          bestBefore = score[q - 1][t - 1];
          bestAt = t - 1;
        }
        score[q][t] = Integer.MIN_VALUE;
        if (wanted.charAt(q) != in.charAt(t)) {
          continue;
        }
        int own = 1 + (isWordStart(text, t) ? WORD_START : 0) + (t == 0 ? TEXT_START : 0);
        if (q == 0) {
          score[q][t] = own - Math.min(t, 5);
          from[q][t] = -1;
          continue;
        }
        if (bestAt < 0) {
          continue;
        }
        int gapped = bestBefore - Math.min(t - bestAt - 1, 5);
        int joined =
            score[q - 1][t - 1] == Integer.MIN_VALUE
                ? Integer.MIN_VALUE
                : score[q - 1][t - 1] + CONSECUTIVE;
        score[q][t] = own + Math.max(gapped, joined);
        from[q][t] = joined >= gapped ? t - 1 : bestAt;
      }
    }
    int end = -1;
    for (int t = 0; t < m; t++) {
      if (score[n - 1][t] != Integer.MIN_VALUE
          && (end < 0 || score[n - 1][t] > score[n - 1][end])) {
        end = t;
      }
    }
    if (end < 0) {
      return null;
    }
    List<Integer> positions = new ArrayList<>();
    for (int q = n - 1, t = end; q >= 0; t = from[q][t], q--) {
      positions.addFirst(t);
    }
    return new Match(score[n - 1][end] - m / 8, positions);
  }

  private static boolean isWordStart(String text, int index) {
    if (index == 0) {
      return true;
    }
    char before = text.charAt(index - 1);
    char here = text.charAt(index);
    return !Character.isLetterOrDigit(before) && Character.isLetterOrDigit(here)
        || Character.isLowerCase(before) && Character.isUpperCase(here);
  }
}
