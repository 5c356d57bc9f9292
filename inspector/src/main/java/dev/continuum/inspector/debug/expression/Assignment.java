package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.text.TextRange;

/**
 * {@code PLACE = EXPR}, as in the command {@code set}. It finds out what to change and how, and
 * leaves the change to whoever owns the state.
 */
public final class Assignment {
  private final String text;
  private final Node place;
  private final Node value;

  private Assignment(String text, Node place, Node value) {
    this.text = text;
    this.place = place;
    this.value = value;
  }

  /**
   * A change that can be made.
   *
   * @param value of the place's own type: what reading the place will give
   */
  public record Change(Place place, Value value) {}

  public static Assignment parse(String text) throws ExpressionException {
    Parser parser = new Parser(text, 0, text.length());
    Node place = parser.expression();
    if (!place.isPlace()) {
      throw place.notAPlace();
    }
    parser.take('=', "between the place and its new value");
    return new Assignment(text, place, parser.whole());
  }

  /** A change of a place that is already known, such as a cell of a view that was edited. */
  public static Change of(Expression place, Expression value, Scope scope)
      throws ExpressionException {
    return resolve(place.root(), value.root(), scope);
  }

  public String text() {
    return text;
  }

  /**
   * Finds the place and the value.
   *
   * @throws ExpressionException also when the value does not fit the place without loss
   */
  public Change resolve(Scope scope) throws ExpressionException {
    return resolve(place, value, scope);
  }

  private static Change resolve(Node place, Node value, Scope scope) throws ExpressionException {
    Place where = place.place(scope);
    Cell cell = new Cell();
    value.evaluate(scope, cell);
    TextRange range = value.range();
    new Fit(where, place, scope).apply(cell, range);
    return new Change(where, cell.value());
  }

  @Override
  public String toString() {
    return text;
  }
}
