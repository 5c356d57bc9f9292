package dev.continuum.inspector.debug.expression;

/** Arithmetic with floating-point numbers, as IEEE 754 has it. */
final class Floats {
  private Floats() {}

  /**
   * Applies an operator.
   *
   * @param single whether both are 32-bit numbers. Computing with 64 bits and rounding once gives
   *     the same for + - * and /: an f64 has more than twice the digits of an f32
   */
  static void apply(Operator operator, double left, double right, boolean single, Cell out) {
    switch (operator) {
      case ADD -> put(left + right, single, out);
      case SUBTRACT -> put(left - right, single, out);
      case MULTIPLY -> put(left * right, single, out);
      case DIVIDE -> put(left / right, single, out);
      case MIN -> put(Math.min(left, right), single, out);
      case MAX -> put(Math.max(left, right), single, out);
      case EQUAL -> out.setBoolean(left == right);
      case NOT_EQUAL -> out.setBoolean(left != right);
      case LESS -> out.setBoolean(left < right);
      case LESS_EQUAL -> out.setBoolean(left <= right);
      case GREATER -> out.setBoolean(left > right);
      case GREATER_EQUAL -> out.setBoolean(left >= right);
      default -> throw new IllegalStateException(operator.text);
    }
  }

  private static void put(double value, boolean single, Cell out) {
    if (single) {
      out.setFloat((float) value);
    } else {
      out.setDouble(value);
    }
  }
}
