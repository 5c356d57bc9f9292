package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.text.StringLiterals;
import dev.continuum.inspector.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * Splits an expression into tokens, one at a time: {@link #next} moves on, and the fields describe
 * the token. Nothing is read behind the token, so that an expression may stand within another text.
 */
final class Tokens {
  /** The kinds of tokens. */
  enum Type {
    END,
    /** {@code $x}; {@link Tokens#text} is the name. */
    NAME,
    /** A keyword, a function or a type. */
    WORD,
    INTEGER,
    FLOAT,
    /** {@code "…"}; {@link Tokens#text} is what it stands for. */
    TEXT,
    /** An operator between two operands. */
    OPERATOR,
    /** Any other sign; {@link Tokens#sign} is it. */
    SIGN
  }

  private static final String SIGNS = "()[]{},.:?!~=";

  final CharSequence source;
  final int limit;

  Type type = Type.END;
  int start;
  int end;
  String text = "";
  char sign;
  @Nullable Operator operator;

  /** The value of an integer. */
  long integer;

  /** Whether an integer was written with hexadecimal digits. */
  boolean hexadecimal;

  double number;

  Tokens(CharSequence source, int start, int limit) throws ExpressionException {
    this.source = source;
    this.limit = limit;
    this.end = start;
    next();
  }

  /** Moves to the next token. */
  void next() throws ExpressionException {
    start = end;
    while (start < limit && isSpace(source.charAt(start))) {
      start++;
    }
    if (start >= limit) {
      end = start;
      type = Type.END;
      return;
    }
    char c = source.charAt(start);
    Operator found;
    if (c == '$') {
      name();
    } else if (c == '"') {
      end = quoteEnd(start, '"');
      type = Type.TEXT;
      text = unescaped(start, end);
    } else if (c == '\'') {
      character();
    } else if (c >= '0' && c <= '9') {
      numeral();
    } else if (Names.isPart(c)) {
      word();
    } else if ((found = Operator.at(source, start, limit)) != null) {
      type = Type.OPERATOR;
      operator = found;
      end = start + found.text.length();
    } else if (SIGNS.indexOf(c) >= 0) {
      type = Type.SIGN;
      sign = c;
      end = start + 1;
    } else {
      int length = Character.charCount(Character.codePointAt(source, start));
      throw new ExpressionException(
          Kind.SYNTAX,
          new TextRange(start, Math.min(start + length, limit)),
          "the character " + described(start) + " has no meaning here; remove it");
    }
  }

  private String described(int at) {
    int c = Character.codePointAt(source, at);
    return String.format("U+%04X", c);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  boolean isSign(char wanted) {
    return type == Type.SIGN && sign == wanted;
  }

  boolean isWord(String wanted) {
    return type == Type.WORD && text.equals(wanted);
  }

  boolean isOperator(Operator wanted) {
    return type == Type.OPERATOR && operator == wanted;
  }

  /** The token as it was written, short and harmless, for a message. */
  String shown() {
    return start == end ? "the end" : Names.shown(source.subSequence(start, end));
  }

  ExpressionException error(String message) {
    return new ExpressionException(Kind.SYNTAX, new TextRange(start, end), message);
  }

  private void word() {
    int at = start;
    while (at < limit && Names.isPart(source.charAt(at))) {
      at++;
    }
    end = at;
    type = Type.WORD;
    text = source.subSequence(start, at).toString();
  }

  private void name() throws ExpressionException {
    type = Type.NAME;
    if (start + 1 < limit && source.charAt(start + 1) == '"') {
      end = quoteEnd(start + 1, '"');
      text = unescaped(start + 1, end);
    } else {
      end = Names.end(source, start + 1, limit);
      text = source.subSequence(start + 1, end).toString();
    }
    if (text.isEmpty()) {
      end = Math.max(end, start + 1);
      throw error("a name is missing behind $; write $name, or $\"name\" for one with other signs");
    }
  }

  private void character() throws ExpressionException {
    end = quoteEnd(start, '\'');
    String inner = source.subSequence(start + 1, end - 1).toString();
    String literal =
        switch (inner) {
          case "\"" -> "\"\\\"\"";
          // C programmers write it so; the text format has no short form of NUL.
          case "\\0" -> "\"\\00\"";
          default -> "\"" + inner + "\"";
        };
    String value = unescaped(literal);
    if (value.isEmpty() || value.codePointCount(0, value.length()) != 1) {
      throw error("a character in '…' is exactly one; write a string with \"…\"");
    }
    type = Type.INTEGER;
    hexadecimal = false;
    integer = value.codePointAt(0);
  }

  /** Where something in quotes ends, behind its closing quote. */
  private int quoteEnd(int from, char quote) throws ExpressionException {
    int at = from + 1;
    while (at < limit) {
      char c = source.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (c < 0x20 || c == 0x7f) {
        throw new ExpressionException(
            Kind.SYNTAX,
            new TextRange(at, at + 1),
            "a control character in quotes; write it as \\n, \\t or \\u{…}");
      }
      at += c == '\\' ? 2 : 1;
    }
    throw new ExpressionException(
        Kind.SYNTAX, new TextRange(start, limit), "the closing " + quote + " is missing; add it");
  }

  private String unescaped(int from, int to) throws ExpressionException {
    return unescaped(source.subSequence(from, to));
  }

  private String unescaped(CharSequence literal) throws ExpressionException {
    try {
      return StringLiterals.text(literal);
    } catch (IllegalArgumentException malformed) {
      throw error(
          "an escape that is none; there are \\n"
              + " \\t \\r"
              + " \\\" \\' \\\\ \\u{1f600} and bytes as \\0a");
    }
  }

  private void numeral() throws ExpressionException {
    boolean hex =
        source.charAt(start) == '0'
            && start + 1 < limit
            && (source.charAt(start + 1) | 0x20) == 'x';
    int at = hex ? start + 2 : start;
    boolean fraction = false;
    while (at < limit) {
      char c = source.charAt(at);
      boolean exponent = (c | 0x20) == (hex ? 'p' : 'e');
      if (exponent && at + 1 < limit && isSignOf(source.charAt(at + 1))) {
        at += 2;
      } else if (Names.isPart(c)) {
        at++;
      } else if (c == '.' && !fraction && at + 1 < limit && isDigit(at + 1, hex)) {
        at++;
        fraction = true;
      } else {
        break;
      }
    }
    end = at;
    value(hex);
  }

  private static boolean isSignOf(char c) {
    return c == '+' || c == '-';
  }

  private boolean isDigit(int at, boolean hex) {
    return Numerals.digit(source.charAt(at), hex ? 16 : 10) >= 0;
  }

  private void value(boolean hex) throws ExpressionException {
    Numerals numerals = new Numerals(source.subSequence(start, end).toString(), hex);
    switch (numerals.result()) {
      case INTEGER -> {
        type = Type.INTEGER;
        hexadecimal = hex;
        integer = numerals.integer();
      }
      case FLOAT -> {
        type = Type.FLOAT;
        number = numerals.number();
      }
      case TOO_LARGE ->
          throw new ExpressionException(
              Kind.DOES_NOT_FIT,
              new TextRange(start, end),
              "the number " + shown() + " does not fit 64 bits; write it as a float, with .0");
      case NONE ->
          throw error(
              "no number: " + shown() + "; there are 42, 1_000, 0xff, 1.5, 2e10 and 0x1.8p3");
    }
  }
}
