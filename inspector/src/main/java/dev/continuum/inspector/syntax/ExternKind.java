package dev.continuum.inspector.syntax;

/** The kinds of things a module imports and exports, each with an index space of its own. */
public enum ExternKind {
  FUNCTION(0, "func", "function"),
  TABLE(1, "table", "table"),
  MEMORY(2, "memory", "memory"),
  GLOBAL(3, "global", "global"),
  TAG(4, "tag", "tag");

  private final int code;
  private final String keyword;
  private final String word;

  ExternKind(int code, String keyword, String word) {
    this.code = code;
    this.keyword = keyword;
    this.word = word;
  }

  /** The byte that stands for this kind in the binary format. */
  public int code() {
    return code;
  }

  /** The keyword of the text format. */
  public String keyword() {
    return keyword;
  }

  /** The word for it in a sentence. */
  public String word() {
    return word;
  }
}
