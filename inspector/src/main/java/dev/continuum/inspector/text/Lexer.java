package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.Identifiers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a source into tokens (specification, "Lexical Format"). No character is left out, so the
 * tokens put together give the source again; what is wrong becomes a token like any other.
 *
 * <p>A lexer can start at the start of any line, given the state in which the line before ended:
 * strings end with their line, so the only thing that crosses lines is an open block comment.
 */
public final class Lexer {
  private final CharSequence source;
  private final int end;
  private int position;
  private int commentDepth;
  private boolean afterOpenParen;

  public Lexer(CharSequence source) {
    this(source, 0, source.length(), LexerState.START);
  }

  /**
   * A lexer of a part of a source.
   *
   * @param start where a line starts
   * @param end where the part ends, at a line's end or the source's
   * @param state the {@link #state} in which the part before ended
   */
  public Lexer(CharSequence source, int start, int end, LexerState state) {
    this.source = source;
    this.position = start;
    this.end = end;
    this.commentDepth = state.commentDepth();
    this.afterOpenParen = state.afterOpenParen();
  }

  /** All tokens of a source. */
  public static List<Token> tokens(CharSequence source) {
    Lexer lexer = new Lexer(source);
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.next(); token != null; token = lexer.next()) {
      tokens.add(token);
    }
    return tokens;
  }

  /** The state after the last token. */
  public LexerState state() {
    return commentDepth == 0 && !afterOpenParen
        ? LexerState.START
        : new LexerState(commentDepth, afterOpenParen);
  }

  /** The next token, or null at the end. */
  public @Nullable Token next() {
    if (position == end) {
      return null;
    }
    Token token = commentDepth > 0 ? blockComment(position) : token();
    position = token.end();
    if (!token.kind().isTrivia()) {
      afterOpenParen = token.kind() == TokenKind.OPEN_PAREN;
    }
    return token;
  }

  private Token token() {
    int start = position;
    char c = source.charAt(start);
    if (isWhitespace(c)) {
      int at = start + 1;
      while (at < end && isWhitespace(source.charAt(at))) {
        at++;
      }
      return new Token(TokenKind.WHITESPACE, start, at);
    }
    return switch (c) {
      case '(' -> openParen(start);
      case ')' -> new Token(TokenKind.CLOSE_PAREN, start, start + 1);
      case ';' -> at(start + 1) == ';' ? lineComment(start) : word(start);
      default -> isWordPart(c) ? word(start) : illegal(start);
    };
  }

  private static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** What may stand in a word, a number or a reserved token; strings may stand in one too. */
  private static boolean isWordPart(char c) {
    return Identifiers.isIdChar(c)
        || switch (c) {
          case '"', ',', ';', '[', ']', '{', '}' -> true;
          default -> false;
        };
  }

  /** The character at a position, or NUL, which no token has, past the end. */
  private char at(int position) {
    return position < end ? source.charAt(position) : '\0';
  }

  private Token openParen(int start) {
    if (at(start + 1) == ';') {
      return blockComment(start);
    }
    if (at(start + 1) != '@') {
      return new Token(TokenKind.OPEN_PAREN, start, start + 1);
    }
    int at = start + 2;
    if (at(at) == '"') {
      StringEnd string = string(at);
      return string.problem() == null
          ? new Token(TokenKind.ANNOTATION, start, string.end())
          : new Token(TokenKind.ERROR, start, string.end(), string.problem());
    }
    while (at < end && Identifiers.isIdChar(source.charAt(at))) {
      at++;
    }
    // An annotation without a name is none: a parenthesis, and a reserved word in it.
    return at == start + 2
        ? new Token(TokenKind.OPEN_PAREN, start, start + 1)
        : new Token(TokenKind.ANNOTATION, start, at);
  }

  private Token lineComment(int start) {
    int at = start;
    while (at < end && source.charAt(at) != '\n' && source.charAt(at) != '\r') {
      at++;
    }
    return new Token(TokenKind.LINE_COMMENT, start, at);
  }

  private Token blockComment(int start) {
    int at = start;
    do {
      char c = source.charAt(at);
      if (c == '(' && at(at + 1) == ';') {
        commentDepth++;
        at += 2;
      } else if (c == ';' && at(at + 1) == ')') {
        commentDepth--;
        at += 2;
      } else {
        at++;
      }
    } while (at < end && commentDepth > 0);
    return new Token(TokenKind.BLOCK_COMMENT, start, at);
  }

  private Token illegal(int start) {
    int at = start;
    while (at < end) {
      char c = source.charAt(at);
      if (isWhitespace(c) || c == '(' || c == ')' || isWordPart(c)) {
        break;
      }
      at++;
    }
    String problem = "This character is only allowed in strings and comments.";
    return new Token(TokenKind.ERROR, start, at, problem);
  }

  /** A longest run of characters and strings without anything that separates, then named. */
  private Token word(int start) {
    int at = start;
    int strings = 0;
    while (at < end && isWordPart(source.charAt(at))) {
      char c = source.charAt(at);
      if (c == ';' && at(at + 1) == ';') {
        break;
      }
      if (c == '"') {
        StringEnd string = string(at);
        if (string.problem() != null) {
          return new Token(TokenKind.ERROR, start, string.end(), string.problem());
        }
        strings++;
        at = string.end();
      } else {
        at++;
      }
    }
    return new Token(kind(start, at, strings), start, at);
  }

  private TokenKind kind(int start, int wordEnd, int strings) {
    char first = source.charAt(start);
    if (strings > 0) {
      boolean alone = strings == 1 && source.charAt(wordEnd - 1) == '"';
      if (alone && first == '"') {
        return TokenKind.STRING;
      }
      boolean quotedId = alone && first == '$' && source.charAt(start + 1) == '"';
      return quotedId && wordEnd - start > 3 ? TokenKind.ID : TokenKind.RESERVED;
    }
    for (int at = start; at < wordEnd; at++) {
      if (!Identifiers.isIdChar(source.charAt(at))) {
        return TokenKind.RESERVED;
      }
    }
    if (first == '$') {
      return wordEnd - start > 1 ? TokenKind.ID : TokenKind.RESERVED;
    }
    if (Numbers.isNumber(source, start, wordEnd)) {
      return TokenKind.NUMBER;
    }
    return first >= 'a' && first <= 'z'
        ? Words.kind(source.subSequence(start, wordEnd).toString(), afterOpenParen)
        : TokenKind.RESERVED;
  }

  private record StringEnd(int end, @Nullable String problem) {}

  /** Finds the end of the string that opens at a position; a broken one ends with its line. */
  private StringEnd string(int start) {
    String problem = null;
    int at = start + 1;
    while (at < end) {
      char c = source.charAt(at);
      if (c == '"') {
        return new StringEnd(at + 1, problem);
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        int length = StringLiterals.escapeLength(source, at, end);
        if (length == 0) {
          problem = "The string has an escape that the text format does not know.";
        }
        at += Math.max(length, 1);
        if (length == 0 && at(at) == '\\') {
          at++;
        }
      } else {
        if (c < ' ' || c == 0x7f) {
          problem = "The string has a control character; write it as an escape.";
        }
        at++;
      }
    }
    return new StringEnd(at, "The string is not closed.");
  }
}
