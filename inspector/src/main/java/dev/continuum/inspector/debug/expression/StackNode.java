package dev.continuum.inspector.debug.expression;

/** {@code stack[0]}, the top of the operand stack, or {@code result[0]}. */
final class StackNode extends Node {
  private final boolean results;
  private final Node index;

  StackNode(int start, int end, boolean results, Node index) {
    super(start, end, index);
    this.results = results;
    this.index = index;
  }

  @Override
  boolean isPlace() {
    return !results;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    if (results) {
      throw notAPlace();
    }
    return new Place.Stack((int) index.index(scope, new Cell(), scope.stackSize(), "stack value"));
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    if (results) {
      scope.result((int) index.index(scope, out, scope.resultCount(), "result"), out);
    } else {
      scope.stack((int) index.index(scope, out, scope.stackSize(), "stack value"), out);
    }
  }
}
