package dev.continuum.inspector.syntax;

/** How wide the addresses of a memory or the indices of a table are. */
public enum AddressType {
  I32,
  I64;

  @Override
  public String toString() {
    return this == I32 ? "i32" : "i64";
  }
}
