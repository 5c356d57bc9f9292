package dev.continuum.inspector.profile;

import java.util.Arrays;

/**
 * The tree of calls: a node for every path on which a function was called. Nodes are numbered from
 * the root, 0, so that all below a node follow it directly.
 */
public final class CallTree {
  /** The function of the root, from which everything is called. */
  public static final int ROOT = -1;

  /**
   * The function of a node that gathers what had no room for nodes of its own: below it there is
   * one for each function, whatever path it was called on.
   */
  public static final int REST = -2;

  private final int[] parents;
  private final int[] functions;
  private final long[] calls;
  private final long[] own;
  private final long[] totals;
  private final int[] ends;

  /**
   * A tree.
   *
   * @param parents the parent of each node, a number below its own; -1 for the root
   * @param functions the place of each node's function in {@link Profile#functions()}, or {@link
   *     #REST}
   * @param calls how often each was called from its parent
   * @param own how many instructions its body has executed
   * @throws IllegalArgumentException when the nodes are no tree in this order
   */
  public CallTree(int[] parents, int[] functions, long[] calls, long[] own) {
    int size = parents.length;
    if (size == 0 || functions.length != size || calls.length != size || own.length != size) {
      throw new IllegalArgumentException("a tree needs a root, and all of each node");
    }
    this.parents = parents.clone();
    this.functions = functions.clone();
    this.calls = calls.clone();
    this.own = own.clone();
    this.parents[0] = -1;
    this.functions[0] = ROOT;
    totals = own.clone();
    ends = new int[size];
    Arrays.setAll(ends, i -> i + 1);
    for (int i = size - 1; i > 0; i--) {
      int parent = parents[i];
      if (parent < 0 || parent >= i) {
        throw new IllegalArgumentException("node " + i + " is below node " + parent);
      }
      totals[parent] += totals[i];
      ends[parent] = Math.max(ends[parent], ends[i]);
    }
    for (int i = 1; i < size; i++) {
      // The node in front of it is its parent, or below the same parent.
      int above = i - 1;
      while (above > parents[i]) {
        above = parents[above];
      }
      if (above != parents[i]) {
        throw new IllegalArgumentException("node " + i + " is out of order");
      }
    }
  }

  /** How many nodes there are, the root included. */
  public int size() {
    return parents.length;
  }

  /** The node above one; -1 for the root. */
  public int parent(int node) {
    return parents[node];
  }

  /**
   * The place of a node's function in {@link Profile#functions()}, or {@link #ROOT}, {@link #REST}.
   */
  public int function(int node) {
    return functions[node];
  }

  /** How often a node was called from its parent. */
  public long calls(int node) {
    return calls[node];
  }

  /** How many instructions the body of a node has executed, without what it has called. */
  public long own(int node) {
    return own[node];
  }

  /** How many instructions were executed in a node and below it. */
  public long total(int node) {
    return totals[node];
  }

  /** The number behind the last node below a node. */
  public int end(int node) {
    return ends[node];
  }

  /** How many nodes are above one. */
  public int depth(int node) {
    int depth = 0;
    for (int above = parents[node]; above >= 0; above = parents[above]) {
      depth++;
    }
    return depth;
  }

  /** Whether something had no room for nodes of its own. */
  public boolean isCut() {
    return Arrays.stream(functions).anyMatch(function -> function == REST);
  }
}
