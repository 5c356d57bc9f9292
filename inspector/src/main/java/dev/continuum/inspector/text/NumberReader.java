package dev.continuum.inspector.text;

/**
 * The values of number tokens (specification, "Integers" and "Floating-Point"). Floating-point
 * numbers are rounded to the nearest value, ties to even, however long they are.
 */
final class NumberReader {
  /** What came of the last number read. */
  enum Outcome {
    GOOD,
    /** The token is a number, but not of the kind asked for. */
    WRONG_KIND,
    OUT_OF_RANGE
  }

  private final char[] text;
  private Outcome outcome = Outcome.GOOD;

  NumberReader(char[] text) {
    this.text = text;
  }

  Outcome outcome() {
    return outcome;
  }

  /**
   * Reads an unsigned integer.
   *
   * @param bits 1 to 64
   */
  long unsigned(int start, int end, int bits) {
    outcome = Outcome.GOOD;
    long value = magnitude(start, end);
    if (outcome == Outcome.GOOD && bits < 64 && value >>> bits != 0) {
      outcome = Outcome.OUT_OF_RANGE;
    }
    return value;
  }

  /**
   * Reads an integer that may be signed, and then from {@code -2^(bits-1)}, or else below {@code
   * 2^bits}.
   *
   * @param bits 1 to 64
   * @return the value, sign extended from the given bits
   */
  long integer(int start, int end, int bits) {
    outcome = Outcome.GOOD;
    boolean negative = text[start] == '-';
    boolean signed = negative || text[start] == '+';
    long value = magnitude(signed ? start + 1 : start, end);
    if (outcome != Outcome.GOOD) {
      return value;
    }
    if (negative) {
      long least = 1L << bits - 1;
      if (Long.compareUnsigned(value, least) > 0) {
        outcome = Outcome.OUT_OF_RANGE;
      }
      return -value;
    }
    if (bits < 64 && value >>> bits != 0) {
      outcome = Outcome.OUT_OF_RANGE;
    }
    return value << 64 - bits >> 64 - bits;
  }

  /** The digits of an integer without a sign, as an unsigned number of 64 bits. */
  private long magnitude(int start, int end) {
    boolean hex = end - start > 2 && text[start] == '0' && text[start + 1] == 'x';
    return hex ? hexadecimal(start + 2, end) : decimal(start, end);
  }

