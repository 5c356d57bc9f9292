package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.syntax.Identifiers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $x}: the local of the name, or the global if no local has it. */
final class NameNode extends Node {
  /** What the name came to, while the token of the scope is the same. */
  private record Found(
      Object token, boolean local, int index, @Nullable ExpressionException failure) {}

  /** Every name of {@code $a+$a+…} would otherwise hold the rest of the expression. */
  private static final int LONGEST = 512;

  private final String name;

  /**
   * What the text format would take for the name: {@code a-b}, where the expression subtracts.
   * Whoever names things so is told how to write it.
   */
  private final String longName;

  /** Written and read without a lock: a lost write costs a look-up. */
  private @Nullable Found found;

  NameNode(int start, int end, String name, CharSequence source, int limit) {
    super(start, end);
    this.name = name;
    int at = start + 1;
    int most = Math.min(limit, start + LONGEST);
    while (at < most && Identifiers.isIdChar(source.charAt(at))) {
      at++;
    }
    this.longName = source.subSequence(start + 1, at).toString();
  }

  private Found find(Scope scope) throws ExpressionException {
    Object token = scope.token();
    Found last = found;
    if (last == null || last.token() != token) {
      last = lookUp(scope, token);
      found = last;
    }
    if (last.failure() != null) {
      throw last.failure();
    }
    return last;
  }

  private Found lookUp(Scope scope, Object token) {
    int local = scope.index(Space.LOCAL, name);
    if (local >= 0) {
      return new Found(token, true, local, null);
    }
    int global = scope.index(Space.GLOBAL, name);
    return new Found(token, false, global, global < 0 ? unknown(scope) : null);
  }

  private ExpressionException unknown(Scope scope) {
    boolean longer =
        longName.length() > name.length()
            && (scope.index(Space.LOCAL, longName) >= 0
                || scope.index(Space.GLOBAL, longName) >= 0);
    if (longer) {
      return error(
          ExpressionException.Kind.UNKNOWN_NAME,
          "no local or global has the name %s here; did you mean %s?"
              .formatted(Names.label(name), Names.label(longName)));
    }
    return Selector.unknown(scope, name, range(), List.of(Space.LOCAL, Space.GLOBAL));
  }

  @Override
  boolean isPlace() {
    return true;
  }

  @Override
  Place place(Scope scope) throws ExpressionException {
    Found at = find(scope);
    return at.local() ? new Place.Local(at.index()) : new Place.Global(at.index());
  }

  @Override
  void evaluate(Scope scope, Cell out) throws ExpressionException {
    Found at = find(scope);
    if (at.local()) {
      scope.local(at.index(), out);
    } else {
      scope.global(at.index(), out);
    }
  }
}
