package dev.continuum.inspector.text;

/** Guesses how many tokens a source has, so that the room for them need seldom grow. */
final class TokenDensity {
  /** Up to here all of a source is looked at, beyond it one block of some. */
  private static final int SMALL = 1 << 14;

  private static final int BLOCK = 1 << 8;
  private static final int BLOCKS_BETWEEN = 16;

  private TokenDensity() {}

  /** A number of tokens that most sources with these characters do not exceed. */
  static int guess(char[] text) {
    if (text.length <= SMALL) {
      return starts(text, 0, text.length) + 1;
    }
    long found = 0;
    long seen = 0;
    for (int block = 0; block <= text.length - BLOCK; block += BLOCK * BLOCKS_BETWEEN) {
      found += starts(text, block, block + BLOCK);
      seen += BLOCK;
    }
    // What was not looked at may be a little denser.
    return (int) (found * text.length / seen * 33 / 32) + BLOCK;
  }

  /** Where tokens start, were there no comments and strings. */
  private static int starts(char[] text, int from, int to) {
    int count = 0;
    boolean within = false;
    for (int i = from; i < to; i++) {
      char c = text[i];
      boolean alone = c == '(' || c == ')';
      boolean part = c > ' ' && !alone;
      if (alone || part && !within) {
        count++;
      }
      within = part;
    }
    return count;
  }
}
