package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The size of a memory (in pages) or a table (in elements).
 *
 * @param minimum an unsigned 64-bit number
 * @param maximum an unsigned 64-bit number, or null when there is no upper limit
 */
public record Limits(AddressType address, long minimum, @Nullable Long maximum) {
  /** The limits in the text format: {@code 1}, {@code 1 4}, {@code i64 1 4}. */
  @Override
  public String toString() {
    String text = Long.toUnsignedString(minimum);
    if (maximum != null) {
      text += " " + Long.toUnsignedString(maximum);
    }
    return address == AddressType.I64 ? "i64 " + text : text;
  }
}
