package dev.continuum.inspector.syntax;

/** The type of an exception tag: a function type whose parameters are what is thrown. */
public record TagType(int typeIndex) implements ExternType {
  @Override
  public ExternKind kind() {
    return ExternKind.TAG;
  }

  @Override
  public String wat(TypeNames names) {
    return "(type " + names.of(typeIndex) + ")";
  }
}
