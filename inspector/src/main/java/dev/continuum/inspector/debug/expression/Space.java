package dev.continuum.inspector.debug.expression;

/** What has names and indices of its own (specification, "Indices"). */
public enum Space {
  LOCAL("local"),
  GLOBAL("global"),
  MEMORY("memory"),
  TABLE("table"),
  FUNCTION("func");

  private final String word;

  Space(String word) {
    this.word = word;
  }

  /** The word in front of an index or a name: {@code local} in {@code local[2]}. */
  public String word() {
    return word;
  }
}
