package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.text.Symbols;
import java.util.Arrays;

/** The labels that are in scope, innermost last. */
final class BlockStack {
  private final int[] depthBySymbol;
  private int[] symbols = new int[16];
  private int[] shadowed = new int[16];
  private int depth;

  BlockStack(Symbols symbols) {
    depthBySymbol = new int[symbols.count()];
  }

  int depth() {
    return depth;
  }

  /** Enters a block. The symbol of its label, or -1, becomes known until it is left. */
  void push(int symbol) {
    if (depth == symbols.length) {
      symbols = Arrays.copyOf(symbols, depth * 2);
      shadowed = Arrays.copyOf(shadowed, depth * 2);
    }
    symbols[depth] = symbol;
    depth++;
    if (symbol >= 0) {
      shadowed[depth - 1] = depthBySymbol[symbol];
      depthBySymbol[symbol] = depth;
    }
  }

  void pop() {
    depth--;
    int symbol = symbols[depth];
    if (symbol >= 0) {
      depthBySymbol[symbol] = shadowed[depth];
    }
  }

  /** The symbol of the innermost block's label, or -1. */
  int symbol() {
    return symbols[depth - 1];
  }

  void clear() {
    while (depth > 0) {
      pop();
    }
  }

  /** How many blocks to count outwards to the one with a symbol, or -1. */
  int find(int symbol) {
    int found = symbol < 0 ? 0 : depthBySymbol[symbol];
    return found == 0 ? -1 : depth - found;
  }
}
