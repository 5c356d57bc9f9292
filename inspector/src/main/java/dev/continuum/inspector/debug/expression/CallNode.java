package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;

/** A function of one operand. */
final class CallNode extends Node {
  private final Function function;
  private final Node operand;

  CallNode(int start, int end, Function function, Node operand) {
    super(start, end, operand);
    this.function = function;
    this.operand = operand;
  }

  /** Whether it gives a number without sign. */
  boolean isUnsigned() {
    return function == Function.U32 || function == Function.U64;
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    operand.evaluate(scope, out);
    switch (function) {
      case IS_NULL -> {
        require(out.kind == Cell.Kind.REFERENCE, "a reference", out);
        out.setBoolean(out.flag);
      }
      case BITS -> bits(out);
      case FLOAT -> toFloat(out);
      case ABS -> abs(out);
      case POPCOUNT -> popcount(out);
      case LEN -> length(scope, out);
      default -> cast(scope, out);
    }
  }

  private void require(boolean fits, String wanted, Cell out) throws ExpressionException {
    if (!fits) {
      throw operand.error(
          Kind.TYPE_MISMATCH,
          "%s takes %s, and this is %s".formatted(function.text, wanted, out.kind.words));
    }
  }

  private void bits(Cell out) throws ExpressionException {
    require(out.kind.isFloat(), "an f32 or f64", out);
    out.kind = out.kind == Cell.Kind.F32 ? Cell.Kind.I32 : Cell.Kind.I64;
  }

  private void toFloat(Cell out) throws ExpressionException {
    require(out.kind.isInteger(), "an i32 or i64", out);
    out.kind = out.kind == Cell.Kind.I32 ? Cell.Kind.F32 : Cell.Kind.F64;
  }

  private void abs(Cell out) throws ExpressionException {
    require(out.kind.isNumber(), "a number", out);
    switch (out.kind) {
      case I32 -> out.setI32(Math.abs((int) out.low));
      case I64 -> out.setI64(Math.abs(out.low));
      case F32 -> out.setF32((int) out.low & Integer.MAX_VALUE);
      default -> out.setF64(out.low & Long.MAX_VALUE);
    }
  }

  private void popcount(Cell out) throws ExpressionException {
    switch (out.kind) {
      case I32 -> out.setI32(Integer.bitCount((int) out.low));
      case I64 -> out.setI64(Long.bitCount(out.low));
      default -> require(false, "an integer", out);
    }
  }

  private void length(Scope scope, Cell out) throws ExpressionException {
    if (operand instanceof SizeNode) {
      // A whole memory or table has no value; its size is what the operand gives.
      return;
    }
    if (out.kind == Cell.Kind.TEXT) {
      out.setI64(out.text.codePointCount(0, out.text.length()));
    } else {
      require(out.kind == Cell.Kind.REFERENCE, "a string, a reference, a memory or a table", out);
      out.setI64(Elements.object(operand, scope, out).length());
    }
  }

  private void cast(Scope scope, Cell out) throws ExpressionException {
    if (out.kind == Cell.Kind.REFERENCE) {
      HeapObject object = Elements.object(operand, scope, out);
      require(object.shape() == HeapObject.Shape.I31, "a number or an i31", out);
      object.get(0, out);
    }
    require(out.kind.isNumber(), "a number", out);
    switch (function) {
      case F32 -> {
        // By way of an f64, a large i64 would be rounded twice.
        if (out.kind.isInteger()) {
          out.setFloat((float) out.low);
        } else if (out.kind == Cell.Kind.F64) {
          out.setFloat((float) out.asDouble());
        }
      }
      case F64 -> out.setDouble(out.asDouble());
      default -> integer(out);
    }
  }

  private void integer(Cell out) throws ExpressionException {
    long value = out.low;
    if (out.kind.isFloat()) {
      value = truncated(out.asDouble());
    } else if (out.kind == Cell.Kind.I32 && function == Function.U64) {
      value &= 0xffff_ffffL;
    }
    switch (function) {
      case I8 -> out.setI32((byte) value);
      case I16 -> out.setI32((short) value);
      case I32 -> out.setI32((int) value);
      case U8 -> out.setI32((int) value & 0xff);
      case U16 -> out.setI32((int) value & 0xffff);
      case U32 -> out.setI64(value & 0xffff_ffffL);
      default -> out.setI64(value);
    }
  }

  /** A float without its fraction, if it then is in the range of the type wanted. */
  private long truncated(double value) throws ExpressionException {
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    int bits =
        switch (function) {
          case I8, U8 -> 8;
          case I16, U16 -> 16;
          case I32, U32 -> 32;
          default -> 64;
        };
    boolean signed =
        switch (function) {
          case I8, I16, I32, I64 -> true;
          default -> false;
        };
    double least = signed ? -Math.scalb(1.0, bits - 1) : 0;
    double limit = Math.scalb(1.0, signed ? bits - 1 : bits);
    // A NaN fails both comparisons.
    if (!(whole >= least && whole < limit)) {
      throw operand.error(
          Kind.DOES_NOT_FIT,
          "%s is not in the range of %s; test it first, or look at its bits with bits(…)"
              .formatted(Value.of(value), function.text));
    }
    double half = 0x1p63;
    return whole >= half ? (long) (whole - half) + Long.MIN_VALUE : (long) whole;
  }
}
