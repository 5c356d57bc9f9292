package dev.continuum.inspector.syntax;

/** The type of a value: a number, a vector or a reference (specification, "Value Types"). */
public sealed interface ValueType extends StorageType
    permits NumberType, VectorType, ReferenceType {}
