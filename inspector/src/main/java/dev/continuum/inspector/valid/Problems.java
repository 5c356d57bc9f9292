package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Problem;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a module. */
final class Problems {
  /** After this many a module is broken enough; the rest would say the same. */
  static final int MOST = 1000;

  private static final int MOST_SHOWN = 100;

  private final List<Problem> found = new ArrayList<>();

  /** A name as it can be shown: a hostile one may be as long as its file. */
  static String brief(String name) {
    return name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name;
  }

  void add(Problem problem) {
    if (found.size() < MOST) {
      found.add(problem);
    }
  }

  void invalid(int offset, String message) {
    add(new Problem(Problem.Stage.INVALID, offset, message));
  }

  void unknown(int offset, ExternKind kind, int index) {
    invalid(offset, unknown(kind.word(), index));
  }

  /** Says that nothing of a kind has an index. */
  static String unknown(String word, int index) {
    return "unknown " + word + " " + Integer.toUnsignedString(index);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return found;
  }
}
