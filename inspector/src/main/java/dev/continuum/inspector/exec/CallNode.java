package dev.continuum.inspector.exec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of calls: a function that was called along one path. What its body executes on
 * that path is counted by segments, see {@link Segments}.
 */
final class CallNode {
  /** From how many children on they are found by a map. */
  private static final int MANY = 8;

  /** Null for the root, and for what gathers calls that have no nodes of their own. */
  final @Nullable FunctionInstance function;

  /** How many calls are above it; 0 for the root. */
  final int depth;

  /** How often each segment was started. */
  final long[] counts;

  /** How often it was called. */
  long calls;

  /** Where the functions it calls have their nodes, if not below itself. */
  @Nullable CallNode gatherer;

  /** What it has called last. */
  @Nullable CallNode last;

  private final List<CallNode> children = new ArrayList<>(2);
  private @Nullable Map<FunctionInstance, CallNode> byFunction;

  CallNode(@Nullable FunctionInstance function, int depth) {
    this.function = function;
    this.depth = depth;
    counts = new long[function == null ? 0 : function.segments.length];
  }

  /** The children, in the order in which they were called first. */
  List<CallNode> children() {
    return children;
  }

  /** The child that is a function, or null. */
  @Nullable CallNode find(FunctionInstance callee) {
    if (byFunction != null) {
      return byFunction.get(callee);
    }
    for (CallNode child : children) {
      if (child.function == callee) {
        return child;
      }
    }
    return null;
  }

  CallNode add(CallNode child) {
    children.add(child);
    if (byFunction == null && children.size() > MANY) {
      byFunction = new HashMap<>();
      children.forEach(this::index);
    } else if (byFunction != null) {
      index(child);
    }
    return child;
  }

  private void index(CallNode child) {
    if (byFunction != null && child.function != null) {
      byFunction.put(child.function, child);
    }
  }
}
