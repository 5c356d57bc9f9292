package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;

/** An operator between two operands, both of which are always evaluated. */
final class BinaryNode extends Node {
  private final Operator operator;
  private final Node left;
  private final Node right;
  private final boolean leftAdapts;
  private final boolean rightAdapts;

  BinaryNode(int start, int end, Operator operator, Node left, Node right) {
    super(start, end, left, right);
    this.operator = operator;
    this.left = left;
    this.right = right;
    this.leftAdapts = adapts(left, right);
    this.rightAdapts = adapts(right, left);
  }

  /** Two literals have the types they were written with. */
  private static boolean adapts(Node node, Node other) {
    return node instanceof Constant constant && constant.adapts() && !(other instanceof Constant);
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    left.evaluate(scope, out);
    Cell.Kind leftKind = out.kind;
    long leftBits = out.low;
    if (!leftKind.isNumber()) {
      others(scope, out);
      return;
    }
    right.evaluate(scope, out);
    Cell.Kind rightKind = out.kind;
    long rightBits = out.low;
    if (!rightKind.isNumber()) {
      throw mismatch(leftKind, rightKind);
    }
    if (operator.group == Operator.Group.SHIFT) {
      if (!leftKind.isInteger() || !rightKind.isInteger()) {
        throw mismatch(leftKind, rightKind);
      }
      Integers.shift(operator, leftKind == Cell.Kind.I32, leftBits, rightBits, out);
      return;
    }
    if (leftAdapts) {
      leftBits = Constant.adapted(leftKind, rightKind, leftBits);
      leftKind = Constant.adaptedKind(leftKind, rightKind);
    }
    if (rightAdapts) {
      rightBits = Constant.adapted(rightKind, leftKind, rightBits);
      rightKind = Constant.adaptedKind(rightKind, leftKind);
    }
    if (leftKind == Cell.Kind.I32 && rightKind == Cell.Kind.I32) {
      checkDivisor(rightBits);
      Integers.apply(operator, (int) leftBits, (int) rightBits, out);
    } else if (leftKind.isInteger() && rightKind.isInteger()) {
      checkDivisor(rightBits);
      Integers.apply(operator, leftBits, rightBits, out);
    } else {
      floats(leftKind, leftBits, rightKind, rightBits, out);
    }
  }

  private void floats(
      Cell.Kind leftKind, long leftBits, Cell.Kind rightKind, long rightBits, Cell out)
      throws ExpressionException {
    switch (operator.group) {
      case ARITHMETIC, EQUALITY, COMPARISON -> {
        double first = Cell.toDouble(leftKind, leftBits);
        double second = Cell.toDouble(rightKind, rightBits);
        boolean single = leftKind == Cell.Kind.F32 && rightKind == Cell.Kind.F32;
        Floats.apply(operator, first, second, single, out);
      }
      default -> throw mismatch(leftKind, rightKind);
    }
  }

  private void checkDivisor(long divisor) throws ExpressionException {
    if (divisor == 0) {
      switch (operator) {
        case DIVIDE, DIVIDE_U, REMAINDER, REMAINDER_U ->
            throw new ExpressionException(
                Kind.DIVISION_BY_ZERO,
                right.range(),
                "division by zero; guard it, as in d != 0 && n / d > 1");
        default -> {}
      }
    }
  }

  /** Vectors, references and strings can be compared for equality, and nothing else. */
  private void others(Scope scope, Cell out) throws ExpressionException {
    final Cell.Kind kind = out.kind;
    final long low = out.low;
    final long high = out.high;
    final String text = out.text;
    final boolean flag = out.flag;
    right.evaluate(scope, out);
    if (operator.group != Operator.Group.EQUALITY || kind != out.kind) {
      throw mismatch(kind, out.kind);
    }
    boolean same =
        switch (kind) {
          case V128 -> low == out.low && high == out.high;
          case REFERENCE -> flag ? out.flag : !out.flag && low == out.low;
          default -> flag == out.flag && text.equals(out.text);
        };
    out.setBoolean(same == (operator == Operator.EQUAL));
  }

  private ExpressionException mismatch(Cell.Kind leftKind, Cell.Kind rightKind) {
    String advice =
        switch (operator.group) {
          case EQUALITY -> "compare values of one kind";
          case ARITHMETIC, COMPARISON -> "it takes numbers";
          default -> "it takes integers; convert floats with i64(…)";
        };
    return error(
        Kind.TYPE_MISMATCH,
        "%s does not take %s and %s; %s"
            .formatted(operator.text, leftKind.words, rightKind.words, advice));
  }
}
