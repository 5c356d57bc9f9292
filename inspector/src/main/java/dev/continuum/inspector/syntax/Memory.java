package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/** A memory. */
public record Memory(
    int index, @Nullable String name, @Nullable Import imported, MemoryType type, ByteRange range)
    implements Entity {
  @Override
  public ExternKind kind() {
    return ExternKind.MEMORY;
  }
}
