package dev.continuum.inspector.syntax;

/** The type of references (specification, "Reference Types"). */
public record ReferenceType(boolean nullable, HeapType heap) implements ValueType {
  /** The table element type of WebAssembly 1.0: a nullable reference to any function. */
  public static final ReferenceType FUNCREF = new ReferenceType(true, AbstractHeapType.FUNC);

  public static final ReferenceType EXTERNREF = new ReferenceType(true, AbstractHeapType.EXTERN);

  @Override
  public String wat(TypeNames names) {
    if (nullable && heap instanceof AbstractHeapType known) {
      return known.nullableReference();
    }
    return (nullable ? "(ref null " : "(ref ") + heap.wat(names) + ")";
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
