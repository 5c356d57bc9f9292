package dev.continuum.ide.debug.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes to look for.
 *
 * @param bytes what they are
 * @param any which of them may be anything
 */
record SearchPattern(byte[] bytes, boolean[] any) {
  /** The most bytes that can be looked for. */
  static final int LONGEST = 1024;

  /** What is looked for. */
  enum Kind {
    BYTES("Bytes", "de ad ?? ef"),
    TEXT("Text", "hello"),
    I8("i8", "-1"),
    I16("i16", "1000"),
    I32("i32", "1200"),
    I64("i64", "0x7fff"),
    F32("f32", "0.5"),
    F64("f64", "3.14");

    private final String title;
    private final String example;

    Kind(String title, String example) {
      this.title = title;
      this.example = example;
    }

    /** What a field for it shows while it is empty. */
    String example() {
      return example;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /** Something that cannot be looked for; the message says why in a sentence. */
  static final class PatternException extends Exception {
    private static final long serialVersionUID = 1;

    PatternException(String message) {
      super(message);
    }
  }

  /** Reads what the user has typed. */
  static SearchPattern of(Kind kind, String text) throws PatternException {
    SearchPattern pattern =
        switch (kind) {
          case BYTES -> bytes(text);
          case TEXT -> plain(text.getBytes(StandardCharsets.UTF_8));
          case I8 -> integer(text, 1);
          case I16 -> integer(text, 2);
          case I32 -> integer(text, 4);
          case I64 -> integer(text, 8);
          case F32 -> number(Float.floatToRawIntBits((float) real(text)), 4);
          case F64 -> number(Double.doubleToRawLongBits(real(text)), 8);
        };
    if (pattern.bytes.length == 0) {
      throw new PatternException("Type what to look for.");
    }
    if (pattern.bytes.length > LONGEST) {
      throw new PatternException("At most %d bytes can be looked for.".formatted(LONGEST));
    }
    return pattern;
  }

  private static SearchPattern plain(byte[] bytes) {
    return new SearchPattern(bytes, new boolean[bytes.length]);
  }

  private static SearchPattern bytes(String text) throws PatternException {
    String digits = text.replaceAll("0[xX]", "").replaceAll("[\\s,_]", "");
    if (digits.length() % 2 != 0) {
      throw new PatternException("A byte has two digits, and the last here has one.");
    }
    byte[] bytes = new byte[digits.length() / 2];
    boolean[] any = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      String pair = digits.substring(2 * i, 2 * i + 2);
      if (pair.equals("??")) {
        any[i] = true;
      } else if (pair.matches("[0-9a-fA-F]{2}")) {
        bytes[i] = (byte) Integer.parseInt(pair, 16);
      } else {
        throw new PatternException(
            "Bytes are written as two hexadecimal digits each, or ?? for any: de ad ?? ef.");
      }
    }
    boolean anyOnly = true;
    for (boolean each : any) {
      anyOnly &= each;
    }
    if (anyOnly && any.length > 0) {
      throw new PatternException("?? alone is found everywhere; write a byte beside it.");
    }
    return new SearchPattern(bytes, any);
  }

  private static SearchPattern integer(String text, int width) throws PatternException {
    String digits = text.strip().replace("_", "");
    boolean negative = digits.startsWith("-");
    String magnitude = negative ? digits.substring(1) : digits;
    boolean hex = magnitude.startsWith("0x") || magnitude.startsWith("0X");
    long value;
    try {
      value = Long.parseUnsignedLong(hex ? magnitude.substring(2) : magnitude, hex ? 16 : 10);
    } catch (NumberFormatException notOne) {
      throw new PatternException("Write a whole number, such as -1, 1200 or 0x7fff.");
    }
    int bits = 8 * width;
    boolean fits =
        negative
            ? Long.compareUnsigned(value, 1L << bits - 1) <= 0
            : bits == 64 || Long.compareUnsigned(value, 1L << bits) < 0;
    if (!fits) {
      throw new PatternException("%s does not fit %s.".formatted(text.strip(), "i" + bits));
    }
    return number(negative ? -value : value, width);
  }

  private static double real(String text) throws PatternException {
    try {
      return switch (text.strip()) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> Double.parseDouble(text.strip());
      };
    } catch (NumberFormatException notOne) {
      throw new PatternException("Write a number, such as 0.5, 1e-3 or inf.");
    }
  }

  private static SearchPattern number(long bits, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (bits >>> 8 * i);
    }
    return plain(bytes);
  }

  int length() {
    return bytes.length;
  }

  /** Whether it occurs in zeros. */
  boolean isZeros() {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0 && !any[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(byte[] in, int at) {
    for (int i = 0; i < bytes.length; i++) {
      if (in[at + i] != bytes[i] && !any[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first place at which it occurs in the first bytes of an array, or -1. */
  int first(byte[] in, int length) {
    for (int at = 0; at <= length - bytes.length; at++) {
      if (matches(in, at)) {
        return at;
      }
    }
    return -1;
  }

  /** The last place at which it occurs in the first bytes of an array, or -1. */
  int last(byte[] in, int length) {
    for (int at = length - bytes.length; at >= 0; at--) {
      if (matches(in, at)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchPattern pattern
        && Arrays.equals(bytes, pattern.bytes)
        && Arrays.equals(any, pattern.any);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SearchPattern" + Arrays.toString(bytes);
  }
}
