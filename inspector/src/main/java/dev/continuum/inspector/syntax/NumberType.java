package dev.continuum.inspector.syntax;

/** The number types. */
public enum NumberType implements ValueType {
  I32("i32"),
  I64("i64"),
  F32("f32"),
  F64("f64");

  private final String text;

  NumberType(String text) {
    this.text = text;
  }

  @Override
  public String wat(TypeNames names) {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
