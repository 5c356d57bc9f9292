package dev.continuum.ide.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Arguments as one line of text, quoted as in a POSIX shell (XCU 2.2): blanks separate, single
 * quotes keep everything, double quotes keep all but backslash, a backslash keeps the next
 * character. Nothing is expanded.
 */
public final class ArgumentText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ArgumentText() {}

  /**
   * The arguments a text says.
   *
   * @throws IllegalArgumentException for a quote that is not closed, in words for the user
   */
  public static List<String> split(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == '\'') {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\\' && keepsNext(text, i, quote)) {
        word.append(text.charAt(++i));
        inWord = true;
      } else if (quote == '"') {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          arguments.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("The quote " + quote + " is not closed.");
    }
    if (inWord) {
      arguments.add(word.toString());
    }
    return arguments;
  }

  private static boolean keepsNext(String text, int at, char quote) {
    if (at + 1 == text.length()) {
      if (quote == 0) {
        throw new IllegalArgumentException("The backslash at the end keeps nothing.");
      }
      return false;
    }
    char next = text.charAt(at + 1);
    return quote == 0 || next == '"' || next == '\\' || next == '$' || next == '`';
  }

  /** A text that {@link #split} reads as these arguments. */
  public static String join(List<String> arguments) {
    return arguments.stream().map(ArgumentText::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
