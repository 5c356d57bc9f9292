package dev.continuum.inspector.debug.expression;

import org.jspecify.annotations.Nullable;

/** {@code memory.str[address, length]}, or {@code memory.str[address]} up to a NUL. */
final class TextNode extends Node {
  private final Selector selector;
  private final Node address;
  private final @Nullable Node length;

  private TextNode(
      int start, int end, Selector selector, Node address, @Nullable Node length, Node[] children) {
    super(start, end, children);
    this.selector = selector;
    this.address = address;
    this.length = length;
  }

  static TextNode terminated(int start, int end, Selector selector, Node address) {
    return new TextNode(start, end, selector, address, null, selector.children(address));
  }

  static TextNode counted(int start, int end, Selector selector, Node address, Node length) {
    return new TextNode(start, end, selector, address, length, selector.children(address, length));
  }

  @Override
  boolean isPlace() {
    return length != null;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    if (length == null) {
      throw error(
          ExpressionException.Kind.NOT_A_PLACE,
          "a string up to its NUL has no fixed place; give its length: memory.str[address,"
              + " length]");
    }
    Cell cell = new Cell();
    int index = selector.index(scope, cell);
    long at = address.unsigned(scope, cell, "an address");
    long count = length.unsigned(scope, cell, "a length");
    MemoryNode.check(this, scope.memory(index), at, count);
    return new Place.Memory(index, at, count, DataType.TEXT);
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    ScopeMemory memory = scope.memory(selector.index(scope, out));
    long at = address.unsigned(scope, out, "an address");
    if (length == null) {
      MemoryText.terminated(this, memory, at, out);
    } else {
      MemoryText.counted(this, memory, at, length.unsigned(scope, out, "a length"), out);
    }
  }
}
