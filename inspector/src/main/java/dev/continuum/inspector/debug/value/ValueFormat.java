package dev.continuum.inspector.debug.value;

import org.jspecify.annotations.Nullable;

/** The forms in which a value can be shown. */
public enum ValueFormat {
  /**
   * As the value is: integers with their sign, floating-point numbers as such, strings in quotes.
   */
  SIGNED("signed"),
  UNSIGNED("unsigned"),
  /** The bits, also those of a floating-point number. */
  HEX("hex"),
  /** The bits of an integer, or the lanes of a vector, as floating-point numbers. */
  FLOAT("float"),
  CHARACTER("character"),
  /** Hexadecimal with all digits of the type. */
  POINTER("pointer"),
  /** Strings without quotes; of a number, the characters that its bytes are in memory. */
  STRING("string");

  private final String word;

  ValueFormat(String word) {
    this.word = word;
  }

  /** The word for it in commands and log messages. */
  public String word() {
    return word;
  }

  /** The form that a word stands for, or null when it is none. */
  public static @Nullable ValueFormat named(String word) {
    for (ValueFormat format : values()) {
      if (format.word.equals(word)) {
        return format;
      }
    }
    return null;
  }
}
