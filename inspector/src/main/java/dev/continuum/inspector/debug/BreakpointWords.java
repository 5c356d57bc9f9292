package dev.continuum.inspector.debug;

import dev.continuum.inspector.syntax.Identifiers;
import java.util.Set;

/** Names as breakpoints write them: plain where that cannot be mistaken, or else in quotes. */
final class BreakpointWords {
  /** What an export of the same name must be told apart from. */
  private static final Set<String> RESERVED =
      Set.of(
          "line",
          "import",
          "trap",
          "throw",
          "memory.grow",
          "func",
          "if",
          "count",
          "every",
          "log",
          "disabled");

  private BreakpointWords() {}

  static String export(String name) {
    boolean plain =
        isPlain(name, "_-.") && !Character.isDigit(name.charAt(0)) && !RESERVED.contains(name);
    return plain ? name : Identifiers.quoted(name);
  }

  static String file(String name) {
    return isPlain(name, "_-./") ? name : Identifiers.quoted(name);
  }

  /** The module of an import, which ends at the first dot. */
  static String dotless(String name) {
    return isPlain(name, "_-:/") ? name : Identifiers.quoted(name);
  }

  static String plain(String name) {
    return isPlain(name, "_-.:/") ? name : Identifiers.quoted(name);
  }

  private static boolean isPlain(String name, String signs) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c ->
                c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || signs.indexOf(c) >= 0);
  }
}
