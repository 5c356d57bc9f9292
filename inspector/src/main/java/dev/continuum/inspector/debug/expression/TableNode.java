package dev.continuum.inspector.debug.expression;

/** {@code table[0][3]} or {@code table.$t[3]}. */
final class TableNode extends Node {
  private final Selector selector;
  private final Node index;

  TableNode(int start, int end, Selector selector, Node index) {
    super(start, end, selector.children(index));
    this.selector = selector;
    this.index = index;
  }

  @Override
  boolean isPlace() {
    return true;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    Cell cell = new Cell();
    int table = selector.index(scope, cell);
    return new Place.TableSlot(
        table, index.index(scope, cell, scope.tableSize(table), "table element"));
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    int table = selector.index(scope, out);
    scope.element(table, index.index(scope, out, scope.tableSize(table), "table element"), out);
  }
}
