package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/** A table. */
public record Table(
    int index, @Nullable String name, @Nullable Import imported, TableType type, ByteRange range)
    implements Entity {
  @Override
  public ExternKind kind() {
    return ExternKind.TABLE;
  }
}
