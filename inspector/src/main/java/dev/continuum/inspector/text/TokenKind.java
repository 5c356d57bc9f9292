package dev.continuum.inspector.text;

/**
 * What a piece of text is. Finer than the token classes of the specification ("Lexical Format"), so
 * that each kind can have a colour of its own.
 */
public enum TokenKind {
  WHITESPACE,
  LINE_COMMENT,
  /** A block comment, or the part of one that lies in the text looked at. */
  BLOCK_COMMENT,
  OPEN_PAREN,
  CLOSE_PAREN,
  /** The head of an annotation, with its parenthesis: {@code (@name}. */
  ANNOTATION,
  /** A word that arranges a module or a script: {@code module}, {@code param}, {@code mut} … */
  KEYWORD,
  /** {@code i32}, {@code funcref}, {@code extern} where it is a heap type … */
  TYPE,
  /** The mnemonic of an instruction, as far as the form of the word tells. */
  INSTRUCTION,
  /** An immediate with a name: {@code offset=8}, {@code align=4}. */
  ATTRIBUTE,
  /** {@code $name} or {@code $"name"}. */
  ID,
  NUMBER,
  STRING,
  /** A well-formed word that means nothing known. */
  UNKNOWN_WORD,
  /** Characters that form no token; allowed in annotations only. */
  RESERVED,
  /** Characters that are allowed nowhere, or a broken string; {@link Token#problem} says why. */
  ERROR;

  /** Whether it only separates other tokens. */
  public boolean isTrivia() {
    return this == WHITESPACE || this == LINE_COMMENT || this == BLOCK_COMMENT;
  }
}
