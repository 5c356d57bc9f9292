package dev.continuum.inspector.exec;

import dev.continuum.inspector.profile.HostCalls;
import dev.continuum.inspector.profile.MemoryGrowth;
import dev.continuum.inspector.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the profile of a run: the code that is made for it counts segments by itself (see {@link
 * Segments}) in the node of the frame that runs, which is found when a function is entered.
 * Returns, exceptions and tail calls need nothing: the nodes of the open calls lie beside their
 * frames.
 */
final class Profiler {
  /** How many nodes the tree of calls has at most, about; the rest is gathered. */
  static final int MOST_NODES = 1 << 16;

  /** How many counters they have together at most, about: 32 MiB. */
  static final int MOST_COUNTERS = 1 << 22;

  /** How many calls are told apart above each other. */
  static final int MOST_DEPTH = 256;

  /** How many sizes of memories are kept; when there are more every second one is dropped. */
  private static final int MOST_GROWTH = 1 << 13;

  private final Machine m;
  private final CallNode root = new CallNode(null, 0);
  private final Map<FunctionInstance, HostTime> hostTimes = new LinkedHashMap<>();
  private final List<Grown> growth = new ArrayList<>();
  private long[] firstSizes = {};

  /** The bytes of each memory, as far as they are known. */
  private long[] sizes = {};

  private int nodes;
  private int counters;

  private static final class HostTime {
    long calls;
    long nanos;
    long longest;
  }

  private record Grown(long tick, int memory, long bytes, FunctionInstance by, int instruction) {}

  Profiler(Machine machine) {
    m = machine;
  }

  CallNode root() {
    return root;
  }

  /** Looks at an instance, of which nothing has run yet. */
  void begin(ModuleInstance instance) {
    firstSizes = Arrays.stream(instance.memories).mapToLong(LinearMemory::size).toArray();
    sizes = firstSizes.clone();
  }

  // What code calls

  /**
   * Finds the node of a function that is entered; its frame is open.
   *
   * @return its counters
   */
  static long[] enter(Machine m, int depth, FunctionInstance function) {
    CallNode parent = m.path[depth - 1];
    CallNode node = parent.last;
    if (node == null || node.function != function) {
      node = m.profiler().child(parent, function);
      parent.last = node;
    }
    node.calls++;
    m.path[depth] = node;
    return node.counts;
  }

  private CallNode child(CallNode parent, FunctionInstance function) {
    CallNode above = parent.gatherer == null ? parent : parent.gatherer;
    CallNode found = above.find(function);
    if (found != null) {
      return found;
    }
    if (above == parent && parent.depth >= MOST_DEPTH) {
      above = gatherer(parent);
    } else if (nodes >= MOST_NODES || counters >= MOST_COUNTERS) {
      above = gatherer(root);
    }
    found = above.find(function);
    return found == null ? add(above, function) : found;
  }

  private CallNode add(CallNode above, FunctionInstance function) {
    CallNode made = new CallNode(function, above.depth + 1);
    if (above.function == null && above != root) {
      made.gatherer = above;
    }
    nodes++;
    counters += made.counts.length;
    return above.add(made);
  }

  /** The node below one in which the rest is gathered. */
  private static CallNode gatherer(CallNode parent) {
    for (CallNode child : parent.children()) {
      if (child.function == null) {
        return child;
      }
    }
    return parent.add(new CallNode(null, parent.depth + 1));
  }

  /**
   * Notes the size of a memory that may have grown.
   *
   * @param ticks what is paid for
   */
  static void grew(Machine m, FunctionInstance function, int[] code, int pc, long ticks) {
    int memory = code[pc + 1];
    m.profiler().grew(ticks - code[pc + 2], memory, function, code[pc + 3]);
  }

  private void grew(long tick, int memory, FunctionInstance function, int instruction) {
    long bytes = function.module().memories[memory].size();
    if (memory >= sizes.length) {
      sizes = Arrays.copyOf(sizes, memory + 1);
    }
    if (sizes[memory] == bytes) {
      return;
    }
    sizes[memory] = bytes;
    if (growth.size() == MOST_GROWTH) {
      for (int i = 0; i < MOST_GROWTH / 2; i++) {
        growth.set(i, growth.get(2 * i + 1));
      }
      growth.subList(MOST_GROWTH / 2, MOST_GROWTH).clear();
    }
    growth.add(new Grown(tick, memory, bytes, function, instruction));
  }

  /** Answers the calls of host functions, and looks at the clock. */
  void answer(FunctionInstance callee, Machine machine, int base)
      throws TrapException, GuestExit, InterruptedException {
    HostTime time = hostTimes.computeIfAbsent(callee, key -> new HostTime());
    long before = System.nanoTime();
    try {
      HostAnswers.LIVE.answer(callee, machine, base);
    } finally {
      long nanos = System.nanoTime() - before;
      time.calls++;
      time.nanos += nanos;
      time.longest = Math.max(time.longest, nanos);
    }
  }

  // The end

  /**
   * The profile of what has run so far; the machine stands still.
   *
   * @param ticks how many instructions were executed
   */
  Profile profile(long ticks) {
    ProfileCounts counts = new ProfileCounts(root);
    counts.takeBack(m, counts.total() - ticks);
    List<MemoryGrowth> moments = new ArrayList<>();
    for (int i = 0; i < firstSizes.length; i++) {
      moments.add(new MemoryGrowth(0, i, firstSizes[i], -1, -1));
    }
    for (Grown grown : growth) {
      moments.add(
          new MemoryGrowth(
              grown.tick,
              grown.memory,
              grown.bytes,
              grown.by.declaration().index(),
              grown.by.map().offsets()[grown.instruction]));
    }
    List<HostCalls> hosts = new ArrayList<>();
    hostTimes.forEach((function, time) ->
        hosts.add(
            new HostCalls(
                Profile.shortened(function.name()), time.calls, time.nanos, time.longest)));
    return new Profile(ticks, counts.functions(), counts.tree(), moments, hosts);
  }
}
