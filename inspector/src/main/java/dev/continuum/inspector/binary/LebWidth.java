package dev.continuum.inspector.binary;

/** How many bytes a number takes at least as a LEB128 (specification, "Integers"). */
public final class LebWidth {
  private LebWidth() {}

  /** Of an unsigned number, given as the bits of a long: 1 to 10. */
  public static int ofUnsigned(long value) {
    return (Math.max(1, 64 - Long.numberOfLeadingZeros(value)) + 6) / 7;
  }

  /** Of a signed number: 1 to 10. */
  public static int ofSigned(long value) {
    return (65 - Long.numberOfLeadingZeros(value ^ value >> 63) + 6) / 7;
  }
}
