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

  private static final FieldKind[] ALL = values();

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
  static @Nullable FieldKind of(String keyword) {
    for (FieldKind kind : ALL) {
      if (kind.keyword.equals(keyword)) {
        return kind;
      }
    }
    return null;
  }
}
