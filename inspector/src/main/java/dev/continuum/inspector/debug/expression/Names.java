package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.syntax.Identifiers;

/**
 * Names as expressions write them. An identifier of the text format may hold any operator ({@code
 * $a+b}); here a plain name holds letters, digits, {@code _ # @ $ \ `}, single dots within and
 * {@code ::}, and any other is written {@code $"a+b"}.
 */
final class Names {
  /** How many characters of what is wrong a message repeats. */
  private static final int MOST_SHOWN = 40;

  private Names() {}

  /** A letter, a digit or {@code _}: what a word is made of, and most names. */
  static boolean isPart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isPart(c) || c == '#' || c == '@' || c == '$' || c == '\\' || c == '`';
  }

  /** Where a plain name ends that starts behind a {@code $}. */
  static int end(CharSequence source, int start, int limit) {
    int at = start;
    while (at < limit) {
      char c = source.charAt(at);
      if (isNamePart(c)) {
        at++;
      } else if (c == '.' && continues(source, at + 1, limit)) {
        at++;
      } else if (c == ':'
          && at + 2 < limit
          && source.charAt(at + 1) == ':'
          && isNamePart(source.charAt(at + 2))) {
        at += 2;
      } else {
        break;
      }
    }
    return at;
  }

  /** Whether what follows a dot belongs to the name, and is not a field or a text read. */
  private static boolean continues(CharSequence source, int at, int limit) {
    return at < limit
        && isNamePart(source.charAt(at))
        && source.charAt(at) != '$'
        && !startsWith(source, at, limit, "field[")
        && !startsWith(source, at, limit, "str[");
  }

  private static boolean startsWith(CharSequence source, int at, int limit, String word) {
    if (at + word.length() > limit) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (source.charAt(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A name as it is written in an expression. */
  static String written(String name) {
    return !name.isEmpty() && end(name, 0, name.length()) == name.length()
        ? "$" + name
        : "$" + Identifiers.quoted(name);
  }

  /** A name as it is written in an expression, short enough for a message. */
  static String label(String name) {
    return name.length() <= MOST_SHOWN ? written(name) : written(start(name)) + "…";
  }

  /** A piece of what the user wrote, short and harmless, for a message. */
  static String shown(CharSequence text) {
    String all = text.toString();
    return all.length() <= MOST_SHOWN ? visible(all) : visible(start(all)) + "…";
  }

  private static String start(String text) {
    boolean pair = Character.isHighSurrogate(text.charAt(MOST_SHOWN - 1));
    return text.substring(0, pair ? MOST_SHOWN - 1 : MOST_SHOWN);
  }

  private static String visible(String text) {
    String quoted = Identifiers.quoted(text);
    String bare = quoted.substring(1, quoted.length() - 1);
    return bare.equals(text) ? text : quoted;
  }
}
