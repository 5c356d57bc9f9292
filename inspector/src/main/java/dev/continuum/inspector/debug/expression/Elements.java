package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;

/** Finds what a reference means. */
final class Elements {
  private Elements() {}

  /**
   * The object that a reference means.
   *
   * @param node what gave the value
   * @param cell holds the value
   */
  static HeapObject object(Node node, Scope scope, Cell cell) throws ExpressionException {
    if (cell.kind != Cell.Kind.REFERENCE) {
      throw node.error(
          Kind.TYPE_MISMATCH,
          "fields and elements belong to references, and this is "
              + cell.kind.words
              + "; memory at an address is memory[…]");
    }
    if (cell.flag) {
      throw node.error(
          Kind.NULL_REFERENCE, "this reference is null; guard it with !ref.is_null(…) && …");
    }
    HeapObject object = scope.object(cell.reference());
    if (object == null) {
      throw node.error(
          Kind.TYPE_MISMATCH,
          "this is " + Names.shown(cell.text) + ", which has neither fields nor elements");
    }
    return object;
  }
}
