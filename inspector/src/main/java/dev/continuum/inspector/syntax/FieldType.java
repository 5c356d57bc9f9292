package dev.continuum.inspector.syntax;

/** A field of a structure, or the elements of an array. */
public record FieldType(StorageType storage, boolean mutable) {
  /** The field in the text format, for example {@code (mut i32)}. */
  public String wat(TypeNames names) {
    return mutable ? "(mut " + storage.wat(names) + ")" : storage.wat(names);
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
