package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.text.TextRange;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression, compiled once and evaluated as often as one likes, by any thread. It has no loops
 * and changes nothing, so it always ends. Two are equal when they are written the same.
 */
public final class Expression {
  private final String text;
  private final Node root;

  Expression(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  public static Expression parse(String text) throws ExpressionException {
    return new Expression(text, new Parser(text, 0, text.length()).whole());
  }

  /**
   * An expression within another text.
   *
   * @param range where it stands there
   */
  public record Embedded(Expression expression, TextRange range) {}

  /**
   * Parses the expression that starts at a position of another text, and ends before the first word
   * or sign that cannot belong to it.
   */
  public static Embedded parseAt(String text, int start) throws ExpressionException {
    Parser parser = new Parser(text, start, text.length());
    int from = parser.tokens.start;
    parser.expression();
    // Once more by itself, so that what fails when it is evaluated is placed in its own text.
    TextRange range = new TextRange(from, parser.last);
    return new Embedded(parse(text.substring(from, parser.last)), range);
  }

  /** What is wrong with an expression that is being written; nothing when it can be evaluated. */
  public static List<ExpressionProblem> problems(String text) {
    List<ExpressionProblem> problems = new ArrayList<>();
    try {
      Parser parser = new Parser(text, 0, text.length());
      parser.whole();
      for (ExpressionException failure : parser.certainFailures()) {
        problems.add(failure.problem());
      }
    } catch (ExpressionException malformed) {
      problems.add(malformed.problem());
    }
    return problems;
  }

  /**
   * What could stand at a position of an expression that is being written, the likeliest first.
   *
   * @param names those of the frame it will be evaluated in
   */
  public static List<Completion> completions(String text, int caret, ScopeNames names) {
    return new Completions(text, caret, names).all();
  }

  /** A name as an expression writes it: {@code $x}, or in quotes where it has other signs. */
  public static String nameText(String name) {
    return Names.written(name);
  }

  /** The expression as it was written. */
  public String text() {
    return text;
  }

  public Value evaluate(Scope scope) throws ExpressionException {
    Cell cell = new Cell();
    root.evaluate(scope, cell);
    return cell.value();
  }

  /** Whether the value, which is a number, is other than zero: what a condition asks. */
  public boolean test(Scope scope) throws ExpressionException {
    return root.test(scope, new Cell());
  }

  /** Whether it means a place, which can be watched and changed. */
  public boolean isPlace() {
    return root.isPlace();
  }

  /**
   * Where the value lies now.
   *
   * @throws ExpressionException also when it is no place, or lies outside of what there is
   */
  public Place place(Scope scope) throws ExpressionException {
    return root.place(scope);
  }

  /** The form that suits what was asked for: without sign for {@code memory[0]:u64}. */
  public ValueFormat naturalFormat() {
    boolean unsigned =
        switch (root) {
          case MemoryNode memory -> memory.type().isUnsigned();
          case CallNode call -> call.isUnsigned();
          default -> false;
        };
    return unsigned ? ValueFormat.UNSIGNED : ValueFormat.SIGNED;
  }

  Node root() {
    return root;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression expression && text.equals(expression.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
