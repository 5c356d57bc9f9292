package dev.continuum.inspector.syntax;

/** The type of a function, given by its index. */
public record FunctionUse(int typeIndex) implements ExternType {
  @Override
  public ExternKind kind() {
    return ExternKind.FUNCTION;
  }

  @Override
  public String wat(TypeNames names) {
    return "(type " + names.of(typeIndex) + ")";
  }
}
