package dev.continuum.inspector.debug.expression;

/** {@code local[2]}, {@code global.$sp} or {@code func.$f}. */
final class ItemNode extends Node {
  private final Space space;
  private final Selector selector;

  ItemNode(int start, int end, Space space, Selector selector) {
    super(start, end, selector.children());
    this.space = space;
    this.selector = selector;
  }

  @Override
  boolean isPlace() {
    return space != Space.FUNCTION;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    return switch (space) {
      case LOCAL -> new Place.Local(selector.index(scope, new Cell()));
      case GLOBAL -> new Place.Global(selector.index(scope, new Cell()));
      default -> throw notAPlace();
    };
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    int index = selector.index(scope, out);
    switch (space) {
      case LOCAL -> scope.local(index, out);
      case GLOBAL -> scope.global(index, out);
      case FUNCTION -> scope.function(index, out);
      case MEMORY, TABLE -> throw new IllegalStateException(space.word());
    }
  }
}
