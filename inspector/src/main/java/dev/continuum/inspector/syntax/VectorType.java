package dev.continuum.inspector.syntax;

/** The vector types. */
public enum VectorType implements ValueType {
  V128;

  @Override
  public String wat(TypeNames names) {
    return toString();
  }

  @Override
  public String toString() {
    return "v128";
  }
}
