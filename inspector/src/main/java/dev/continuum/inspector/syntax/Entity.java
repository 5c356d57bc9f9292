package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/** A function, table, memory, global or tag: something with an index that may be imported. */
public sealed interface Entity permits Function, Table, Memory, Global, Tag {
  ExternKind kind();

  /** Its index in the index space of its kind; imports come first. */
  int index();

  /** Its name from the name section, or null. */
  @Nullable String name();

  /** The import it comes from, or null when the module defines it. */
  @Nullable Import imported();

  ExternType type();

  /** The bytes that declare it: its import, or its entry in the section of its kind. */
  ByteRange range();
}
