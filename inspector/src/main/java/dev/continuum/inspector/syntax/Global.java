package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A global.
 *
 * @param initializer where its constant expression lies; null for an import
 */
public record Global(
    int index,
    @Nullable String name,
    @Nullable Import imported,
    GlobalType type,
    ByteRange range,
    @Nullable ByteRange initializer)
    implements Entity {
  @Override
  public ExternKind kind() {
    return ExternKind.GLOBAL;
  }
}
