package dev.continuum.inspector.text;

/**
 * Something wrong with a source.
 *
 * @param line the line it starts in, from 1
 * @param column the character of the line it starts at, from 1
 * @param message what is wrong: the words the specification's test suite has for it, and more
 *     behind a colon where there is more to say
 */
public record TextProblem(TextRange range, int line, int column, String message) {
  @Override
  public String toString() {
    return line + ":" + column + ": " + message;
  }
}
