package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.text.TextRange;

/**
 * An expression, or what is written around one, that cannot be understood or has no value. The
 * message says what is wrong and what to do. It has no Java stack trace: a condition may fail a
 * million times.
 */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    /** The text does not follow the grammar. */
    SYNTAX,
    TOO_LONG,
    /** Nested deeper than is evaluated. */
    TOO_DEEP,
    /** Nothing has this name here. */
    UNKNOWN_NAME,
    /** An operator, a function or a place gets a value of a type that it does not take. */
    TYPE_MISMATCH,
    DIVISION_BY_ZERO,
    /** There are not so many locals, stack values, table slots, elements … */
    INDEX_OUT_OF_RANGE,
    MEMORY_OUT_OF_BOUNDS,
    NULL_REFERENCE,
    /** What should be watched or changed is a value that lies nowhere. */
    NOT_A_PLACE,
    /** The place cannot be changed. */
    IMMUTABLE,
    /** The value has the right nature, but is too large, or would lose something. */
    DOES_NOT_FIT
  }

  private final Kind kind;
  private final transient TextRange range;

  public ExpressionException(Kind kind, TextRange range, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.range = range;
  }

  public Kind kind() {
    return kind;
  }

  /** The characters that are to blame, in the text that was parsed. */
  public TextRange range() {
    return range;
  }

  /** The problem as it is listed while the text is being written. */
  public ExpressionProblem problem() {
    String message = getMessage();
    return new ExpressionProblem(kind, range, message == null ? "" : message);
  }
}
