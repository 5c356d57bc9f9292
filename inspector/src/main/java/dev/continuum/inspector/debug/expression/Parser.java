package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Builds trees out of tokens, by the precedence of operators. It stops at the first token that
 * cannot belong to the expression, so that one may stand within another text.
 */
final class Parser {
  /** How long an expression may be. */
  static final int LONGEST = 1 << 16;

  final Tokens tokens;

  /** Where the last token ended that was taken. */
  int last;

  private final Operands operands;
  private int depth;

  /** What is wrong with the values of literals; the tree can be evaluated up to there. */
  private final List<ExpressionException> certain = new ArrayList<>();

  Parser(CharSequence source, int start, int limit) throws ExpressionException {
    if (limit - start > LONGEST) {
      throw new ExpressionException(
          Kind.TOO_LONG,
          new TextRange(start, limit),
          "the expression is longer than " + LONGEST + " characters; shorten it");
    }
    this.tokens = new Tokens(source, start, limit);
    this.last = start;
    this.operands = new Operands(this);
  }

  /** An expression that takes all of the text. */
  Node whole() throws ExpressionException {
    Node node = expression();
    if (tokens.type != Tokens.Type.END) {
      throw tokens.error(
          tokens.isSign('=')
              ? "= changes a place, which is the command set; to compare, write =="
              : "nothing can follow here but an operator, and this is " + tokens.shown());
    }
    return node;
  }

  /** What fails however the program stands. */
  List<ExpressionException> certainFailures() {
    return certain;
  }

  void take() throws ExpressionException {
    last = tokens.end;
    tokens.next();
  }

  void take(char sign, String purpose) throws ExpressionException {
    if (!tokens.isSign(sign)) {
      throw tokens.error(
          "%s is missing %s; it stands before %s".formatted(sign, purpose, tokens.shown()));
    }
    take();
  }

  Node expression() throws ExpressionException {
    enter();
    Node condition = operation(1);
    if (tokens.isSign('?')) {
      take();
      Node then = expression();
      take(':', "between the two values of ?");
      Node otherwise = expression();
      condition = made(new ConditionalNode(condition, then, otherwise));
    }
    depth--;
    return condition;
  }

  private void enter() throws ExpressionException {
    if (++depth > Node.DEEPEST) {
      throw new ExpressionException(Kind.TOO_DEEP, new TextRange(tokens.start, tokens.end), DEEP);
    }
  }

  private static final String DEEP =
      "the expression is nested deeper than " + Node.DEEPEST + " levels; take it apart";

  /** Refuses a tree that would be too deep to evaluate: a long sum is as deep as it is long. */
  Node made(Node node) throws ExpressionException {
    if (node.depth > Node.DEEPEST) {
      throw node.error(Kind.TOO_DEEP, DEEP);
    }
    return node;
  }

  /** Like {@link #made}, for a node whose operands may all be literals: then it is one. */
  Node computed(Node node, Node... parts) throws ExpressionException {
    made(node);
    for (Node part : parts) {
      if (!(part instanceof Constant)) {
        return node;
      }
    }
    Cell cell = new Cell();
    try {
      node.evaluate(EmptyScope.INSTANCE, cell);
    } catch (ExpressionException failure) {
      // It may stand where it is never evaluated, so it fails only when it is.
      certain.add(failure);
      return node;
    }
    return new Constant(node.start, node.end, cell.value(), adapts(node, cell, parts));
  }

  /** Whether what literals come to still takes the type of what stands beside it. */
  private static boolean adapts(Node node, Cell result, Node... parts) {
    if (node instanceof CallNode || node instanceof PairNode) {
      return false;
    }
    boolean any = false;
    for (Node part : parts) {
      any |= part instanceof Constant literal && literal.adapts();
    }
    return any
        && (result.kind == Cell.Kind.F64
            || result.kind == Cell.Kind.I64 && (result.low >>> 32 == 0 || result.low >> 31 == -1));
  }

  private Node operation(int precedence) throws ExpressionException {
    Node left = unary();
    while (tokens.type == Tokens.Type.OPERATOR) {
      Operator operator = Objects.requireNonNull(tokens.operator);
      if (operator.precedence < precedence) {
        break;
      }
      take();
      Node right = operation(operator.precedence + 1);
      left =
          operator.group == Operator.Group.LOGIC
              ? made(new LogicNode(left.start, last, operator == Operator.AND, left, right))
              : computed(new BinaryNode(left.start, last, operator, left, right), left, right);
    }
    return left;
  }

  private Node unary() throws ExpressionException {
    int start = tokens.start;
    boolean minus = tokens.isOperator(Operator.SUBTRACT);
    boolean plus = tokens.isOperator(Operator.ADD);
    if (!minus && !plus && !tokens.isSign('!') && !tokens.isSign('~')) {
      return operands.operand();
    }
    char sign = minus ? '-' : plus ? '+' : tokens.sign;
    take();
    if (minus && tokens.type == Tokens.Type.INTEGER) {
      return operands.negative(start);
    }
    enter();
    Node operand = unary();
    depth--;
    return computed(new UnaryNode(start, sign, operand), operand);
  }
}
