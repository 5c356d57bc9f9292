package dev.continuum.inspector.text;

/** The number tokens of the text format (specification, "Values"). */
final class Numbers {
  private final CharSequence text;
  private final int end;
  private int at;

  private Numbers(CharSequence text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** Whether the characters form an integer or floating-point number, whatever its size. */
  static boolean isNumber(CharSequence text, int start, int end) {
    return new Numbers(text, start, end).number();
  }

  private boolean number() {
    if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
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
    if (text.charAt(at) == '.') {
      at++;
      if (at < end && Character.digit(text.charAt(at), radix) >= 0 && !digits(radix)) {
        return false;
      }
    }
    if (at < end && Character.toLowerCase(text.charAt(at)) == exponent) {
      at++;
      if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
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
      char c = text.charAt(at);
      if (c < 0x80 && Character.digit(c, radix) >= 0) {
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
      if (text.charAt(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
