package dev.continuum.ide.editor;

/** What a piece of source means, for its colour; the theme says which colour that is. */
public enum TokenKind {
  COMMENT("code-comment"),
  KEYWORD("code-keyword"),
  INSTRUCTION("code-instruction"),
  TYPE("code-type"),
  NAME("code-name"),
  STRING("code-string"),
  NUMBER("code-number"),
  PUNCTUATION("code-punctuation"),
  ANNOTATION("code-annotation"),
  ERROR("code-error");

  private final String styleClass;

  TokenKind(String styleClass) {
    this.styleClass = styleClass;
  }

  /** Its style class. */
  public String styleClass() {
    return styleClass;
  }
}
