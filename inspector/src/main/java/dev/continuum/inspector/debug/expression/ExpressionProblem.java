package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.text.TextRange;

/**
 * Something wrong with an expression that is being written.
 *
 * @param message what is wrong and what to do, in a sentence without its end
 */
public record ExpressionProblem(ExpressionException.Kind kind, TextRange range, String message) {}
