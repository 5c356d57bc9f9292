package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.text.TextRange;

/** Makes what is wrong with an address sound like what is wrong with an expression. */
final class MemoryProblem {
  private MemoryProblem() {}

  static ExpressionException of(Expression expression, String message) {
    return new ExpressionException(
        ExpressionException.Kind.MEMORY_OUT_OF_BOUNDS,
        new TextRange(0, expression.text().length()),
        message);
  }

  /** A message as a sentence with its end. */
  static String sentence(String message) {
    if (message.isEmpty() || message.endsWith(".")) {
      return message;
    }
    boolean word = message.matches("[a-z]+ (?s:.*)");
    return (word ? Character.toUpperCase(message.charAt(0)) : message.charAt(0))
        + message.substring(1)
        + ".";
  }
}
