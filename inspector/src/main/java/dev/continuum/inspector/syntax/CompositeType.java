package dev.continuum.inspector.syntax;

/** A type made of others (specification, "Composite Types"). */
public sealed interface CompositeType permits FunctionType, StructType, ArrayType {
  /** The type in the text format; type indices are written by {@code names}. */
  String wat(TypeNames names);
}
