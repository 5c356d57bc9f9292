package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;

/** {@code memory[0x400]:i32}. */
final class MemoryNode extends Node {
  private final Selector selector;
  private final Node address;
  private final DataType type;

  MemoryNode(int start, int end, Selector selector, Node address, DataType type) {
    super(start, end, selector.children(address));
    this.selector = selector;
    this.address = address;
    this.type = type;
  }

  DataType type() {
    return type;
  }

  @Override
  boolean isPlace() {
    return true;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    Cell cell = new Cell();
    int index = selector.index(scope, cell);
    long at = address.unsigned(scope, cell, "an address");
    check(this, scope.memory(index), at, type.width());
    return new Place.Memory(index, at, type.width(), type);
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    ScopeMemory memory = scope.memory(selector.index(scope, out));
    long at = address.unsigned(scope, out, "an address");
    check(this, memory, at, type.width());
    type.load(memory, at, out);
  }

  /** Refuses bytes that are not all in the memory; addresses and lengths are unsigned. */
  static void check(Node node, ScopeMemory memory, long address, long length)
      throws ExpressionException {
    long size = memory.size();
    boolean within =
        Long.compareUnsigned(length, size) <= 0
            && Long.compareUnsigned(address, size - length) <= 0;
    if (!within) {
      throw node.error(
          Kind.MEMORY_OUT_OF_BOUNDS,
          "%s %s at 0x%s: the memory ends at 0x%s; choose a smaller address"
              .formatted(
                  Long.toUnsignedString(length),
                  length == 1 ? "byte" : "bytes",
                  Long.toHexString(address),
                  Long.toHexString(size)));
    }
  }
}
