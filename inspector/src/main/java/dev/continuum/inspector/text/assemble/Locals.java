package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters and locals of the function that is being assembled. */
final class Locals {
  private final TokenReader in;

  /** For each symbol the index of the local, and the function for which that holds. */
  private final int[] bySymbol;

  private final int[] validIn;
  private int function;

  /** Index and symbol of those that have a name, in pairs. */
  private int[] named = new int[16];

  private int namedCount;

  /** Names that are not what the identifier says, by index. */
  private final Map<Integer, String> given = new HashMap<>();

  private int count;

  Locals(TokenReader in) {
    this.in = in;
    bySymbol = new int[in.tree().symbols().count()];
    validIn = new int[in.tree().symbols().count()];
  }

  /** Forgets all, for the next function. */
  void clear() {
    function++;
    count = 0;
    namedCount = 0;
    given.clear();
  }

  int count() {
    return count;
  }

  /** Adds one without a name. */
  void add(int more) {
    count += more;
  }

  /**
   * Adds one.
   *
   * @param id the token of its identifier, or -1
   * @param name what it is called, or null for what its identifier says
   */
  void define(int id, @Nullable String name) {
    int index = count++;
    int symbol = id < 0 ? -1 : in.symbol(id);
    if (symbol < 0) {
      return;
    }
    if (validIn[symbol] == function) {
      in.problem(id, "duplicate local " + in.shown(id));
      return;
    }
    validIn[symbol] = function;
    bySymbol[symbol] = index;
    if (namedCount * 2 == named.length) {
      named = Arrays.copyOf(named, named.length * 2);
    }
    named[namedCount * 2] = index;
    named[namedCount * 2 + 1] = symbol;
    namedCount++;
    if (name != null) {
      given.put(index, name);
    }
  }

  /** Takes the index of a local, given as a number or an identifier. */
  int index() throws Refusal {
    int token = in.at();
    if (!in.is(token, TokenKind.ID)) {
      return in.u32("the index or identifier of a local");
    }
    int symbol = in.symbol(token);
    int index = 0;
    if (symbol >= 0 && validIn[symbol] == function) {
      index = bySymbol[symbol];
    } else {
      in.problem(token, "unknown local " + in.shown(token));
    }
    in.advance();
    return index;
  }

  int named() {
    return namedCount;
  }

  int namedIndex(int position) {
    return named[position * 2];
  }

  /** The name of one of those that have an identifier. */
  String name(int position) {
    String name = given.get(namedIndex(position));
    return name != null ? name : in.tree().symbols().name(named[position * 2 + 1]);
  }
}
