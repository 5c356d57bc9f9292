package dev.continuum.ide.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Colours for languages that words, strings, numbers and comments describe well enough: tables
 * instead of grammars.
 */
final class KeywordTokenizer implements Tokenizer {
  private final String lineComment;
  private final String blockStart;
  private final String blockEnd;
  private final String quotes;
  private final Set<String> keywords;
  private final Set<String> types;
  private final boolean directives;
  private final boolean variables;
  private final String keyMark;

  private KeywordTokenizer(
      String lineComment,
      String blockStart,
      String blockEnd,
      String quotes,
      Set<String> keywords,
      Set<String> types,
      boolean directives,
      boolean variables,
      String keyMark) {
    this.lineComment = lineComment;
    this.blockStart = blockStart;
    this.blockEnd = blockEnd;
    this.quotes = quotes;
    this.keywords = keywords;
    this.types = types;
    this.directives = directives;
    this.variables = variables;
    this.keyMark = keyMark;
  }

  /** Words are separated by spaces; an empty mark means that the language has no such comment. */
  static KeywordTokenizer with(
      String lineComment,
      String blockStart,
      String blockEnd,
      String quotes,
      String keywords,
      String types) {
    return new KeywordTokenizer(
        lineComment,
        blockStart,
        blockEnd,
        quotes,
        Set.of(keywords.split(" ")),
        Set.of(types.split(" ")),
        false,
        false,
        "");
  }

  /** With lines that start with {@code #} and a word, as in C. */
  KeywordTokenizer directives() {
    return new KeywordTokenizer(
        lineComment, blockStart, blockEnd, quotes, keywords, types, true, variables, keyMark);
  }

  /** With {@code $name}, as in shells. */
  KeywordTokenizer variables() {
    return new KeywordTokenizer(
        lineComment, blockStart, blockEnd, quotes, keywords, types, directives, true, keyMark);
  }

  /** With keys: words and strings before {@code mark}. */
  KeywordTokenizer keys(String mark) {
    return new KeywordTokenizer(
        lineComment, blockStart, blockEnd, quotes, keywords, types, directives, variables, mark);
  }

  @Override
  public List<Token> tokens(String text) {
    List<Token> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end;
      TokenKind kind = null;
      if (!lineComment.isEmpty() && text.startsWith(lineComment, at) && startsComment(text, at)) {
        end = lineEnd(text, at);
        kind = TokenKind.COMMENT;
      } else if (!blockStart.isEmpty() && text.startsWith(blockStart, at)) {
        int close = text.indexOf(blockEnd, at + blockStart.length());
        end = close < 0 ? text.length() : close + blockEnd.length();
        kind = TokenKind.COMMENT;
      } else if (quotes.indexOf(c) >= 0) {
        end = stringEnd(text, at);
        kind = isKey(text, end) ? TokenKind.NAME : TokenKind.STRING;
      } else if (directives && c == '#' && onlySpaceBefore(text, at)) {
        end = wordEnd(text, at + 1);
        kind = TokenKind.KEYWORD;
      } else if (variables && c == '$') {
        end = variableEnd(text, at + 1);
        kind = TokenKind.NAME;
      } else if (c >= '0' && c <= '9') {
        end = numberEnd(text, at);
        kind = TokenKind.NUMBER;
      } else if (isWordStart(c)) {
        end = wordEnd(text, at);
        String word = text.substring(at, end);
        if (keywords.contains(word)) {
          kind = TokenKind.KEYWORD;
        } else if (types.contains(word)) {
          kind = TokenKind.TYPE;
        } else if (isKey(text, end)) {
          kind = TokenKind.NAME;
        }
      } else {
        end = at + 1;
        if ("(){}[];,".indexOf(c) >= 0) {
          kind = TokenKind.PUNCTUATION;
        }
      }
      if (kind != null) {
        found.add(new Token(at, end, kind));
      }
      at = end;
    }
    return found;
  }

  /** A {@code #} inside a word, as in a shell's {@code $#} or {@code a#b}, starts no comment. */
  private boolean startsComment(String text, int at) {
    return !lineComment.equals("#") || at == 0 || Character.isWhitespace(text.charAt(at - 1));
  }

  private boolean isKey(String text, int end) {
    if (keyMark.isEmpty()) {
      return false;
    }
    int i = end;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return text.startsWith(keyMark, i);
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** A string ends at its quote, or, forgotten, at the end of the line. */
  private static int stringEnd(String text, int at) {
    char quote = text.charAt(at);
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      } else if (c == '\n' && quote != '`') {
        return i;
      }
    }
    return text.length();
  }

  private static int variableEnd(String text, int from) {
    if (from < text.length() && (text.charAt(from) == '{' || text.charAt(from) == '(')) {
      char close = text.charAt(from) == '{' ? '}' : ')';
      for (int i = from + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
        if (text.charAt(i) == close) {
          return i + 1;
        }
      }
      return from;
    }
    int end = wordEnd(text, from);
    return end > from || from >= text.length() || Character.isWhitespace(text.charAt(from))
        ? end
        : from + 1;
  }

  private static int numberEnd(String text, int at) {
    int i = at;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean sign = (c == '+' || c == '-') && "eEpP".indexOf(text.charAt(i - 1)) >= 0 && i > at;
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !sign) {
        break;
      }
      i++;
    }
    return i;
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static int wordEnd(String text, int from) {
    int i = from;
    while (i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
      i++;
    }
    return i;
  }

  private static boolean onlySpaceBefore(String text, int at) {
    for (int i = at - 1; i >= 0 && text.charAt(i) != '\n'; i--) {
      if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
        return false;
      }
    }
    return true;
  }
}
