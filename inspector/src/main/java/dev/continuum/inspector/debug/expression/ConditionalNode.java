package dev.continuum.inspector.debug.expression;

/** {@code a ? b : c}: one of two, as it is; the other is not evaluated. */
final class ConditionalNode extends Node {
  private final Node condition;
  private final Node then;
  private final Node otherwise;

  ConditionalNode(Node condition, Node then, Node otherwise) {
    super(condition.start, otherwise.end, condition, then, otherwise);
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    (condition.test(scope, out) ? then : otherwise).evaluate(scope, out);
  }
}
