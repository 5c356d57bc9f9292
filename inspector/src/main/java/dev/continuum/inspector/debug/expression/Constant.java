package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;

/**
 * A literal, or what literals together come to.
 *
 * <p>Two kinds of literals take the type of the operand beside them: a hexadecimal one of 32 bits
 * becomes an i32 beside an i32, so that {@code $x == 0xffffffff} means what it says, and a
 * floating-point one becomes an f32 beside an f32, so that {@code $x == 0.1} can be true.
 */
final class Constant extends Node {
  private final Value value;
  private final boolean adapts;

  Constant(int start, int end, Value value, boolean adapts) {
    super(start, end);
    this.value = value;
    this.adapts = adapts;
  }

  /** An integer literal with its sign applied. */
  static Constant integer(int start, int end, long value, boolean unsigned32) {
    boolean small = value == (int) value;
    return new Constant(
        start, end, small ? Value.of((int) value) : Value.of(value), unsigned32 && !small);
  }

  /** Whether it takes the type of the operand beside it. */
  boolean adapts() {
    return adapts;
  }

  /** Takes the type of the operand beside it, if that is the narrower one. */
  static long adapted(Cell.Kind kind, Cell.Kind other, long bits) {
    return kind == Cell.Kind.F64 && other == Cell.Kind.F32
        ? Float.floatToRawIntBits((float) Double.longBitsToDouble(bits))
        : kind == Cell.Kind.I64 && other == Cell.Kind.I32 ? (int) bits : bits;
  }

  /** The type that {@link #adapted} gives. */
  static Cell.Kind adaptedKind(Cell.Kind kind, Cell.Kind other) {
    boolean narrows =
        kind == Cell.Kind.F64 && other == Cell.Kind.F32
            || kind == Cell.Kind.I64 && other == Cell.Kind.I32;
    return narrows ? other : kind;
  }

  @Override
  void evaluate(Scope scope, Cell out) {
    out.set(value);
  }
}
