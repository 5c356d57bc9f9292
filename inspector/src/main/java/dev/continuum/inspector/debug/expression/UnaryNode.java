package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;

/** {@code !x}, {@code ~x}, {@code -x} or {@code +x}. */
final class UnaryNode extends Node {
  private final char sign;
  private final Node operand;

  UnaryNode(int start, char sign, Node operand) {
    super(start, operand.end, operand);
    this.sign = sign;
    this.operand = operand;
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    if (sign == '!') {
      out.setBoolean(!operand.test(scope, out));
      return;
    }
    operand.evaluate(scope, out);
    switch (sign) {
      case '~' -> complement(out);
      case '-' -> negate(out);
      default -> requireNumber(out);
    }
  }

  private void complement(Cell out) throws ExpressionException {
    if (!out.kind.isInteger()) {
      throw error(
          Kind.TYPE_MISMATCH,
          "~ takes an integer, and this is " + out.kind.words + "; convert it with i64(…)");
    }
    out.low = ~out.low;
  }

  private void negate(Cell out) throws ExpressionException {
    requireNumber(out);
    switch (out.kind) {
      case I32 -> out.setI32(-(int) out.low);
      case I64 -> out.setI64(-out.low);
      // Turning the sign bit keeps a NaN's payload, as f32.neg does.
      case F32 -> out.setF32((int) out.low ^ Integer.MIN_VALUE);
      default -> out.setF64(out.low ^ Long.MIN_VALUE);
    }
  }

  private void requireNumber(Cell out) throws ExpressionException {
    if (!out.kind.isNumber()) {
      throw error(Kind.TYPE_MISMATCH, sign + " takes a number, and this is " + out.kind.words);
    }
  }
}
