package dev.continuum.ide.device.log;

/** Growing numbers in a row, added and taken at both ends. Not thread-safe. */
final class NumberRing {
  private long[] slots = new long[64];
  private int head;
  private int size;

  int size() {
    return size;
  }

  long get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    return slots[(head + index) % slots.length];
  }

  void addLast(long number) {
    grow();
    slots[(head + size++) % slots.length] = number;
  }

  void addFirst(long number) {
    grow();
    head = Math.floorMod(head - 1, slots.length);
    slots[head] = number;
    size++;
  }

  void removeFirst() {
    get(0);
    head = (head + 1) % slots.length;
    size--;
  }

  void removeLast() {
    get(0);
    size--;
  }

  void clear() {
    head = 0;
    size = 0;
  }

  /** How many numbers are below one. */
  int below(long number) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void grow() {
    if (size == slots.length) {
      long[] larger = new long[slots.length * 2];
      for (int i = 0; i < size; i++) {
        larger[i] = get(i);
      }
      slots = larger;
      head = 0;
    }
  }
}
