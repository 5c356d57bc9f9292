package dev.continuum.inspector.text;

import java.util.ArrayList;
import java.util.List;

/** What a source says, whatever its layout. */
public final class Pieces {
  private Pieces() {}

  /** The kinds and texts of all tokens but white space; comments without the space at their end. */
  public static List<String> of(String source) {
    List<String> pieces = new ArrayList<>();
    for (Token token : Lexer.tokens(source)) {
      if (token.kind() != TokenKind.WHITESPACE) {
        pieces.add(token.kind() + " " + token.text(source).stripTrailing());
      }
    }
    return pieces;
  }
}
