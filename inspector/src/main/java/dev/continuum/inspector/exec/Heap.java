package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.Limits;
import dev.continuum.inspector.valid.TypeStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The structures, arrays and exceptions of a store (specification, "Aggregate Instances" and
 * "Exception Instances"), in a memory of its own, so that images, watching and saving treat them as
 * they treat any memory. What nothing refers to is found by marking and given out again; that
 * happens at moments which follow from what the guest does alone, so that a replay sees the same
 * addresses.
 *
 * <p>An object starts with a word that says its kind, its size in words and its type; an array has
 * its length in the next one. A free cell has the address of the next free one of its list there.
 */
final class Heap {
  static final int STRUCT = 1;
  static final int ARRAY = 2;
  static final int EXCEPTION = 3;
  static final int FREE = 0;

  private static final int WORD = 8;

  /** Free cells of up to this many words have lists by their size, larger ones share the first. */
  static final int CLASSES = 64;

  private static final int MOST_WORDS = (1 << 29) - 1;
  static final long FIRST = 2 * WORD;
  private static final long GROWTH = 1 << 20;
  private static final long FIRST_COLLECTION = 32L << 20;

  /** Shows references that are alive to the collector. */
  interface Roots {
    void visit(Marker marker);
  }

  /** Is shown what is alive. */
  interface Marker {
    /** Takes a value that may be a reference to an object, or anything else. */
    void mark(long value);
  }

  private final TypeStore types;
  private final long limit;
  private final Roots roots;
  private final List<@Nullable HeapLayout> layouts = new ArrayList<>();
  private LinearMemory memory = newMemory();

  private long[] free = new long[CLASSES + 1];
  private long end = FIRST;
  private long sinceCollection;
  private long nextCollection = FIRST_COLLECTION;

  /**
   * @param limit the most bytes it may take
   */
  Heap(TypeStore types, long limit, Roots roots) {
    this.types = types;
    this.limit = limit & -GROWTH;
    this.roots = roots;
  }

  private static LinearMemory newMemory() {
    return new LinearMemory(new Limits(AddressType.I64, 0, null), 1L << 20, 16, false);
  }

  LinearMemory memory() {
    return memory;
  }

  /** How many bytes it takes, free cells included. */
  long size() {
    return end;
  }

  /** Whether its memory can come to have so many bytes. */
  boolean canHave(long bytes) {
    return bytes >= 0 && bytes <= limit && (bytes & 0xffff) == 0;
  }

  /** How the objects of a type lie in memory. */
  HeapLayout layout(int typeId) {
    while (layouts.size() <= typeId) {
      layouts.add(null);
    }
    HeapLayout layout = layouts.get(typeId);
    if (layout == null) {
      layout = new HeapLayout(types.get(typeId));
      layouts.set(typeId, layout);
    }
    return layout;
  }

  // Objects

  long newStruct(HeapLayout layout) throws TrapException {
    return allocate(STRUCT, layout.typeId(), layout.words());
  }

  long newArray(HeapLayout layout, int length) throws TrapException {
    long bytes = Integer.toUnsignedLong(length) * layout.elementSize();
    long words = 2 + (bytes + WORD - 1) / WORD;
    if (words > MOST_WORDS) {
      throw exhausted(words * WORD);
    }
    long reference = allocate(ARRAY, layout.typeId(), (int) words);
    putWord(Reference.objectAddress(reference) + WORD, Integer.toUnsignedLong(length));
    return reference;
  }

  /**
   * @param slots how many slots the values take
   */
  long newException(int tag, int slots) throws TrapException {
    return allocate(EXCEPTION, tag, 1 + slots);
  }

  /** One of the kinds above. */
  int kind(long reference) {
    return kindOf(word(Reference.objectAddress(reference)));
  }

  /** The number of the type of a structure or array, the address of the tag of an exception. */
  int type(long reference) {
    return (int) word(Reference.objectAddress(reference));
  }

  /** The number of elements of an array. */
  int length(long array) {
    return (int) word(Reference.objectAddress(array) + WORD);
  }

  /** Where the fields of a structure or the values of an exception start. */
  static long fields(long reference) {
    return Reference.objectAddress(reference) + WORD;
  }

  /** Where the elements of an array start. */
  static long elements(long array) {
    return Reference.objectAddress(array) + 2 * WORD;
  }

  /** Reads a word without being watched. */
  long word(long address) {
    return memory.peek(address, WORD);
  }

  /** Writes a word without being watched. */
  void putWord(long address, long value) {
    memory.poke(address, value, WORD);
  }

  static int kindOf(long head) {
    return (int) (head >>> 32) & 3;
  }

  static int wordsOf(long head) {
    return (int) (head >>> 34);
  }

  private static long head(int kind, int type, int words) {
    return (long) words << 34 | (long) kind << 32 | Integer.toUnsignedLong(type);
  }

  // Allocation

  private long allocate(int kind, int type, int words) throws TrapException {
    int needed = Math.max(words, 2);
    long bytes = (long) needed * WORD;
    if (sinceCollection + bytes > nextCollection) {
      collect();
    }
    long address = take(needed);
    if (address == 0) {
      collect();
      address = take(needed);
      if (address == 0) {
        throw exhausted(bytes);
      }
    }
    sinceCollection += bytes;
    putWord(address, head(kind, type, needed));
    return Reference.object(address);
  }

