package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.text.StringLiterals;
import dev.continuum.inspector.text.TextRange;

/** Reads a command piece by piece. */
final class CommandText {
  final String text;
  int at;

  CommandText(String text) {
    this.text = text;
  }

  boolean atEnd() {
    skipSpaces();
    return at >= text.length();
  }

  void skipSpaces() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** The characters up to the next space, without taking them. */
  String peek() {
    skipSpaces();
    int end = at;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }

  /** Takes a word if it comes next. */
  boolean takes(String word) {
    if (!peek().equals(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /** Takes a string in quotes; what it stands for. */
  String quoted() throws ExpressionException {
    int start = at;
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw error(start, text.length(), "the closing \" is missing; add it");
    }
    at = end + 1;
    try {
      return StringLiterals.text(text.substring(start, at));
    } catch (IllegalArgumentException malformed) {
      throw error(
          start,
          at,
          "an escape that is none; there are \\n"
              + " \\t \\r"
              + " \\\" \\' \\\\ \\u{1f600} and bytes as \\0a");
    }
  }

  /** Takes decimal digits; the number, which is at least 1. */
  long number(String what) throws ExpressionException {
    skipSpaces();
    int start = at;
    long number = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      number = Math.min(number * 10 + (text.charAt(at) - '0'), Long.MAX_VALUE / 16);
      at++;
    }
    boolean whole = at > start && (at == text.length() || !Identifiers.isIdChar(text.charAt(at)));
    if (!whole || number == 0) {
      throw error(start, wordEnd(start), what + " is a number from 1 on");
    }
    return number;
  }

  /** Where the word ends that a position is in, but behind the position where there is text. */
  int wordEnd(int start) {
    int end = start;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  ExpressionException error(int start, int end, String message) {
    return new ExpressionException(Kind.SYNTAX, new TextRange(start, end), message);
  }

  /** What comes next, short and harmless, for a message. */
  String shown() {
    String word = peek();
    if (word.isEmpty()) {
      return "the end";
    }
    String quoted = Identifiers.quoted(word.length() > 40 ? word.substring(0, 40) : word);
    return word.length() > 40 ? quoted + "…" : quoted;
  }
}
