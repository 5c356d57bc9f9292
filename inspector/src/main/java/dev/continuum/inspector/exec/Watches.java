package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.Location.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places that are watched. Bytes of memories and of the heap are watched by their chunks, whose
 * accesses all come past here; slots (globals, locals, table elements) at the instructions that use
 * them, which have probes.
 */
final class Watches implements LinearMemory.Watcher, Recorder.WriteListener {
  private final Machine m;
  private final Execution execution;
  private final Map<Integer, Watch> watches = new LinkedHashMap<>();

  /** Where watched slots are: among those of the store, of the stack, of a table. */
  interface SlotPlace {
    /** The slots now; null when the place is gone, as a local of a frame that has returned. */
    long @Nullable [] read();
  }

  private static final class Watch {
    final Access access;
    final @Nullable LinearMemory memory;
    final long address;
    final int length;
    final @Nullable SlotPlace slots;
    boolean touched;
    byte[] bytesBefore = {};
    long @Nullable [] slotsBefore;

    Watch(
        Access access,
        @Nullable LinearMemory memory,
        long address,
        int length,
        @Nullable SlotPlace slots) {
      this.access = access;
      this.memory = memory;
      this.address = address;
      this.length = length;
      this.slots = slots;
    }

    boolean concerns(LinearMemory of, long from, long count, boolean write) {
      return of == memory
          && write == (access != Access.READ)
          && from < address + length
          && from + count > address;
    }
  }

  Watches(Machine machine, Execution execution) {
    m = machine;
    this.execution = execution;
  }

  /** Watches bytes. */
  void add(int id, Access access, LinearMemory memory, long address, int length) {
    watches.put(id, new Watch(access, memory, address, length, null));
    publish(memory);
  }

  /** Watches slots; whoever puts probes on the instructions that use them calls {@link #touch}. */
  void add(int id, Access access, SlotPlace slots) {
    watches.put(id, new Watch(access, null, 0, 0, slots));
  }

  boolean has(int id) {
    return watches.containsKey(id);
  }

  void remove(int id) {
    Watch watch = watches.remove(id);
    if (watch != null && watch.memory != null) {
      publish(watch.memory);
    }
  }

  /** Has the accesses of watched chunks come past here, in a memory that was just brought back. */
  void publishAll() {
    Map<LinearMemory, Boolean> done = new HashMap<>();
    for (Watch watch : watches.values()) {
      if (watch.memory != null && done.put(watch.memory, true) == null) {
        publish(watch.memory);
      }
      watch.touched = false;
    }
  }

  private void publish(LinearMemory memory) {
    BitSet chunks = new BitSet();
    for (Watch watch : watches.values()) {
      if (watch.memory == memory) {
        chunks.set(
            (int) (watch.address >>> LinearMemory.CHUNK_LOG2),
            (int) ((watch.address + watch.length - 1) >>> LinearMemory.CHUNK_LOG2) + 1);
      }
    }
    memory.watch(chunks, chunks.isEmpty() ? null : this);
  }

  @Override
  public void access(LinearMemory memory, long address, long length, boolean write)
      throws WatchHit {
    for (Watch watch : watches.values()) {
      if (watch.concerns(memory, address, length, write)) {
        if (!m.plain) {
          throw WatchHit.INSTANCE;
        }
        touch(watch);
      }
    }
  }

  @Override
  public void writing(LinearMemory memory, long address, long length) {
    for (Watch watch : watches.values()) {
      if (watch.concerns(memory, address, length, true)) {
        touch(watch);
      }
    }
  }

  /** Notes that the instruction that is next uses watched slots. */
  void touch(int id) {
    Watch watch = watches.get(id);
    if (watch != null) {
      touch(watch);
    }
  }

  private void touch(Watch watch) {
    execution.watchHit();
    if (watch.touched) {
      return;
    }
    watch.touched = true;
    if (watch.slots != null) {
      watch.slotsBefore = watch.slots.read();
    } else if (watch.memory != null && watch.access == Access.CHANGE) {
      watch.bytesBefore = new byte[watch.length];
      watch.memory.peekAll(watch.address, watch.bytesBefore, 0, watch.length);
    }
  }

  /** The numbers of the watches that the last instruction has hit. */
  List<Integer> fired() {
    List<Integer> fired = new ArrayList<>();
    watches.forEach((id, watch) -> {
      if (watch.touched) {
        watch.touched = false;
        if (watch.access != Access.CHANGE || hasChanged(watch)) {
          fired.add(id);
        }
      }
    });
    return fired;
  }

  private static boolean hasChanged(Watch watch) {
    if (watch.slots != null) {
      long[] now = watch.slots.read();
      return now != null && !Arrays.equals(now, watch.slotsBefore);
    }
    if (watch.memory == null) {
      return false;
    }
    byte[] now = new byte[watch.length];
    watch.memory.peekAll(watch.address, now, 0, watch.length);
    return !Arrays.equals(now, watch.bytesBefore);
  }
}
