package dev.continuum.inspector.syntax;

/** What a field of a structure or an array holds (specification, "Composite Types"). */
public sealed interface StorageType permits ValueType, PackedType {
  /** The type in the text format; type indices are written by {@code names}. */
  String wat(TypeNames names);
}
