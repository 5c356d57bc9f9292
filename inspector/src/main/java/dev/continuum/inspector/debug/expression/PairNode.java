package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;

/** A lane of a vector, or whether a string contains another. */
final class PairNode extends Node {
  private final Function function;
  private final Node first;
  private final Node second;

  PairNode(int start, int end, Function function, Node first, Node second) {
    super(start, end, first, second);
    this.function = function;
    this.first = first;
    this.second = second;
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    if (function == Function.CONTAINS) {
      String text = text(first, scope, out);
      out.setBoolean(text.contains(text(second, scope, out)));
    } else {
      lane(scope, out);
    }
  }

  private String text(Node node, Scope scope, Cell out) throws ExpressionException {
    node.evaluate(scope, out);
    if (out.kind != Cell.Kind.TEXT) {
      throw node.error(
          Kind.TYPE_MISMATCH,
          "contains takes strings, and this is "
              + out.kind.words
              + "; read one from memory with memory.str[address]");
    }
    return out.text;
  }

  private void lane(Scope scope, Cell out) throws ExpressionException {
    first.evaluate(scope, out);
    if (out.kind != Cell.Kind.V128) {
      throw first.error(
          Kind.TYPE_MISMATCH, function.text + " takes a v128, and this is " + out.kind.words);
    }
    long low = out.low;
    long high = out.high;
    int count =
        switch (function) {
          case I8X16 -> 16;
          case I16X8 -> 8;
          case I32X4, F32X4 -> 4;
          default -> 2;
        };
    int lane = (int) second.index(scope, out, count, "lane");
    int bit = lane * (128 / count);
    long bits = (bit < 64 ? low : high) >>> (bit & 63);
    switch (function) {
      case I8X16 -> out.setI32((byte) bits);
      case I16X8 -> out.setI32((short) bits);
      case I32X4 -> out.setI32((int) bits);
      case F32X4 -> out.setF32((int) bits);
      case F64X2 -> out.setF64(bits);
      default -> out.setI64(bits);
    }
  }
}
