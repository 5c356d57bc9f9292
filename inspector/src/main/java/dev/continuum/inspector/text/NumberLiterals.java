package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.NumberType;

/** Numbers as the text format writes them (specification, "Values"), outside of any text. */
public final class NumberLiterals {
  private NumberLiterals() {}

  /**
   * The bits of a number; those of 32-bit types are sign-extended.
   *
   * @throws NumberFormatException when it is no number of the type
   */
  public static long bits(NumberType type, String literal) {
    char[] text = literal.toCharArray();
    if (text.length == 0 || !Numbers.isNumber(text, 0, text.length)) {
      throw new NumberFormatException(literal);
    }
    NumberReader reader = new NumberReader(text);
    long bits =
        switch (type) {
          case I32 -> reader.integer(0, text.length, 32);
          case I64 -> reader.integer(0, text.length, 64);
          case F32 -> reader.float32(0, text.length);
          case F64 -> reader.float64(0, text.length);
        };
    if (reader.outcome() != NumberReader.Outcome.GOOD) {
      throw new NumberFormatException(literal);
    }
    return bits;
  }
}
