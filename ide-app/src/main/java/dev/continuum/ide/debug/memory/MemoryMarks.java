package dev.continuum.ide.debug.memory;

/** What there is to say of each byte of a stretch, as bits. */
final class MemoryMarks {
  /** It was another at the last stop. */
  static final int CHANGED = 1;

  /** The next instruction reads it. */
  static final int READ = 1 << 1;

  /** The next instruction writes it. */
  static final int WRITTEN = 1 << 2;

  /** A watchpoint covers it. */
  static final int WATCHED = 1 << 3;

  /** A data segment was put there. */
  static final int DATA = 1 << 4;

  /** A data segment begins there. */
  static final int DATA_START = 1 << 5;

  /** It is another at the tick that is compared with. */
  static final int DIFFERS = 1 << 6;

  /** A search has found it. */
  static final int FOUND = 1 << 7;

  static final int SELECTED = 1 << 8;

  private final long from;
  private final int[] bits;

  MemoryMarks(long from, int length) {
    this.from = from;
    bits = new int[length];
  }

  void set(int index, int mark, boolean on) {
    if (on) {
      bits[index] |= mark;
    }
  }

  /** Marks what lies within; an address of 2⁶³ or more lies nowhere. */
  void fill(long address, long length, int mark) {
    if (address < 0) {
      return;
    }
    long end = length < 0 || address + length < 0 ? Long.MAX_VALUE : address + length;
    long last = Math.min(end, from + bits.length);
    for (long at = Math.max(address, from); at < last; at++) {
      bits[(int) (at - from)] |= mark;
    }
  }

  int[] bits() {
    return bits;
  }
}
