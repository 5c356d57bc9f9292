package dev.continuum.inspector.debug.expression;

/** What {@code len} takes in {@code len(memory)}, counted in bytes, or {@code len(table[0])}. */
final class SizeNode extends Node {
  private final boolean memory;
  private final Selector selector;

  SizeNode(int start, int end, boolean memory, Selector selector) {
    super(start, end, selector.children());
    this.memory = memory;
    this.selector = selector;
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    int index = selector.index(scope, out);
    out.setI64(memory ? scope.memory(index).size() : scope.tableSize(index));
  }
}
