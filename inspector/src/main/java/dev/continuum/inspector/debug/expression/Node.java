package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.text.TextRange;

/**
 * A part of a compiled expression. It is never changed, except for what it remembers of names, so
 * that threads may share it.
 */
abstract class Node {
  /** Deeper trees are refused: evaluating goes down the Java stack. */
  static final int DEEPEST = 256;

  final int start;
  final int end;
  final int depth;

  Node(int start, int end, Node... children) {
    this.start = start;
    this.end = end;
    int deepest = 0;
    for (Node child : children) {
      deepest = Math.max(deepest, child.depth);
    }
    this.depth = deepest + 1;
  }

  /** Puts the value into a cell. */
  abstract void evaluate(Scope scope, Cell out) throws ExpressionException;

  /** Whether {@link #place} can answer. */
  boolean isPlace() {
    return false;
  }

  /** Where the value lies. */
  Place place(Scope scope) throws ExpressionException {
    throw notAPlace();
  }

  final ExpressionException notAPlace() {
    return error(
        Kind.NOT_A_PLACE,
        "this is a value, not a place; places are locals, globals, stack[…], memory[…]:type,"
            + " table[…][…] and fields of references");
  }

  final TextRange range() {
    return new TextRange(start, end);
  }

  final ExpressionException error(Kind kind, String message) {
    return new ExpressionException(kind, range(), message);
  }

  /** The value as a number that counts something; an i32 is taken without its sign. */
  final long unsigned(Scope scope, Cell cell, String what) throws ExpressionException {
    evaluate(scope, cell);
    return switch (cell.kind) {
      case I32 -> cell.low & 0xffff_ffffL;
      case I64 -> cell.low;
      default ->
          throw error(
              Kind.TYPE_MISMATCH,
              what + " is an integer, and this is " + cell.kind.words + "; convert it with i64(…)");
    };
  }

  /** The value as an index below a count. */
  final long index(Scope scope, Cell cell, long count, String what) throws ExpressionException {
    evaluate(scope, cell);
    if (!cell.kind.isInteger()) {
      throw error(
          Kind.TYPE_MISMATCH,
          "an index is an integer, and this is " + cell.kind.words + "; convert it with i32(…)");
    }
    if (cell.low < 0 || cell.low >= count) {
      String limit =
          count == 0 ? "there are none here" : "write 0" + (count > 1 ? " to " + (count - 1) : "");
      throw error(Kind.INDEX_OUT_OF_RANGE, "there is no " + what + " " + cell.low + "; " + limit);
    }
    return cell.low;
  }

  /** Whether the value is true: a number other than zero. */
  final boolean test(Scope scope, Cell cell) throws ExpressionException {
    evaluate(scope, cell);
    return switch (cell.kind) {
      case I32, I64 -> cell.low != 0;
      case F32, F64 -> cell.asDouble() != 0;
      case REFERENCE ->
          throw error(
              Kind.TYPE_MISMATCH,
              "a reference is neither true nor false; compare it, or write ref.is_null(…)");
      case V128, TEXT ->
          throw error(
              Kind.TYPE_MISMATCH,
              cell.kind.words + " is neither true nor false; compare it with == or !=");
    };
  }
}
