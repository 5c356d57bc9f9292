package dev.continuum.inspector.debug.value;

/**
 * A value of the guest as a debugger shows it. Floating-point numbers are kept by their bits, so
 * that no NaN loses its payload. What is true or false is an {@code i32} of 1 or 0, as in
 * WebAssembly.
 */
public sealed interface Value {
  /** The type in the text format, or {@code string}. */
  String type();

  /**
   * The value in a form; one that does not suit the value's type gives what {@code toString} does.
   */
  default String format(ValueFormat format) {
    return ValueText.of(this, format);
  }

  static Value of(boolean truth) {
    return new I32(truth ? 1 : 0);
  }

  static Value of(int value) {
    return new I32(value);
  }

  static Value of(long value) {
    return new I64(value);
  }

  static Value of(float value) {
    return new F32(Float.floatToRawIntBits(value));
  }

  static Value of(double value) {
    return new F64(Double.doubleToRawLongBits(value));
  }

  static Value of(String text) {
    return new Text(text, false);
  }

  record I32(int value) implements Value {
    @Override
    public String type() {
      return "i32";
    }

    @Override
    public String toString() {
      return format(ValueFormat.SIGNED);
    }
  }

  record I64(long value) implements Value {
    @Override
    public String type() {
      return "i64";
    }

    @Override
    public String toString() {
      return format(ValueFormat.SIGNED);
    }
  }

  record F32(int bits) implements Value {
    @Override
    public String type() {
      return "f32";
    }

    public float value() {
      return Float.intBitsToFloat(bits);
    }

    @Override
    public String toString() {
      return format(ValueFormat.FLOAT);
    }
  }

  record F64(long bits) implements Value {
    @Override
    public String type() {
      return "f64";
    }

    public double value() {
      return Double.longBitsToDouble(bits);
    }

    @Override
    public String toString() {
      return format(ValueFormat.FLOAT);
    }
  }

  /**
   * A vector.
   *
   * @param low the eight bytes that lie first in memory
   */
  record V128(long low, long high) implements Value {
    @Override
    public String type() {
      return "v128";
    }

    @Override
    public String toString() {
      return format(ValueFormat.HEX);
    }
  }

  /**
   * A reference.
   *
   * @param bits says which thing is meant: two references mean the same exactly if both are null,
   *     or neither is and their bits are equal
   * @param type in the text format, such as {@code (ref $point)}
   */
  record Reference(long bits, boolean isNull, String type) implements Value {
    /** What {@code null} stands for in an expression, whatever the type wanted is. */
    public static final Reference NULL = new Reference(0, true, "nullref");

    @Override
    public String toString() {
      return format(ValueFormat.SIGNED);
    }
  }

  /**
   * Characters, read from memory or written in an expression.
   *
   * @param cut whether there are more than are here
   */
  record Text(String text, boolean cut) implements Value {
    @Override
    public String type() {
      return "string";
    }

    @Override
    public String toString() {
      return format(ValueFormat.SIGNED);
    }
  }
}