  private long decimal(int start, int end) {
    long value = 0;
    if (start == end) {
      outcome = Outcome.WRONG_KIND;
    }
    for (int at = start; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        if (text[at] == '_') {
          continue;
        }
        outcome = Outcome.WRONG_KIND;
        return 0;
      }
      if (Long.compareUnsigned(value, 0x1999_9999_9999_9999L) > 0
          || value == 0x1999_9999_9999_9999L && digit > 5) {
        outcome = Outcome.OUT_OF_RANGE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private long hexadecimal(int start, int end) {
    long value = 0;
    for (int at = start; at < end; at++) {
      int digit = Numbers.digit(text[at], 16);
      if (digit < 0) {
        if (text[at] == '_') {
          continue;
        }
        outcome = Outcome.WRONG_KIND;
        return 0;
      }
      if (value >>> 60 != 0) {
        outcome = Outcome.OUT_OF_RANGE;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Reads a number as the bits of a 32-bit floating-point value. */
  int float32(int start, int end) {
    return (int) floating(start, end, 8, 23);
  }

  /** Reads a number as the bits of a 64-bit floating-point value. */
  long float64(int start, int end) {
    return floating(start, end, 11, 52);
  }

  private long floating(int start, int end, int exponentBits, int fractionBits) {
    outcome = Outcome.GOOD;
    boolean negative = text[start] == '-';
    int from = negative || text[start] == '+' ? start + 1 : start;
    long sign = negative ? 1L << exponentBits + fractionBits : 0;
    long infinity = (1L << exponentBits) - 1 << fractionBits;
    if (text[from] == 'i') {
      return sign | infinity;
    }
    if (text[from] == 'n') {
      return sign | infinity | payload(from, end, fractionBits);
    }
    boolean hex = end - from > 2 && text[from] == '0' && text[from + 1] == 'x';
    long bits =
        hex
            ? hexadecimalFloat(from + 2, end, exponentBits, fractionBits)
            : decimalFloat(from, end, fractionBits);
    if (bits == infinity) {
      outcome = Outcome.OUT_OF_RANGE;
    }
    return sign | bits;
  }

  /** What stands after the "nan" of a number, as the fraction of the value. */
  private long payload(int start, int end, int fractionBits) {
    if (end - start == 3) {
      return 1L << fractionBits - 1;
    }
    if (text[start + 4] != '0') {
      outcome = Outcome.WRONG_KIND;
      return 0;
    }
    long payload = hexadecimal(start + 6, end);
    if (payload == 0 || payload >>> fractionBits != 0) {
      outcome = Outcome.OUT_OF_RANGE;
    }
    return payload;
  }

  private long decimalFloat(int start, int end, int fractionBits) {
    char[] digits = new char[end - start];
    int length = 0;
    for (int at = start; at < end; at++) {
      if (text[at] != '_') {
        digits[length++] = text[at];
      }
    }
    String number = new String(digits, 0, length);
    return fractionBits == 23
        ? Float.floatToRawIntBits(Float.parseFloat(number))
        : Double.doubleToRawLongBits(Double.parseDouble(number));
  }

  private long hexadecimalFloat(int start, int end, int exponentBits, int fractionBits) {
    long mantissa = 0;
    boolean more = false;
    long exponent = 0;
    boolean fraction = false;
    int at = start;
    for (; at < end && (text[at] | 0x20) != 'p'; at++) {
      char c = text[at];
      if (c == '.') {
        fraction = true;
      } else if (c != '_') {
        if (mantissa >>> 58 != 0) {
          more |= c != '0';
          exponent += fraction ? 0 : 4;
        } else {
          mantissa = mantissa << 4 | Numbers.digit(c, 16);
          exponent -= fraction ? 4 : 0;
        }
      }
    }
    if (at < end) {
      exponent += exponent(at + 1, end);
    }
    return rounded(mantissa, more, exponent, exponentBits, fractionBits);
  }

  /** A decimal exponent, or one so large that it makes no difference. */
  private long exponent(int start, int end) {
    boolean negative = text[start] == '-';
    long value = 0;
    for (int at = negative || text[start] == '+' ? start + 1 : start; at < end; at++) {
      if (text[at] != '_' && value < 1L << 40) {
        value = value * 10 + (text[at] - '0');
      }
    }
    return negative ? -value : value;
  }

  /**
   * The bits of the value nearest to {@code mantissa * 2^exponent}.
   *
   * @param more whether the exact value is a little larger
   */
  private static long rounded(
      long mantissa, boolean more, long exponent, int exponentBits, int fractionBits) {
    if (mantissa == 0) {
      return 0;
    }
    int bias = (1 << exponentBits - 1) - 1;
    int lead = 63 - Long.numberOfLeadingZeros(mantissa);
    long biased = exponent + lead + bias;
    if (biased >= (1L << exponentBits) - 1) {
      return (1L << exponentBits) - 1 << fractionBits;
    }
    // How many low bits fall away; a subnormal value keeps fewer.
    long dropped = lead - fractionBits + (biased <= 0 ? 1 - biased : 0);
    if (dropped <= 0) {
      mantissa <<= -dropped;
    } else if (dropped > 63) {
      return 0;
    } else {
      long half = 1L << dropped - 1;
      long rest = mantissa & (half << 1) - 1;
      mantissa >>>= dropped;
      if (rest > half || rest == half && (more || (mantissa & 1) != 0)) {
        mantissa++;
      }
    }
    // A carry out of the fraction makes the exponent one larger, as it should.
    return biased <= 0 ? mantissa : mantissa + (biased - 1 << fractionBits);
  }
}
