package dev.continuum.ide.editor;

import java.util.List;

/** Splits a source into coloured pieces. Pure, and called on background threads. */
@FunctionalInterface
public interface Tokenizer {
  /**
   * A coloured piece.
   *
   * @param start its first UTF-16 unit, from 0
   * @param end behind its last one
   * @param kind what it means
   */
  record Token(int start, int end, TokenKind kind) {}

  /** The pieces, in order, without overlaps; what lies between them is plain. */
  List<Token> tokens(String text);

  /** A source of one colour. */
  Tokenizer PLAIN = text -> List.of();
}
