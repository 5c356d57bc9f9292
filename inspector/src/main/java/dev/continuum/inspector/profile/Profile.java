package dev.continuum.inspector.profile;

import java.util.Arrays;
import java.util.List;

/**
 * What a run has spent its instructions on. Counts are exact, and do not change from run to run as
 * long as the host answers the same.
 *
 * @param ticks how many instructions were executed
 * @param functions those that were executed, by index
 * @param tree the paths on which they were called
 * @param growth the sizes of memories, in the order of time
 * @param hostCalls the functions of the host that were called
 */
public record Profile(
    long ticks,
    List<ProfiledFunction> functions,
    CallTree tree,
    List<MemoryGrowth> growth,
    List<HostCalls> hostCalls) {
  /** The most characters of a name; longer ones are cut and end with an ellipsis. */
  public static final int MOST_NAME = 200;

  public Profile {
    functions = List.copyOf(functions);
    growth = List.copyOf(growth);
    hostCalls = List.copyOf(hostCalls);
  }

  /** The words for a node of the tree. */
  public String name(int node) {
    int function = tree.function(node);
    return switch (function) {
      case CallTree.ROOT -> "all";
      case CallTree.REST -> "…";
      default -> functions.get(function).name();
    };
  }

  /** How often each function was called, in the order of {@link #functions()}. */
  public long[] calls() {
    long[] calls = new long[functions.size()];
    for (int node = 1; node < tree.size(); node++) {
      if (tree.function(node) >= 0) {
        calls[tree.function(node)] += tree.calls(node);
      }
    }
    return calls;
  }

  /**
   * How many instructions were executed in each function and what it has called, in the order of
   * {@link #functions()}. What is called in a circle is counted once.
   */
  public long[] totals() {
    long[] totals = new long[functions.size()];
    int[] openUntil = new int[functions.size()];
    Arrays.fill(openUntil, -1);
    for (int node = 1; node < tree.size(); node++) {
      int function = tree.function(node);
      if (function >= 0 && openUntil[function] <= node) {
        totals[function] += tree.total(node);
        openUntil[function] = tree.end(node);
      }
    }
    return totals;
  }

  /** A name that is not longer than names are here. */
  public static String shortened(String name) {
    if (name.length() <= MOST_NAME) {
      return name;
    }
    int end = MOST_NAME - 1;
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
