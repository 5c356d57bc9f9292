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
 *
 * <p>It makes no objects of its own: {@link #advance} moves it to the next token, which the other
 * methods then describe. {@link #next} is the same with an object for each token.
 */
public final class Lexer {
  private static final byte WHITESPACE = 1;

  /** Part of an identifier, a keyword or a number. */
  private static final byte ID_PART = 2;

  /** Part of a reserved token, like those of {@link #ID_PART}. */
  private static final byte WORD_PART = 4;

  private static final byte[] CLASSES = classes();

  private final char[] text;

  /** Where {@link #text} starts in the source. */
  private final int base;

  private final int end;
  private int position;
  private int commentDepth;
  private boolean afterOpenParen;

  private TokenKind kind = TokenKind.WHITESPACE;
  private int start;
  private int word = Words.NONE;
  private int hash;
  private @Nullable String problem;

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
    this(characters(source, start, end), start, state);
  }

  /** A lexer of the characters of a whole source, or of a part that starts at a position. */
  Lexer(char[] text, int base, LexerState state) {
    this.text = text;
    this.base = base;
    this.end = text.length;
    this.commentDepth = state.commentDepth();
    this.afterOpenParen = state.afterOpenParen();
  }

  /** The characters of a part of a source. */
  static char[] characters(CharSequence source, int start, int end) {
    char[] characters = new char[end - start];
    if (source instanceof String string) {
      string.getChars(start, end, characters, 0);
    } else {
      for (int i = start; i < end; i++) {
        characters[i - start] = source.charAt(i);
      }
    }
    return characters;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (int c = 0; c < classes.length; c++) {
      if (Identifiers.isIdChar(c)) {
        classes[c] = ID_PART | WORD_PART;
      }
    }
    for (char c : new char[] {'"', ',', ';', '[', ']', '{', '}'}) {
      classes[c] = WORD_PART;
    }
    for (char c : new char[] {' ', '\t', '\n', '\r'}) {
      classes[c] = WHITESPACE;
    }
    return classes;
  }

  private static boolean is(char c, byte what) {
    return c < 128 && (CLASSES[c] & what) != 0;
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
    return advance() ? new Token(kind, start(), end(), problem) : null;
  }

  /** Moves to the next token; false at the end. */
  public boolean advance() {
    if (position == end) {
      return false;
    }
    start = position;
    if (commentDepth > 0) {
      blockComment();
    } else {
      token();
    }
    return true;
  }

  /** Moves to the next token that is no trivia; false at the end. */
  boolean advanceSignificant() {
    do {
      int at = position;
      while (at < end && is(text[at], WHITESPACE)) {
        at++;
      }
      position = at;
      if (!advance()) {
        return false;
      }
    } while (kind.isTrivia());
    return true;
  }

  /** What the token is. */
  public TokenKind kind() {
    return kind;
  }

  /** The position of the token's first character in the source. */
  public int start() {
    return base + start;
  }

  /** The position after the token's last character. */
  public int end() {
    return base + position;
  }

  /** What is wrong with the token, in a sentence; null unless it is an error. */
  public @Nullable String problem() {
    return problem;
  }

  /** What a keyword, a type or an instruction is in {@link Words}; of no use for other tokens. */
  int word() {
    return word;
  }

  /** The hash of the characters of an identifier without strings in it. */
  int hash() {
    return hash;
  }

  private void token() {
    char c = text[start];
    int what = c < 128 ? CLASSES[c] : 0;
    if ((what & ID_PART) != 0) {
      plainWord();
      return;
    }
    problem = null;
    if (what == WHITESPACE) {
      int at = start + 1;
      while (at < end && is(text[at], WHITESPACE)) {
        at++;
      }
      trivia(TokenKind.WHITESPACE, at);
    } else if (c == '(') {
      openParen();
    } else if (c == ')') {
      token(TokenKind.CLOSE_PAREN, start + 1);
    } else if (c == ';' && at(start + 1) == ';') {
      lineComment();
    } else if (what == WORD_PART) {
      mixedWord(start);
    } else {
      illegal();
    }
  }

  private void token(TokenKind kind, int tokenEnd) {
    this.kind = kind;
    position = tokenEnd;
    afterOpenParen = kind == TokenKind.OPEN_PAREN;
  }

  private void trivia(TokenKind kind, int tokenEnd) {
    this.kind = kind;
    position = tokenEnd;
  }

  private void error(int tokenEnd, String problem) {
    token(TokenKind.ERROR, tokenEnd);
    this.problem = problem;
  }

  /** The character at a position, or NUL, which no token has, past the end. */
  private char at(int position) {
    return position < end ? text[position] : '\0';
  }

  private void openParen() {
    if (at(start + 1) == ';') {
      blockComment();
      return;
    }
    if (at(start + 1) != '@') {
      token(TokenKind.OPEN_PAREN, start + 1);
      return;
    }
    int at = start + 2;
    if (at(at) == '"') {
      int stringEnd = string(at);
      if (problem == null && stringEnd == at + 2) {
        problem = "empty annotation id: the name of an annotation has at least one character";
      }
      if (problem == null) {
        token(TokenKind.ANNOTATION, stringEnd);
      } else {
        error(stringEnd, problem);
      }
      return;
    }
    while (at < end && is(text[at], ID_PART)) {
      at++;
    }
    // An annotation without a name is none: a parenthesis, and a reserved word in it.
    if (at == start + 2) {
      token(TokenKind.OPEN_PAREN, start + 1);
    } else {
      token(TokenKind.ANNOTATION, at);
    }
  }

  private void lineComment() {
    int at = start;
    while (at < end && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    trivia(TokenKind.LINE_COMMENT, at);
  }

  private void blockComment() {
    int at = start;
    do {
      char c = text[at];
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
    problem = null;
    trivia(TokenKind.BLOCK_COMMENT, at);
  }

  private void illegal() {
    int at = start;
    while (at < end) {
      char c = text[at];
      if (c == '(' || c == ')' || c < 128 && CLASSES[c] != 0) {
        break;
      }
      at++;
    }
    error(at, "illegal character: it is only allowed in strings and comments");
  }

  /** A word of identifier characters alone, which nearly all are. */
  private void plainWord() {
    int at = start;
    int hash = 0;
    char c;
    do {
      hash = hash * 31 + text[at++];
    } while (at < end && (c = text[at]) < 128 && (CLASSES[c] & ID_PART) != 0);
    if (at < end && is(text[at], WORD_PART) && !(text[at] == ';' && at(at + 1) == ';')) {
      mixedWord(at);
      return;
    }
    this.hash = hash;
    problem = null;
    position = at;
    kind = plainKind(text[start], at);
    afterOpenParen = false;
  }

  private TokenKind plainKind(char first, int wordEnd) {
    if (first >= 'a' && first <= 'z') {
      int found = Words.find(text, start, wordEnd, hash);
      word = found;
      if (found != Words.NONE) {
        return Words.kind(found, afterOpenParen);
      }
      if (Words.isAttribute(text, start, wordEnd)) {
        return TokenKind.ATTRIBUTE;
      }
      boolean special = first == 'i' || first == 'n';
      return special && Numbers.isNumber(text, start, wordEnd)
          ? TokenKind.NUMBER
          : TokenKind.UNKNOWN_WORD;
    }
    if (first == '$') {
      return wordEnd - start > 1 ? TokenKind.ID : TokenKind.RESERVED;
    }
    return Numbers.isNumber(text, start, wordEnd) ? TokenKind.NUMBER : TokenKind.RESERVED;
  }

  /** A word with strings, commas or brackets in it: a string, an identifier in quotes, or none. */
  private void mixedWord(int from) {
    problem = null;
    int at = from;
    int strings = 0;
    while (at < end && is(text[at], WORD_PART)) {
      char c = text[at];
      if (c == ';' && at(at + 1) == ';') {
        break;
      }
      if (c == '"') {
        at = string(at);
        if (problem != null) {
          error(at, problem);
          return;
        }
        strings++;
      } else {
        at++;
      }
    }
    token(mixedKind(strings, at), at);
  }

  private TokenKind mixedKind(int strings, int wordEnd) {
    if (strings == 1 && text[wordEnd - 1] == '"') {
      if (text[start] == '"') {
        return TokenKind.STRING;
      }
      if (text[start] == '$' && text[start + 1] == '"' && wordEnd - start > 3) {
        hash = 0;
        return TokenKind.ID;
      }
    }
    return TokenKind.RESERVED;
  }

  /**
   * Finds the end of the string that opens at a position; a broken one ends with its line. Notes
   * what is wrong with it.
   */
  private int string(int open) {
    int at = open + 1;
    while (at < end) {
      char c = text[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        int length = StringLiterals.escapeLength(text, at, end);
        if (length == 0) {
          problem = "illegal escape: the text format does not know it";
        }
        at += Math.max(length, 1);
        if (length == 0 && at(at) == '\\') {
          at++;
        }
      } else {
        if (c < ' ' || c == 0x7f) {
          problem = "illegal character in a string: write a control character as an escape";
        }
        at++;
      }
    }
    problem = "unclosed string: it must end on its line";
    return at;
  }
}
