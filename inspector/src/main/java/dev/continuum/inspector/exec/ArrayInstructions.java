package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.valid.TypeCode;

/** Array instructions (specification, "Aggregate Instructions"). */
final class ArrayInstructions {
  private static final int IMMEDIATES = RareInstructions.IMMEDIATES;

  private final Machine machine;
  private final Heap heap;

  ArrayInstructions(Machine machine) {
    this.machine = machine;
    heap = machine.store.heap;
  }

  void execute(Opcode opcode, int[] code, int pc, long[] s, int at, FunctionInstance function)
      throws TrapException, WatchHit {
    if (opcode == Opcode.ARRAY_LEN) {
      s[at] = heap.length(array(s[at]));
      return;
    }
    HeapLayout layout = heap.layout(code[pc + IMMEDIATES]);
    switch (opcode) {
      case ARRAY_NEW -> make(layout, s, at);
      case ARRAY_NEW_DEFAULT -> {
        machine.live = at + 1;
        s[at] = heap.newArray(layout, (int) s[at]);
      }
      case ARRAY_NEW_FIXED -> makeFixed(layout, code[pc + IMMEDIATES + 1], s, at);
      case ARRAY_NEW_DATA -> {
        int length = (int) s[at + 1];
        ModuleInstance instance = function.module();
        int from = dataAt(instance, code[pc + IMMEDIATES + 1], layout, s[at], length);
        machine.live = at + 2;
        long array = heap.newArray(layout, length);
        copyData(instance, from, array, 0, layout, length);
        s[at] = array;
      }
      case ARRAY_NEW_ELEM -> {
        int length = (int) s[at + 1];
        long[] elements = elements(function.module(), code[pc + IMMEDIATES + 1], s[at], length);
        machine.live = at + 2;
        long array = heap.newArray(layout, length);
        copyElements(elements, (int) s[at], array, 0, length);
        s[at] = array;
      }
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
        long array = array(s[at]);
        long address = range(array, s[at + 1], 1, layout);
        int size = layout.elementSize();
        heap.memory().access(address, size, false);
        long value = heap.memory().peek(address, Math.min(size, 8));
        s[at] =
            AggregateInstructions.extend(value, layout.storage(0), opcode == Opcode.ARRAY_GET_S);
        if (size == 16) {
          s[at + 1] = heap.word(address + 8);
        }
      }
      case ARRAY_SET -> {
        long array = array(s[at]);
        long address = range(array, s[at + 1], 1, layout);
        heap.memory().access(address, layout.elementSize(), true);
        put(address, layout, s, at + 2);
      }
      case ARRAY_FILL -> fill(layout, s, at);
      case ARRAY_COPY -> copy(layout, heap.layout(code[pc + IMMEDIATES + 1]), s, at);
      default -> initialise(opcode, layout, code[pc + IMMEDIATES + 1], function.module(), s, at);
    }
  }

  private static long array(long reference) throws TrapException {
    if (reference == Reference.NULL) {
      throw new TrapException(Trap.NULL_ARRAY_REFERENCE);
    }
    return reference;
  }

  /** The address of elements that exist. */
  private long range(long array, long index, long count, HeapLayout layout) throws TrapException {
    long from = index & 0xffffffffL;
    long length = Integer.toUnsignedLong(heap.length(array));
    if (from + count > length) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_ARRAY,
          (count == 1 ? "element " + from : count + " elements from " + from + " on")
              + " of an array of "
              + length);
    }
    return Heap.elements(array) + from * layout.elementSize();
  }

  private void put(long address, HeapLayout layout, long[] s, int slot) {
    int size = layout.elementSize();
    heap.memory().poke(address, s[slot], Math.min(size, 8));
    if (size == 16) {
      heap.putWord(address + 8, s[slot + 1]);
    }
  }

  private void make(HeapLayout layout, long[] s, int at) throws TrapException {
    int slots = Slots.of(TypeCode.unpacked(layout.storage(0)));
    int length = (int) s[at + slots];
    machine.live = at + slots + 1;
    long array = heap.newArray(layout, length);
    putAll(Heap.elements(array), layout, s, at, Integer.toUnsignedLong(length));
    s[at] = array;
  }

  /** Writes one value to all of a run of elements. */
  private void putAll(long address, HeapLayout layout, long[] s, int slot, long count) {
    int size = layout.elementSize();
    if (s[slot] == 0 && (size < 16 || s[slot + 1] == 0) || size == 1) {
      heap.memory().pokeFill(address, (int) s[slot], count * size);
      return;
    }
    for (long i = 0; i < count; i++) {
      put(address + i * size, layout, s, slot);
    }
  }

  private void makeFixed(HeapLayout layout, int length, long[] s, int at) throws TrapException {
    int slots = Slots.of(TypeCode.unpacked(layout.storage(0)));
    machine.live = at + length * slots;
    long array = heap.newArray(layout, length);
    for (int i = 0; i < length; i++) {
      put(Heap.elements(array) + (long) i * layout.elementSize(), layout, s, at + i * slots);
    }
    s[at] = array;
  }

  private void fill(HeapLayout layout, long[] s, int at) throws TrapException, WatchHit {
    int slots = Slots.of(TypeCode.unpacked(layout.storage(0)));
    long count = s[at + 2 + slots] & 0xffffffffL;
    long address = range(array(s[at]), s[at + 1], count, layout);
    heap.memory().access(address, count * layout.elementSize(), true);
    putAll(address, layout, s, at + 2, count);
  }

  private void copy(HeapLayout layout, HeapLayout source, long[] s, int at)
      throws TrapException, WatchHit {
    long count = s[at + 4] & 0xffffffffL;
    long target = array(s[at]);
    long from = array(s[at + 2]);
    long to = range(target, s[at + 1], count, layout);
    long start = range(from, s[at + 3], count, source);
    heap.memory().copy(to, heap.memory(), start, count * layout.elementSize());
  }

  private void initialise(
      Opcode opcode, HeapLayout layout, int segment, ModuleInstance instance, long[] s, int at)
      throws TrapException, WatchHit {
    long array = array(s[at]);
    int count = (int) s[at + 3];
    long address = range(array, s[at + 1], Integer.toUnsignedLong(count), layout);
    long bytes = Integer.toUnsignedLong(count) * layout.elementSize();
    if (opcode == Opcode.ARRAY_INIT_DATA) {
      int from = dataAt(instance, segment, layout, s[at + 2], count);
      heap.memory().access(address, bytes, true);
      copyData(instance, from, array, (int) s[at + 1], layout, count);
    } else {
      long[] elements = elements(instance, segment, s[at + 2], count);
      heap.memory().access(address, bytes, true);
      copyElements(elements, (int) s[at + 2], array, (int) s[at + 1], count);
    }
  }

  /** Where bytes of a data segment that exist lie in the file. */
  private static int dataAt(
      ModuleInstance instance, int data, HeapLayout layout, long from, int count)
      throws TrapException {
    DataSegment segment = instance.module.data().get(data);
    int size = instance.droppedData[data] ? 0 : segment.content().size();
    long start = from & 0xffffffffL;
    long bytes = Integer.toUnsignedLong(count) * layout.elementSize();
    if (start + bytes > size) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_MEMORY,
          bytes + " bytes from " + start + " on of a data segment of " + size);
    }
    return segment.content().start() + (int) start;
  }

  private void copyData(
      ModuleInstance instance, int from, long array, int to, HeapLayout layout, int count) {
    byte[] bytes = new byte[count * layout.elementSize()];
    instance.bytes.get(from, bytes);
    heap.memory()
        .pokeAll(
            Heap.elements(array) + Integer.toUnsignedLong(to) * layout.elementSize(),
            bytes,
            0,
            bytes.length);
  }

  private static long[] elements(ModuleInstance instance, int segment, long from, int count)
      throws TrapException {
    long[] elements = instance.elements[segment];
    long start = from & 0xffffffffL;
    if (start + Integer.toUnsignedLong(count) > elements.length) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_TABLE,
          Integer.toUnsignedString(count)
              + " elements from "
              + start
              + " on of an element segment of "
              + elements.length);
    }
    return elements;
  }

  private void copyElements(long[] elements, int from, long array, int to, int count) {
    for (int i = 0; i < count; i++) {
      heap.putWord(
          Heap.elements(array) + (Integer.toUnsignedLong(to) + i) * 8L, elements[from + i]);
    }
  }
}
