package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.text.TextRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which local, global, memory, table or function is meant: {@code [2]} or {@code .$x}. */
final class Selector {
  /** What a name came to, while the token of the scope is the same. */
  private record Found(Object token, int index, @Nullable ExpressionException failure) {}

  private final Space space;

  /** The index, or null when there is a name. */
  private final @Nullable Node index;

  private final String name;
  private final TextRange range;

  /** Written and read without a lock: a lost write costs a look-up. */
  private @Nullable Found found;

  private Selector(Space space, @Nullable Node index, String name, TextRange range) {
    this.space = space;
    this.index = index;
    this.name = name;
    this.range = range;
  }

  static Selector indexed(Space space, Node index) {
    return new Selector(space, index, "", index.range());
  }

  static Selector named(Space space, String name, TextRange range) {
    return new Selector(space, null, name, range);
  }

  /** The number behind {@code memory1}, or 0 for {@code memory}. */
  static Selector numbered(Space space, int number, TextRange range) {
    Node index = new Constant(range.start(), range.end(), Value.of(number), false);
    return new Selector(space, index, "", range);
  }

  /** How deep the expression for the index is. */
  Node[] children(Node... others) {
    if (index == null) {
      return others;
    }
    Node[] all = new Node[others.length + 1];
    all[0] = index;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  int index(Scope scope, Cell cell) throws ExpressionException {
    if (index != null) {
      return (int) index.index(scope, cell, scope.count(space), space.word());
    }
    Object token = scope.token();
    Found last = found;
    if (last == null || last.token() != token) {
      int at = scope.index(space, name);
      // Looking for what was meant takes long, and a condition may fail a million times.
      last = new Found(token, at, at < 0 ? unknown(scope, name, range, List.of(space)) : null);
      found = last;
    }
    if (last.failure() != null) {
      throw last.failure();
    }
    return last.index();
  }

  /** Nothing of some spaces has a name. */
  static ExpressionException unknown(
      Scope scope, String name, TextRange range, List<Space> spaces) {
    String closest = Suggestions.closest(name, spaces.stream().map(scope::names).toList());
    String advice =
        closest != null
            ? "did you mean " + Names.label(closest) + "?"
            : "write an index, such as " + spaces.getFirst().word() + "[0]";
    String kinds = String.join(" or ", spaces.stream().map(Space::word).toList());
    return new ExpressionException(
        Kind.UNKNOWN_NAME,
        range,
        "no %s has the name %s here; %s".formatted(kinds, Names.label(name), advice));
  }
}
