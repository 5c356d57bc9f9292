package dev.continuum.targets.ssh.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of ssh_config(5): a keyword, then arguments after blanks or one {@code =}.
 *
 * @param keyword in lower case
 * @param arguments without their quotes
 */
record ConfigLine(Path file, int number, String keyword, List<String> arguments) {
  /** Copies the arguments. */
  ConfigLine {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads one line; empty for a blank one and a comment.
   *
   * @throws IllegalArgumentException with what is wrong when it has a keyword and nothing else, or
   *     a quote without its end
   */
  static Optional<ConfigLine> parse(Path file, int number, String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    int end = 0;
    while (end < text.length() && !isBlank(text.charAt(end)) && text.charAt(end) != '=') {
      end++;
    }
    int from = end;
    while (from < text.length() && isBlank(text.charAt(from))) {
      from++;
    }
    if (from < text.length() && text.charAt(from) == '=') {
      from++;
    }
    List<String> arguments = words(text.substring(from));
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("“" + text + "” says nothing");
    }
    return Optional.of(
        new ConfigLine(file, number, text.substring(0, end).toLowerCase(Locale.ROOT), arguments));
  }

  /** Where it stands, for messages. */
  String place() {
    return file + ", line " + number;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (isBlank(text.charAt(at))) {
        at++;
      } else if (text.charAt(at) == '#') {
        break;
      } else {
        StringBuilder word = new StringBuilder();
        at = word(text, at, word);
        words.add(word.toString());
      }
    }
    return words;
  }

  private static int word(String text, int from, StringBuilder word) {
    char quote = 0;
    int at = from;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && escapes(text.charAt(at + 1), quote)) {
        word.append(text.charAt(++at));
      } else if (quote == 0 && isBlank(c)) {
        break;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    return at;
  }

  private static boolean escapes(char escaped, char quote) {
    return escaped == '"' || escaped == '\'' || escaped == '\\' || (quote == 0 && escaped == ' ');
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
