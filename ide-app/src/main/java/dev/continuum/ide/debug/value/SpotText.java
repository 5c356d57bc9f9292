package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.syntax.Identifiers;

/** What rows are called, and which expressions mean the same. */
final class SpotText {
  private SpotText() {}

  /** What a row is called, harmless and short. */
  static String label(ValueNode node) {
    return switch (node.spot) {
      case Spot.Heading heading -> heading.label();
      case Spot.Local(int index, String name, String type) ->
          name.isEmpty() ? "local[" + index + "]" : name(name);
      case Spot.Operand(int depth) -> "[" + depth + "]";
      case Spot.Result(int index) -> "result[" + index + "]";
      case Spot.Thrown() -> "exception";
      case Spot.Global(int index, String name) ->
          name.isEmpty() ? "global[" + index + "]" : name(name);
      case Spot.Element(int table, long index) -> "[" + index + "]";
      case Spot.Part(Spot owner, long index) -> {
        Learned learned = node.learned;
        yield learned == null || learned.name().isEmpty()
            ? "[" + index + "]"
            : name(learned.name());
      }
      case Spot.Watched(Expression expression) -> GuestText.shown(expression.text());
    };
  }

  /** A name of the guest as an identifier, harmless and short. */
  static String name(String name) {
    String cut = GuestText.shown(name);
    return Identifiers.of(cut);
  }

  /** The expression that means what a row shows, or empty for a heading. */
  static String expression(ValueNode node) {
    return switch (node.spot) {
      case Spot.Heading heading -> "";
      case Spot.Local(int index, String name, String type) ->
          name.isEmpty() ? "local[" + index + "]" : Expression.nameText(name);
      case Spot.Operand(int depth) -> "stack[" + depth + "]";
      case Spot.Result(int index) -> "result[" + index + "]";
      case Spot.Thrown() -> "exception";
      case Spot.Global(int index, String name) ->
          name.isEmpty() ? "global[" + index + "]" : "global." + Expression.nameText(name);
      case Spot.Element(int table, long index) -> "table[" + table + "][" + index + "]";
      case Spot.Part(Spot owner, long index) -> {
        ValueNode above = node.owner;
        if (above == null) {
          yield "";
        }
        String of = expression(above);
        String whole = above.spot instanceof Spot.Watched && !isSimple(of) ? "(" + of + ")" : of;
        Learned learned = node.learned;
        Learned aboves = above.learned;
        if (aboves != null && aboves.array()) {
          yield whole + "[" + index + "]";
        }
        yield learned == null || learned.name().isEmpty()
            ? whole + ".field[" + index + "]"
            : whole + "." + Expression.nameText(learned.name());
      }
      case Spot.Watched(Expression expression) -> expression.text();
    };
  }

  /** Whether a field can be written behind it as it is. */
  private static boolean isSimple(String expression) {
    return expression
        .chars()
        .allMatch(c -> Character.isLetterOrDigit(c) || "_$.[]".indexOf(c) >= 0);
  }
}
