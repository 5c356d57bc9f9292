package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ExternKind;

/** What the name section of a module may name by an index of the module. */
public enum NameKind {
  FUNCTION(Names.FUNCTION),
  TYPE(Names.TYPE),
  TABLE(Names.TABLE),
  MEMORY(Names.MEMORY),
  GLOBAL(Names.GLOBAL),
  ELEMENT(Names.ELEMENT),
  DATA(Names.DATA),
  TAG(Names.TAG);

  private final int id;

  NameKind(int id) {
    this.id = id;
  }

  /** The byte that stands for its part of the name section. */
  public int id() {
    return id;
  }

  /** The kind of what may be imported and exported. */
  public static NameKind of(ExternKind kind) {
    return switch (kind) {
      case FUNCTION -> FUNCTION;
      case TABLE -> TABLE;
      case MEMORY -> MEMORY;
      case GLOBAL -> GLOBAL;
      case TAG -> TAG;
    };
  }
}