  private TrapException exhausted(long bytes) {
    return new TrapException(
        Trap.HEAP_EXHAUSTED,
        bytes + " bytes are asked for, and " + end + " of at most " + limit + " are taken");
  }

  /** The address of a cell of zeros, or 0 when there is no place. */
  private long take(int words) {
    if (words <= CLASSES && free[words] != 0) {
      long cell = free[words];
      free[words] = word(cell + WORD);
      clear(cell, words);
      return cell;
    }
    long before = 0;
    for (long cell = free[0]; cell != 0; cell = word(cell + WORD)) {
      int has = wordsOf(word(cell));
      if (has >= words) {
        unlink(before, cell);
        split(cell, has, words);
        clear(cell, words);
        return cell;
      }
      before = cell;
    }
    return extend(words);
  }

  private void unlink(long before, long cell) {
    long next = word(cell + WORD);
    if (before == 0) {
      free[0] = next;
    } else {
      putWord(before + WORD, next);
    }
  }

  private void split(long cell, int has, int words) {
    int left = has - words;
    if (left > 0) {
      release(cell + (long) words * WORD, left);
    }
  }

  private long extend(int words) {
    long address = end;
    long after = address + (long) words * WORD;
    if (after > limit) {
      return 0;
    }
    if (after > memory.size()) {
      long size = Math.min(limit, Math.max(memory.size() * 2, (after + GROWTH - 1) & -GROWTH));
      memory.grow((size - memory.size()) >>> 16);
    }
    end = after;
    return address;
  }

  private void clear(long cell, int words) {
    memory.pokeFill(cell, 0, (long) words * WORD);
  }

  private void release(long cell, int words) {
    putWord(cell, head(FREE, 0, words));
    if (words >= 2) {
      int list = words <= CLASSES ? words : 0;
      putWord(cell + WORD, free[list]);
      free[list] = cell;
    }
  }

  // Collection

  private void collect() {
    HeapMarker marker = new HeapMarker();
    roots.visit(marker);
    marker.drain();
    sweep(marker.marked);
  }

  /** Marks what can be reached; the stack of a guest is read without knowing what is in it. */
  private final class HeapMarker implements Marker {
    private final long[] starts = bits();
    final long[] marked = bits();
    private long[] pending = new long[256];
    private int count;

    HeapMarker() {
      for (long at = FIRST; at < end; ) {
        long head = word(at);
        if (kindOf(head) != FREE) {
          set(starts, at);
        }
        at += (long) wordsOf(head) * WORD;
      }
    }

    private long[] bits() {
      return new long[(int) (end / WORD / 64) + 1];
    }

    @Override
    public void mark(long value) {
      if (!Reference.isObject(value)) {
        return;
      }
      long address = Reference.objectAddress(value);
      if (address < FIRST || address >= end || !has(starts, address) || has(marked, address)) {
        return;
      }
      set(marked, address);
      if (count == pending.length) {
        pending = Arrays.copyOf(pending, count * 2);
      }
      pending[count++] = address;
    }

    void drain() {
      while (count > 0) {
        long address = pending[--count];
        long head = word(address);
        int kind = kindOf(head);
        if (kind == EXCEPTION) {
          words(address + WORD, wordsOf(head) - 1);
        } else if (kind == STRUCT) {
          int[] offsets = layout((int) head).references();
          for (int offset : offsets) {
            mark(word(address + offset));
          }
        } else if (layout((int) head).hasReferences()) {
          words(address + 2 * WORD, (int) word(address + WORD));
        }
      }
    }

    private void words(long from, int number) {
      for (int i = 0; i < number; i++) {
        mark(word(from + (long) i * WORD));
      }
    }

    private static void set(long[] bits, long address) {
      bits[(int) (address >>> 9)] |= 1L << (address >>> 3);
    }

    private static boolean has(long[] bits, long address) {
      return (bits[(int) (address >>> 9)] & 1L << (address >>> 3)) != 0;
    }
  }

  private void sweep(long[] marked) {
    Arrays.fill(free, 0);
    long live = 0;
    long gap = 0;
    long at = FIRST;
    while (at < end) {
      int words = wordsOf(word(at));
      long next = at + (long) words * WORD;
      if (HeapMarker.has(marked, at)) {
        if (gap != 0) {
          releaseAll(gap, at);
          gap = 0;
        }
        live += next - at;
      } else if (gap == 0) {
        gap = at;
      }
      at = next;
    }
    if (gap != 0) {
      end = gap;
    }
    sinceCollection = 0;
    nextCollection = Math.max(FIRST_COLLECTION, live);
  }

  /** Makes free cells of a gap, none larger than a cell may be. */
  private void releaseAll(long from, long to) {
    long at = from;
    while (at < to) {
      int words = (int) Math.min(MOST_WORDS, (to - at) / WORD);
      release(at, words);
      at += (long) words * WORD;
    }
  }

  // Images

  /** What the heap was at a moment. */
  record Image(
      LinearMemory.Image memory,
      long[] free,
      long end,
      long sinceCollection,
      long nextCollection) {}

  Image image() {
    return new Image(memory.image(), free.clone(), end, sinceCollection, nextCollection);
  }

  void restore(Image image) {
    memory.restore(image.memory);
    free = image.free.clone();
    end = image.end;
    sinceCollection = image.sinceCollection;
    nextCollection = image.nextCollection;
  }
}
