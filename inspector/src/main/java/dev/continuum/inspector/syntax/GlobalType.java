package dev.continuum.inspector.syntax;

/** The type of a global. */
public record GlobalType(ValueType type, boolean mutable) implements ExternType {
  @Override
  public ExternKind kind() {
    return ExternKind.GLOBAL;
  }

  @Override
  public String wat(TypeNames names) {
    return mutable ? "(mut " + type.wat(names) + ")" : type.wat(names);
  }
}
