package dev.continuum.inspector.exec;

import dev.continuum.inspector.valid.DefinedType;
import java.util.BitSet;

/**
 * Checks that a heap that was read from a file hangs together, so that walking over it ends and
 * stays within.
 */
final class HeapCheck {
  private final Store store;
  private final Heap heap;
  private final BitSet free = new BitSet();
  private long freeCells;

  HeapCheck(Store store) {
    this.store = store;
    heap = store.heap;
  }

  /** Whether what lies in the store's heap could have come about. */
  boolean isSound(Heap.Image image) {
    return cells(image.end()) && lists(image);
  }

  private boolean cells(long end) {
    long at = Heap.FIRST;
    while (at < end) {
      long head = heap.word(at);
      int words = Heap.wordsOf(head);
      if (words < 1 || words > (end - at) / 8) {
        return false;
      }
      if (Heap.kindOf(head) == Heap.FREE) {
        if (words > 1) {
          free.set((int) (at / 8));
          freeCells++;
        }
      } else if (words < 2 || words != words(at, Heap.kindOf(head), (int) head)) {
        return false;
      }
      at += words * 8L;
    }
    return at == end;
  }

  /** How many words an object takes by what its head says, or -1 when nothing is of that type. */
  private long words(long at, int kind, int type) {
    if (kind == Heap.EXCEPTION) {
      return type < 0 || type >= store.tagCount()
          ? -1
          : Math.max(2, 1 + Slots.count(store.tag(type).type().parts));
    }
    if (type < 0 || type >= store.types.size()) {
      return -1;
    }
    DefinedType of = store.types.get(type);
    if (kind == Heap.STRUCT && of.kind == DefinedType.Kind.STRUCT) {
      return Math.max(2, heap.layout(type).words());
    }
    if (kind == Heap.ARRAY && of.kind == DefinedType.Kind.ARRAY) {
      long length = heap.word(at + 8);
      return length < 0 || length > 0xffffffffL
          ? -1
          : 2 + (length * heap.layout(type).elementSize() + 7) / 8;
    }
    return -1;
  }

  /** Whether the lists of free cells lead over free cells alone, and end. */
  private boolean lists(Heap.Image image) {
    long seen = 0;
    for (int list = 0; list < image.free().length; list++) {
      for (long cell = image.free()[list]; cell != 0; cell = heap.word(cell + 8)) {
        boolean free = cell > 0 && cell < image.end() && cell % 8 == 0 && isFree(cell);
        if (!free || ++seen > freeCells) {
          return false;
        }
        int words = Heap.wordsOf(heap.word(cell));
        if (list == 0 ? words <= Heap.CLASSES : words != list) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isFree(long cell) {
    return free.get((int) (cell / 8));
  }
}
