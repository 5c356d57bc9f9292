package dev.continuum.inspector.text.print;

/**
 * Floating-point numbers in the text format (specification, "Floating-Point"): the shortest decimal
 * that reads back as the same number, {@code inf}, and {@code nan} with its payload when that is
 * not the canonical one.
 */
public final class FloatText {
  private static final int PAYLOAD_32 = 0x7f_ffff;
  private static final int CANONICAL_32 = 0x40_0000;
  private static final long PAYLOAD_64 = 0xf_ffff_ffff_ffffL;
  private static final long CANONICAL_64 = 0x8_0000_0000_0000L;

  private FloatText() {}

  /** A 32-bit number, given by its bits. */
  public static String of32(int bits) {
    float value = Float.intBitsToFloat(bits);
    if (Float.isNaN(value)) {
      return nan(bits < 0, bits & PAYLOAD_32, CANONICAL_32);
    }
    return Float.isInfinite(value) ? infinity(bits < 0) : decimal(Float.toString(value));
  }

  /** A 64-bit number, given by its bits. */
  public static String of64(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isNaN(value)) {
      return nan(bits < 0, bits & PAYLOAD_64, CANONICAL_64);
    }
    return Double.isInfinite(value) ? infinity(bits < 0) : decimal(Double.toString(value));
  }

  private static String nan(boolean negative, long payload, long canonical) {
    String text = negative ? "-nan" : "nan";
    return payload == canonical ? text : text + ":0x" + Long.toHexString(payload);
  }

  private static String infinity(boolean negative) {
    return negative ? "-inf" : "inf";
  }

  /** Without a fraction of zero, and with a small {@code e}. */
  private static String decimal(String text) {
    int exponent = text.indexOf('E');
    String digits = exponent < 0 ? text : text.substring(0, exponent);
    if (digits.endsWith(".0")) {
      digits = digits.substring(0, digits.length() - 2);
    }
    return exponent < 0 ? digits : digits + "e" + text.substring(exponent + 1);
  }
}
