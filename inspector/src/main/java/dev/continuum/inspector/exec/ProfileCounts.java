package dev.continuum.inspector.exec;

import dev.continuum.inspector.profile.CallTree;
import dev.continuum.inspector.profile.Profile;
import dev.continuum.inspector.profile.ProfiledFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of what each node of the tree of calls has counted what a profile tells. */
final class ProfileCounts {
  /** In preorder, with the place of each one's parent. */
  private final List<CallNode> nodes = new ArrayList<>();

  private final List<Integer> parents = new ArrayList<>();
  private final long[] own;
  private final Map<FunctionInstance, long[]> counts = new HashMap<>();

  private record Open(CallNode node, int parent) {}

  ProfileCounts(CallNode root) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(root, -1));
    while (!open.isEmpty()) {
      Open next = open.pop();
      int place = nodes.size();
      nodes.add(next.node);
      parents.add(next.parent);
      List<CallNode> children = next.node.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(new Open(children.get(i), place));
      }
    }
    own = new long[nodes.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = count(nodes.get(i));
    }
  }

  /** Counts what a node has executed. */
  private long count(CallNode node) {
    FunctionInstance function = node.function;
    if (function == null) {
      return 0;
    }
    long[] all = counts.computeIfAbsent(function, key -> new long[key.map().count()]);
    long sum = 0;
    for (int segment = 0; segment < node.counts.length; segment++) {
      int start = function.segments[segment];
      int end = end(function, segment);
      long times = node.counts[segment];
      sum += times * (end - start);
      for (int i = start; i < end; i++) {
        all[i] += times;
      }
    }
    return sum;
  }

  private static int end(FunctionInstance function, int segment) {
    return segment + 1 < function.segments.length
        ? function.segments[segment + 1]
        : function.map().count();
  }

  /** How many instructions were counted. */
  long total() {
    return Arrays.stream(own).sum();
  }

  /**
   * Takes back what was counted in front of instructions that were not reached: when something has
   * trapped, or the run was ended, the rest of its segment.
   *
   * @param ticks how many too many were counted
   */
  void takeBack(Machine m, long ticks) {
    if (ticks == 0) {
      return;
    }
    CallNode node = m.path[m.depth];
    long[] all = counts.get(m.function);
    if (all == null || node.function != m.function || !m.plain) {
      throw new IllegalStateException(
          ticks + " ticks were counted too many, and nothing has ended");
    }
    int next = m.function.map().plainIndex(m.pc);
    int at = Arrays.binarySearch(m.function.segments, next);
    int end = end(m.function, at < 0 ? -at - 2 : at);
    if (end - next != ticks) {
      throw new IllegalStateException(ticks + " ticks were counted too many, not " + (end - next));
    }
    for (int i = next; i < end; i++) {
      all[i]--;
    }
    own[nodes.indexOf(node)] -= ticks;
  }

  /** The functions, by index. */
  List<ProfiledFunction> functions() {
    List<ProfiledFunction> list = new ArrayList<>();
    for (FunctionInstance function : sorted()) {
      long[] all = counts.getOrDefault(function, new long[0]);
      list.add(
          new ProfiledFunction(
              function.declaration().index(),
              Profile.shortened(function.name()),
              function.map().offsets(),
              all));
    }
    return list;
  }

  private List<FunctionInstance> sorted() {
    return counts.keySet().stream()
        .sorted(Comparator.comparingInt(function -> function.address))
        .toList();
  }

  CallTree tree() {
    Map<@Nullable FunctionInstance, Integer> places = new HashMap<>();
    for (FunctionInstance function : sorted()) {
      places.put(function, places.size());
    }
    int[] functions = new int[nodes.size()];
    long[] calls = new long[nodes.size()];
    for (int i = 0; i < functions.length; i++) {
      functions[i] = places.getOrDefault(nodes.get(i).function, CallTree.REST);
      calls[i] = nodes.get(i).calls;
    }
    return new CallTree(
        parents.stream().mapToInt(Integer::intValue).toArray(), functions, calls, own);
  }
}
