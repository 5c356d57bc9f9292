package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.ExternKind;
import org.jspecify.annotations.Nullable;

/** The fields of a module in the text format (specification, "Modules"), and modules themselves. */
public enum FieldKind {
  MODULE("module", null),
  TYPE("type", null),
  IMPORT("import", null),
  FUNCTION("func", ExternKind.FUNCTION),
  TABLE("table", ExternKind.TABLE),
  MEMORY("memory", ExternKind.MEMORY),
  GLOBAL("global", ExternKind.GLOBAL),
  TAG("tag", ExternKind.TAG),
  EXPORT("export", null),
  START("start", null),
  ELEMENT("elem", null),
  DATA("data", null);

  private final String keyword;
  private final @Nullable ExternKind extern;

  FieldKind(String keyword, @Nullable ExternKind extern) {
    this.keyword = keyword;
    this.extern = extern;
  }

  public String keyword() {
    return keyword;
  }

  /** The kind of thing the field defines, when it is one that can be imported and exported. */
  public @Nullable ExternKind extern() {
    return extern;
  }

  /** The field that a keyword opens, or null. */
  public static @Nullable FieldKind of(Keyword keyword) {
    return switch (keyword) {
      case MODULE -> MODULE;
      case TYPE -> TYPE;
      case IMPORT -> IMPORT;
      case FUNC -> FUNCTION;
      case TABLE -> TABLE;
      case MEMORY -> MEMORY;
      case GLOBAL -> GLOBAL;
      case TAG -> TAG;
      case EXPORT -> EXPORT;
      case START -> START;
      case ELEM -> ELEMENT;
      case DATA -> DATA;
      default -> null;
    };
  }
}
