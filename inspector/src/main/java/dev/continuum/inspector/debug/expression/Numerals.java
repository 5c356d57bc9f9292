package dev.continuum.inspector.debug.expression;

/** Reads number literals. */
final class Numerals {
  /** What a literal is. */
  enum Result {
    INTEGER,
    FLOAT,
    /** An integer of more than 64 bits. */
    TOO_LARGE,
    NONE
  }

  private final Result result;
  private long integer;
  private double number;

  Numerals(String text, boolean hex) {
    this.result = read(text, hex);
  }

  Result result() {
    return result;
  }

  /** The value of an integer, unsigned. */
  long integer() {
    return integer;
  }

  double number() {
    return number;
  }

  /** The value of a digit, or -1. */
  static int digit(char c, int radix) {
    // Character.digit would take the digits of all scripts.
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }

  private Result read(String text, boolean hex) {
    int radix = hex ? 16 : 10;
    int start = hex ? 2 : 0;
    int whole = digits(text, start, radix);
    if (whole == start) {
      return Result.NONE;
    }
    if (whole == text.length()) {
      return magnitude(text, start, radix);
    }
    int at = whole;
    if (text.charAt(at) == '.') {
      int fraction = digits(text, at + 1, radix);
      if (fraction == at + 1) {
        return Result.NONE;
      }
      at = fraction;
    }
    boolean exponent = at < text.length() && (text.charAt(at) | 0x20) == (hex ? 'p' : 'e');
    if (exponent) {
      int from = at + 1;
      if (from < text.length() && (text.charAt(from) == '+' || text.charAt(from) == '-')) {
        from++;
      }
      at = digits(text, from, 10);
      if (at == from) {
        return Result.NONE;
      }
    }
    if (at != text.length()) {
      return Result.NONE;
    }
    String plain = text.replace("_", "");
    number = Double.parseDouble(hex && !exponent ? plain + "p0" : plain);
    return Result.FLOAT;
  }

  private Result magnitude(String text, int start, int radix) {
    long value = 0;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '_') {
        continue;
      }
      long most = Long.divideUnsigned(-1, radix);
      int digit = digit(c, radix);
      long next = value * radix + digit;
      if (Long.compareUnsigned(value, most) > 0 || Long.compareUnsigned(next, digit) < 0) {
        return Result.TOO_LARGE;
      }
      value = next;
    }
    integer = value;
    return Result.INTEGER;
  }

  /** Where digits with single underscores between them end. */
  private static int digits(String text, int start, int radix) {
    int at = start;
    while (at < text.length()) {
      boolean underscore =
          text.charAt(at) == '_'
              && at > start
              && text.charAt(at - 1) != '_'
              && at + 1 < text.length()
              && digit(text.charAt(at + 1), radix) >= 0;
      if (!underscore && digit(text.charAt(at), radix) < 0) {
        break;
      }
      at++;
    }
    return at;
  }
}
