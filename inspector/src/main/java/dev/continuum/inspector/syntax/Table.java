package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param initializer where the constant expression of its elements lies; null for an import, and
 *     for a table that starts out with null
 */
public record Table(
    int index,
    @Nullable String name,
    @Nullable Import imported,
    TableType type,
    ByteRange range,
    @Nullable ByteRange initializer)
    implements Entity {
  @Override
  public ExternKind kind() {
    return ExternKind.TABLE;
  }
}
