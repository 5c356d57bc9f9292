package dev.continuum.inspector.syntax;

/** A heap type that is a type of the module, given by its index. */
public record ConcreteHeapType(int typeIndex) implements HeapType {
  @Override
  public String wat(TypeNames names) {
    return names.of(typeIndex);
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
