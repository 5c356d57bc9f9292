package dev.continuum.inspector.syntax;

/** The type of a table; its limits count elements. */
public record TableType(Limits limits, ReferenceType element) implements ExternType {
  @Override
  public ExternKind kind() {
    return ExternKind.TABLE;
  }

  @Override
  public String wat(TypeNames names) {
    return limits + " " + element.wat(names);
  }
}
