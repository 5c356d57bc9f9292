package dev.continuum.inspector.debug.expression;

/** Arithmetic modulo 2³² and 2⁶⁴. Divisors have been checked. */
final class Integers {
  private Integers() {}

  static void apply(Operator operator, int left, int right, Cell out) {
    switch (operator) {
      case ADD -> out.setI32(left + right);
      case SUBTRACT -> out.setI32(left - right);
      case MULTIPLY -> out.setI32(left * right);
      case DIVIDE -> out.setI32(left / right);
      case REMAINDER -> out.setI32(left % right);
      case DIVIDE_U -> out.setI32(Integer.divideUnsigned(left, right));
      case REMAINDER_U -> out.setI32(Integer.remainderUnsigned(left, right));
      case BIT_AND -> out.setI32(left & right);
      case BIT_OR -> out.setI32(left | right);
      case BIT_XOR -> out.setI32(left ^ right);
      case MIN -> out.setI32(Math.min(left, right));
      case MAX -> out.setI32(Math.max(left, right));
      // Signed numbers compare as their extensions do, and so do unsigned ones: the upper halves
      // of two negative numbers are equal.
      default -> compare(operator, left, right, out);
    }
  }

  static void apply(Operator operator, long left, long right, Cell out) {
    switch (operator) {
      case ADD -> out.setI64(left + right);
      case SUBTRACT -> out.setI64(left - right);
      case MULTIPLY -> out.setI64(left * right);
      case DIVIDE -> out.setI64(left / right);
      case REMAINDER -> out.setI64(left % right);
      case DIVIDE_U -> out.setI64(Long.divideUnsigned(left, right));
      case REMAINDER_U -> out.setI64(Long.remainderUnsigned(left, right));
      case BIT_AND -> out.setI64(left & right);
      case BIT_OR -> out.setI64(left | right);
      case BIT_XOR -> out.setI64(left ^ right);
      case MIN -> out.setI64(Math.min(left, right));
      case MAX -> out.setI64(Math.max(left, right));
      default -> compare(operator, left, right, out);
    }
  }

  private static void compare(Operator operator, long left, long right, Cell out) {
    out.setBoolean(
        switch (operator) {
          case EQUAL -> left == right;
          case NOT_EQUAL -> left != right;
          case LESS -> left < right;
          case LESS_EQUAL -> left <= right;
          case GREATER -> left > right;
          case GREATER_EQUAL -> left >= right;
          case LESS_U -> Long.compareUnsigned(left, right) < 0;
          case LESS_EQUAL_U -> Long.compareUnsigned(left, right) <= 0;
          case GREATER_U -> Long.compareUnsigned(left, right) > 0;
          case GREATER_EQUAL_U -> Long.compareUnsigned(left, right) >= 0;
          default -> throw new IllegalStateException(operator.text);
        });
  }

  /** Shifts by a count modulo the width, as WebAssembly does; the left operand gives the type. */
  static void shift(Operator operator, boolean narrow, long value, long count, Cell out) {
    if (narrow) {
      int number = (int) value;
      int by = (int) count;
      out.setI32(
          switch (operator) {
            case SHIFT_LEFT -> number << by;
            case SHIFT_RIGHT -> number >> by;
            default -> number >>> by;
          });
    } else {
      out.setI64(
          switch (operator) {
            case SHIFT_LEFT -> value << count;
            case SHIFT_RIGHT -> value >> count;
            default -> value >>> count;
          });
    }
  }
}
