package dev.continuum.inspector.syntax;

/** What a reference points at (specification, "Heap Types"). */
public sealed interface HeapType permits AbstractHeapType, ConcreteHeapType {
  /** The heap type in the text format; type indices are written by {@code names}. */
  String wat(TypeNames names);
}
