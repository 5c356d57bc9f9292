package dev.continuum.inspector.syntax;

/** A packed field of a structure or an array. */
public enum PackedType implements StorageType {
  I8,
  I16;

  @Override
  public String wat(TypeNames names) {
    return toString();
  }

  @Override
  public String toString() {
    return this == I8 ? "i8" : "i16";
  }
}
