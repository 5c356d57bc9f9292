package dev.continuum.inspector.syntax;

/** An array on the garbage-collected heap. */
public record ArrayType(FieldType element) implements CompositeType {
  @Override
  public String wat(TypeNames names) {
    return "(array " + element.wat(names) + ")";
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
