package dev.continuum.inspector.text;

/** The number tokens of the text format (specification, "Values"). */
final class Numbers {
  private final char[] text;
  private final int end;
  private int at;

  private Numbers(char[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** Whether the characters form an integer or floating-point number, whatever its size. */
  static boolean isNumber(char[] text, int start, int end) {
    for (int at = start; at < end; at++) {
      char c = text[at];
      if (c < '0' || c > '9') {
        return new Numbers(text, start, end).number();
      }
    }
    return true;
  }

  private boolean number() {
    if (at < end && (text[at] == '+' || text[at] == '-')) {
      at++;
    }
    if (rest("inf") || rest("nan") || rest("nan:canonical") || rest("nan:arithmetic")) {
      return true;
    }
    if (skip("nan:0x")) {
      return digits(16) && at == end;
    }
    if (skip("0x")) {
      return digits(16) && (at == end || fraction(16, 'p'));
    }
    return digits(10) && (at == end || fraction(10, 'e'));
  }

  private boolean fraction(int radix, char exponent) {
    if (text[at] == '.') {
      at++;
      if (at < end && digit(text[at], radix) >= 0 && !digits(radix)) {
        return false;
      }
    }
    if (at < end && (text[at] | 0x20) == exponent) {
      at++;
      if (at < end && (text[at] == '+' || text[at] == '-')) {
        at++;
      }
      return digits(10) && at == end;
    }
    return at == end;
  }

  /** Digits with single underscores between them. */
  private boolean digits(int radix) {
    boolean digit = false;
    while (at < end) {
      char c = text[at];
      if (digit(c, radix) >= 0) {
        digit = true;
      } else if (c == '_' && digit) {
        digit = false;
      } else {
        break;
      }
      at++;
    }
    return digit;
  }

  /** The value of a digit, or -1. */
  static int digit(char c, int radix) {
    int value =
        c >= '0' && c <= '9'
            ? c - '0'
            : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c < 0x80 ? (c | 0x20) - 'a' + 10 : -1;
    return value < radix ? value : -1;
  }

  private boolean rest(String word) {
    return end - at == word.length() && matches(word);
  }

  private boolean skip(String word) {
    if (end - at < word.length() || !matches(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private boolean matches(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
