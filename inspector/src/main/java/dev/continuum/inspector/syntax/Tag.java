package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/** An exception tag. */
public record Tag(
    int index, @Nullable String name, @Nullable Import imported, TagType type, ByteRange range)
    implements Entity {
  @Override
  public ExternKind kind() {
    return ExternKind.TAG;
  }
}
