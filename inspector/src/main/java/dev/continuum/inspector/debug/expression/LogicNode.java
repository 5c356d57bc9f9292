package dev.continuum.inspector.debug.expression;

/**
 * {@code &&} or {@code ||}: the right operand is evaluated only when the left one leaves it open.
 */
final class LogicNode extends Node {
  private final boolean conjunction;
  private final Node left;
  private final Node right;

  LogicNode(int start, int end, boolean conjunction, Node left, Node right) {
    super(start, end, left, right);
    this.conjunction = conjunction;
    this.left = left;
    this.right = right;
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    boolean first = left.test(scope, out);
    out.setBoolean(first == conjunction ? right.test(scope, out) : first);
  }
}
