package dev.continuum.inspector.exec;

import dev.continuum.inspector.exec.BlockInput.DamageException;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ImageWriter} has written, into the machine of a new instance. Every number is
 * held against what the module and the limits allow before anything is made of it, and room is made
 * as bytes come in, not as they are announced.
 */
final class ImageReader {
  private static final int STEP = 1 << 12;

  private final DataInputStream in;
  private final Machine machine;
  private final Store store;
  private final ModuleInstance instance;
  private final List<Timeline.OutsideCall> calls;
  private @Nullable MachineImage before;

  ImageReader(
      DataInputStream in,
      Machine machine,
      ModuleInstance instance,
      List<Timeline.OutsideCall> calls) {
    this.in = in;
    this.machine = machine;
    this.instance = instance;
    this.calls = calls;
    store = machine.store;
  }

  /** Reads an image; the machine is changed. */
  MachineImage read() throws IOException {
    long tick = in.readLong();
    int call = in.readInt();
    long hostCalls = in.readLong();
    check(tick >= 0 && call >= 0 && call <= calls.size() && hostCalls >= 0, "a moment");
    int depth = in.readInt();
    check(
        depth >= 0 && depth <= store.limits.frames() && (depth == 0 || call < calls.size()),
        "a stack");
    Opened opened = frames(depth);
    long[] stack = longs(store.limits.stackSlots());
    int top =
        depth > 0
            ? opened.fp + opened.function.map().heights()[opened.index]
            : call == calls.size() ? calls.getLast().function().resultSlots : 0;
    check(stack.length == top, "a stack");
    long[] globals = longs(store.globalSlots());
    check(globals.length == store.globalSlots(), "the globals");
    long[][] tables = new long[store.tableCount()][];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = changed(before == null ? null : before.tables()[i], TableInstance.MOST_ELEMENTS);
      check(store.tables[i].canHave(tables[i].length), "a table");
    }
    List<LinearMemory.Image> memories = new ArrayList<>();
    for (int i = 0; i < store.memories().size(); i++) {
      memories.add(
          memory(store.memories().get(i), before == null ? null : before.memories().get(i)));
    }
    Heap.Image heap = heap();
    long[][] elements = new long[instance.elements.length][];
    for (int i = 0; i < elements.length; i++) {
      int count = instance.module.elements().get(i).count();
      elements[i] = changed(before == null ? null : before.elements()[0][i], count);
      check(elements[i].length == 0 || elements[i].length == count, "an element segment");
    }
    boolean[] dropped = new boolean[instance.droppedData.length];
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = in.readBoolean();
    }
    MachineImage image =
        new MachineImage(
            tick,
            call,
            hostCalls,
            stack,
            opened.frames,
            opened.returns,
            opened.function,
            opened.fp,
            opened.index,
            globals,
            tables,
            memories,
            heap,
            new long[][][] {elements},
            new boolean[][] {dropped});
    store.heap.restore(heap);
    check(new HeapCheck(store).isSound(heap), "the heap");
    before = image;
    return image;
  }

  private static void check(boolean holds, String what) throws DamageException {
    if (!holds) {
      throw new DamageException(what + " cannot be as it says");
    }
  }

  // Frames

  /** The frames that are open, as a machine has them. */
  private static final class Opened {
    FunctionInstance[] frames = {};
    long[] returns = {};
    FunctionInstance function;
    int fp;
    int index = -1;

    Opened(FunctionInstance bottom) {
      function = bottom;
    }

    void call(FunctionInstance caller, int callerFp, int returnTo, int depth) {
      if (depth == frames.length) {
        frames = Arrays.copyOf(frames, Math.max(16, depth * 2));
        returns = Arrays.copyOf(returns, frames.length);
      }
      frames[depth] = caller;
      returns[depth] = (long) callerFp << 32 | returnTo;
    }
  }

  private Opened frames(int depth) throws IOException {
    Opened opened = new Opened(machine.bottom());
    for (int i = 0; i < depth; i++) {
      int number = in.readInt();
      int fp = in.readInt();
      int offset = in.readInt();
      check(number >= 0 && number < instance.functions.length, "a frame");
      FunctionInstance function = instance.functions[number];
      check(function.instance != null, "a frame");
      translate(function);
      FunctionMap map = function.map();
      int index = map.indexAt(offset);
      check(index >= 0 && map.offsets()[index] == offset, "a frame");
      if (i == 0) {
        check(fp == 0, "a frame");
        opened.call(machine.bottom(), 0, 1, 0);
      } else {
        call(opened, fp, i);
      }
      check(fp + (long) function.frameSlots <= store.limits.stackSlots(), "a stack");
      opened.function = function;
      opened.fp = fp;
      opened.index = index;
    }
    opened.frames = Arrays.copyOf(opened.frames, depth);
    opened.returns = Arrays.copyOf(opened.returns, depth);
    return opened;
  }

  /** The frame that was read last has made a call. */
  private static void call(Opened opened, int fp, int depth) throws DamageException {
    FunctionInstance caller = opened.function;
    FunctionMap map = caller.map();
    // Behind the check, see Translator.
    int at = map.plainPositions()[opened.index] + 1;
    check(
        (map.plain()[at] & Op.MASK) == Op.CALL_OUT
            && (map.plain()[at + Calls.KIND] & Calls.TAIL) == 0
            && fp == opened.fp + (map.plain()[at] >>> 16),
        "a call");
    opened.call(caller, opened.fp, map.plain()[at + Calls.RETURN], depth);
  }

  private static void translate(FunctionInstance function) throws DamageException {
    if (function.code == null) {
      try {
        Translator.translate(function);
      } catch (TrapException tooLarge) {
        throw new DamageException("a function runs that is too large to run");
      }
    }
  }

  // Numbers

  private long[] longs(int most) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= most, "a list of numbers");
    long[] values = new long[Math.min(count, STEP)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, i * 2L));
      }
      values[i] = in.readLong();
    }
    return values;
  }

  private long[] changed(long @Nullable [] old, int most) throws IOException {
    if (in.readBoolean()) {
      return longs(most);
    }
    if (old == null) {
      throw new DamageException("what should be as before has no before");
    }
    return old;
  }

  // Memories

  private LinearMemory.Image memory(LinearMemory memory, LinearMemory.@Nullable Image old)
      throws IOException {
    long size = in.readLong();
    check(memory.canHave(size), "a memory");
    return memory(size, old);
  }

  @SuppressWarnings("NullAway") // chunks that hold zeros are null
  private LinearMemory.Image memory(long size, LinearMemory.@Nullable Image old)
      throws IOException {
    byte[][] before = old == null ? new byte[0][] : old.chunks();
    byte[][] chunks = new byte[(int) ((size + LinearMemory.MASK) >>> LinearMemory.CHUNK_LOG2)][];
    int at = 0;
    while (at < chunks.length) {
      int kind = in.readUnsignedByte();
      int count = in.readInt();
      check(kind <= ImageWriter.BYTES && count > 0 && count <= chunks.length - at, "a memory");
      check(kind != ImageWriter.SAME || at + count <= before.length, "a memory");
      for (int to = at + count; at < to; at++) {
        if (kind == ImageWriter.SAME) {
          chunks[at] = before[at];
        } else if (kind == ImageWriter.BYTES) {
          chunks[at] = new byte[LinearMemory.CHUNK];
          in.readFully(chunks[at]);
        }
      }
    }
    return new LinearMemory.Image(size, chunks);
  }

  private Heap.Image heap() throws IOException {
    long size = in.readLong();
    check(store.heap.canHave(size), "the heap");
    LinearMemory.Image memory = memory(size, before == null ? null : before.heap().memory());
    long[] free = longs(Heap.CLASSES + 1);
    long end = in.readLong();
    long since = in.readLong();
    long next = in.readLong();
    check(
        free.length == Heap.CLASSES + 1
            && end >= Heap.FIRST
            && end % 8 == 0
            && (end <= size || end == Heap.FIRST && size == 0)
            && since >= 0
            && next >= 0,
        "the heap");
    return new Heap.Image(memory, free, end, since, next);
  }
}
