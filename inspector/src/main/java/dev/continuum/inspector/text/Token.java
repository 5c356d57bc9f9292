package dev.continuum.inspector.text;

import org.jspecify.annotations.Nullable;

/**
 * A piece of text.
 *
 * @param start the position of its first character in the source, from 0
 * @param end the position after its last character
 * @param problem what is wrong with it, in a sentence; null unless it is an error
 */
public record Token(TokenKind kind, int start, int end, @Nullable String problem) {
  Token(TokenKind kind, int start, int end) {
    this(kind, start, end, null);
  }

  public int length() {
    return end - start;
  }

  /** Its characters. */
  public String text(CharSequence source) {
    return source.subSequence(start, end).toString();
  }
}
