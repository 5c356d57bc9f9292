package dev.continuum.inspector.syntax;

/**
 * An import.
 *
 * @param position its place in the import section, from 0
 * @param index the index it takes in the index space of its kind
 */
public record Import(
    int position, String module, String name, ExternType type, int index, ByteRange range) {
  public ExternKind kind() {
    return type.kind();
  }
}
