package dev.continuum.inspector.exec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a machine at a moment: what its memories and heap hold is shared with it until
 * it changes there.
 *
 * @param tick how many instructions have been executed, exactly
 * @param call which of the calls from the outside runs, or is next; their number behind the last
 * @param stack the slots that are alive; behind the last call those of its results
 * @param index the instruction that is next in the innermost function, or -1 between calls
 * @param tables the references of each table
 */
record MachineImage(
    long tick,
    int call,
    long hostCalls,
    long[] stack,
    FunctionInstance[] frames,
    long[] returns,
    FunctionInstance function,
    int fp,
    int index,
    long[] globals,
    long[][] tables,
    List<LinearMemory.Image> memories,
    Heap.Image heap,
    long[][][] elements,
    boolean[][] droppedData) {

  /**
   * Takes an image of a machine in which everything lies in its slot.
   *
   * @param results how many slots to keep between calls
   */
  static MachineImage of(Machine m, int call, int results, long tick) {
    int index = -1;
    int top = results;
    if (!m.isAtBottom()) {
      FunctionMap map = m.function.map();
      index = m.plain ? map.plainIndex(m.pc) : map.quickIndices()[map.boundary(m.pc)];
      top = m.fp + map.heights()[index];
    }
    Store store = m.store;
    long[][] tables = new long[store.tableCount()][];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = store.tables[i].content();
    }
    List<ModuleInstance> instances = store.instances();
    long[][][] elements = new long[instances.size()][][];
    boolean[][] dropped = new boolean[instances.size()][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = instances.get(i).elements.clone();
      dropped[i] = instances.get(i).droppedData.clone();
    }
    return new MachineImage(
        tick,
        call,
        m.hostCalls,
        Arrays.copyOf(m.stack, top),
        Arrays.copyOf(m.frames, m.depth),
        Arrays.copyOf(m.returns, m.depth),
        m.function,
        m.fp,
        index,
        Arrays.copyOf(store.globals, store.globalSlots()),
        tables,
        store.memories().stream().map(LinearMemory::image).toList(),
        store.heap.image(),
        elements,
        dropped);
  }

  /** Brings the machine back; it goes on in plain code. */
  void restore(Machine m) {
    m.makeRoom(Math.max(stack.length, fp + function.frameSlots), frames.length);
    System.arraycopy(stack, 0, m.stack, 0, stack.length);
    System.arraycopy(frames, 0, m.frames, 0, frames.length);
    System.arraycopy(returns, 0, m.returns, 0, returns.length);
    m.depth = frames.length;
    m.function = function;
    m.fp = fp;
    m.plain = index >= 0;
    m.pc = index < 0 ? 0 : function.map().plainPositions()[index];
    m.ticks = tick;
    m.hostCalls = hostCalls;
    m.trap = null;
    Store store = m.store;
    System.arraycopy(globals, 0, store.globals, 0, globals.length);
    for (int i = 0; i < tables.length; i++) {
      store.tables[i].restore(tables[i]);
    }
    for (int i = 0; i < memories.size(); i++) {
      store.memories().get(i).restore(memories.get(i));
    }
    store.heap.restore(heap);
    for (int i = 0; i < elements.length; i++) {
      ModuleInstance instance = store.instances().get(i);
      System.arraycopy(elements[i], 0, instance.elements, 0, elements[i].length);
      System.arraycopy(droppedData[i], 0, instance.droppedData, 0, droppedData[i].length);
    }
  }

  /**
   * The bytes it takes, without those that an image before it takes too.
   *
   * @param before that image, or null for the first
   */
  long bytes(@Nullable MachineImage before) {
    long slots = stack.length + 2L * returns.length + globals.length + 128;
    for (int i = 0; i < tables.length; i++) {
      slots += before != null && before.tables[i] == tables[i] ? 1 : tables[i].length;
    }
    long chunks = 0;
    for (int i = 0; i < memories.size(); i++) {
      byte[][] own = memories.get(i).chunks();
      slots += own.length;
      chunks += changed(own, before == null ? null : before.memories.get(i).chunks());
    }
    chunks +=
        changed(heap.memory().chunks(), before == null ? null : before.heap.memory().chunks());
    return 8 * slots + chunks * LinearMemory.CHUNK;
  }

  private static long changed(@Nullable byte[][] chunks, @Nullable byte @Nullable [][] before) {
    long changed = 0;
    for (int i = 0; i < chunks.length; i++) {
      byte[] chunk = chunks[i];
      if (chunk != null && (before == null || i >= before.length || before[i] != chunk)) {
        changed++;
      }
    }
    return changed;
  }
}
