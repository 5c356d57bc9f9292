package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.Symbols;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;

/** An index space of a module: what it holds, and the identifiers its members have. */
final class Space {
  private final String noun;
  private final Symbols symbols;

  /** How many members there are so far. */
  int count;

  /** Index plus one by symbol; made when the first member has an identifier. */
  private int[] bySymbol = new int[0];

  /** The symbol of each member plus one, or 0. */
  private int[] ids = new int[0];

  Space(String noun, Symbols symbols) {
    this.noun = noun;
    this.symbols = symbols;
  }

  /** What a member is called in messages: {@code func}, {@code table} and so on. */
  String noun() {
    return noun;
  }

  /**
   * Adds a member.
   *
   * @param id the token of its identifier, or -1
   */
  int define(TokenReader in, int id) {
    int index = count++;
    if (id >= 0 && in.symbol(id) >= 0) {
      int symbol = in.symbol(id);
      if (bySymbol.length == 0) {
        bySymbol = new int[symbols.count()];
      }
      if (bySymbol[symbol] != 0) {
        in.problem(id, "duplicate " + noun + " " + in.shown(id));
      } else {
        bySymbol[symbol] = index + 1;
      }
      if (index >= ids.length) {
        ids = Arrays.copyOf(ids, Math.max(16, index * 2));
      }
      ids[index] = symbol + 1;
    }
    return index;
  }

  /** The index of the member with a symbol, or -1. */
  int find(int symbol) {
    return symbol >= 0 && symbol < bySymbol.length ? bySymbol[symbol] - 1 : -1;
  }

  /** The symbol of a member, or -1 when it has no identifier. */
  int symbol(int index) {
    return index < ids.length ? ids[index] - 1 : -1;
  }

  /** Takes an index, given as a number or an identifier. */
  int index(TokenReader in) throws Refusal {
    int token = in.at();
    if (!in.is(token, TokenKind.ID)) {
      return in.u32("the index or identifier of a " + noun);
    }
    int index = find(in.symbol(token));
    if (index < 0) {
      in.problem(token, "unknown " + noun + " " + in.shown(token));
      index = 0;
    }
    in.advance();
    return index;
  }
}
