package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param code its body; null for an import, and where the code section could not be read
 */
public record Function(
    int index,
    @Nullable String name,
    @Nullable Import imported,
    FunctionUse type,
    ByteRange range,
    @Nullable Code code)
    implements Entity {
  @Override
  public ExternKind kind() {
    return ExternKind.FUNCTION;
  }

  public int typeIndex() {
    return type.typeIndex();
  }
}
