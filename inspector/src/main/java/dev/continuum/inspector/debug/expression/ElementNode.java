package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import org.jspecify.annotations.Nullable;

/** {@code x.field[2]}, {@code x.$name} or {@code x[3]}: a part of what a reference means. */
final class ElementNode extends Node {
  private final Node object;

  /** Null when the field has a name. */
  private final @Nullable Node index;

  private final String name;
  private final boolean field;

  private ElementNode(
      Node object, @Nullable Node index, String name, boolean field, int end, Node... children) {
    super(object.start, end, children);
    this.object = object;
    this.index = index;
    this.name = name;
    this.field = field;
  }

  static ElementNode field(Node object, Node index, int end) {
    return new ElementNode(object, index, "", true, end, object, index);
  }

  static ElementNode named(Node object, String name, int end) {
    return new ElementNode(object, null, name, true, end, object);
  }

  static ElementNode element(Node object, Node index, int end) {
    return new ElementNode(object, index, "", false, end, object, index);
  }

  @Override
  boolean isPlace() {
    return true;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    Cell cell = new Cell();
    object.evaluate(scope, cell);
    HeapObject found = Elements.object(object, scope, cell);
    if (found.shape() == HeapObject.Shape.EXCEPTION || found.shape() == HeapObject.Shape.I31) {
      throw error(
          Kind.NOT_A_PLACE, found.shape() + " never changes; watch or set what refers to it");
    }
    return new Place.Field(cell.reference(), at(found, scope, cell));
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    object.evaluate(scope, out);
    HeapObject found = Elements.object(object, scope, out);
    found.get(at(found, scope, out), out);
  }

  private long at(HeapObject found, Scope scope, Cell cell) throws ExpressionException {
    boolean structure = found.shape() == HeapObject.Shape.STRUCTURE;
    if (structure != field) {
      throw error(
          Kind.TYPE_MISMATCH,
          structure
              ? "this is a structure; write .field[0] or .$name"
              : "this is " + found.shape() + "; write [0]");
    }
    if (index != null) {
      return index.index(scope, cell, found.length(), structure ? "field" : "element");
    }
    long at = 0;
    for (String known : found.fieldNames()) {
      if (known.equals(name) && at < found.length()) {
        return at;
      }
      at++;
    }
    throw error(
        Kind.UNKNOWN_NAME,
        "the structure has no field "
            + Names.label(name)
            + Suggestions.forName(name, found.fieldNames(), "; write .field[0] instead"));
  }
}
