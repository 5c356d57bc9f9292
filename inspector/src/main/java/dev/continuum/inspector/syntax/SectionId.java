package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The sections of a core module (binary format, "Modules"), in the order in which a binary may hold
 * them; custom sections may stand anywhere.
 */
public enum SectionId {
  CUSTOM(0, "custom"),
  TYPE(1, "type"),
  IMPORT(2, "import"),
  FUNCTION(3, "function"),
  TABLE(4, "table"),
  MEMORY(5, "memory"),
  TAG(13, "tag"),
  GLOBAL(6, "global"),
  EXPORT(7, "export"),
  START(8, "start"),
  ELEMENT(9, "element"),
  DATA_COUNT(12, "data count"),
  CODE(10, "code"),
  DATA(11, "data");

  private static final SectionId[] ALL = values();

  private final int code;
  private final String word;

  SectionId(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** The byte that stands for this section in the binary format. */
  public int code() {
    return code;
  }

  /** The name in the words of the specification, for example "data count". */
  public String word() {
    return word;
  }

  /** The section a byte stands for, or null when it stands for none. */
  public static @Nullable SectionId of(int code) {
    for (SectionId id : ALL) {
      if (id.code == code) {
        return id;
      }
    }
    return null;
  }
}
