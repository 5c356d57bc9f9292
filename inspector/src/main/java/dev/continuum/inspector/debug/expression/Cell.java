package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;

/** Holds a value while an expression is evaluated; what a {@link Scope} answers into. */
public final class Cell {
  /** What a cell holds. */
  enum Kind {
    I32("an i32"),
    I64("an i64"),
    F32("an f32"),
    F64("an f64"),
    V128("a v128"),
    REFERENCE("a reference"),
    TEXT("a string");

    /** With its article, for sentences. */
    final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean isInteger() {
      return this == I32 || this == I64;
    }

    boolean isFloat() {
      return this == F32 || this == F64;
    }

    boolean isNumber() {
      return isInteger() || isFloat();
    }
  }

  Kind kind = Kind.I32;

  /** The bits; those of 32-bit types are sign-extended. */
  long low;

  /** The upper half of a vector. */
  long high;

  /** The type of a reference, or the characters of a string. */
  String text = "";

  /** Whether a reference is null, or a string was cut. */
  boolean flag;

  public void setI32(int value) {
    kind = Kind.I32;
    low = value;
  }

  public void setI64(long value) {
    kind = Kind.I64;
    low = value;
  }

  /** Holds a 32-bit floating-point number, given by its bits. */
  public void setF32(int bits) {
    kind = Kind.F32;
    low = bits;
  }

  /** Holds a 64-bit floating-point number, given by its bits. */
  public void setF64(long bits) {
    kind = Kind.F64;
    low = bits;
  }

  public void setV128(long lowBits, long highBits) {
    kind = Kind.V128;
    low = lowBits;
    high = highBits;
  }

  /** Holds a reference; its parts are those of {@link Value.Reference}. */
  public void setReference(long bits, boolean isNull, String type) {
    kind = Kind.REFERENCE;
    low = bits;
    flag = isNull;
    text = type;
  }

  public void set(Value value) {
    switch (value) {
      case Value.I32(int number) -> setI32(number);
      case Value.I64(long number) -> setI64(number);
      case Value.F32(int bits) -> setF32(bits);
      case Value.F64(long bits) -> setF64(bits);
      case Value.V128(long lowBits, long highBits) -> setV128(lowBits, highBits);
      case Value.Reference(long bits, boolean isNull, String type) ->
          setReference(bits, isNull, type);
      case Value.Text(String characters, boolean cut) -> setText(characters, cut);
    }
  }

  public Value value() {
    return switch (kind) {
      case I32 -> Value.of((int) low);
      case I64 -> Value.of(low);
      case F32 -> new Value.F32((int) low);
      case F64 -> new Value.F64(low);
      case V128 -> new Value.V128(low, high);
      case REFERENCE -> reference();
      case TEXT -> new Value.Text(text, flag);
    };
  }

  void setText(String characters, boolean cut) {
    kind = Kind.TEXT;
    text = characters;
    flag = cut;
  }

  void setBoolean(boolean truth) {
    setI32(truth ? 1 : 0);
  }

  void setFloat(float value) {
    setF32(Float.floatToRawIntBits(value));
  }

  void setDouble(double value) {
    setF64(Double.doubleToRawLongBits(value));
  }

  Value.Reference reference() {
    return new Value.Reference(low, flag, text);
  }

  float asFloat() {
    return Float.intBitsToFloat((int) low);
  }

  /** The number it holds, as an f64. */
  double asDouble() {
    return toDouble(kind, low);
  }

  static double toDouble(Kind kind, long bits) {
    return switch (kind) {
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      default -> bits;
    };
  }
}
