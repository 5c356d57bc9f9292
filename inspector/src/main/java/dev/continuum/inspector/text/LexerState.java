package dev.continuum.inspector.text;

/**
 * What a lexer must know of the text before a line to go on from there. Two equal states at the
 * start of an unchanged line mean that the rest of the text has the tokens it had before.
 *
 * @param commentDepth how many block comments are open; 0 outside of comments
 * @param afterOpenParen whether the last token that is not trivia was an opening parenthesis
 */
public record LexerState(int commentDepth, boolean afterOpenParen) {
  /** The state at the start of a source. */
  public static final LexerState START = new LexerState(0, false);
}
