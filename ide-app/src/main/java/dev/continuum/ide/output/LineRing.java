package dev.continuum.ide.output;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of many: bounded by their number and by their characters. A line keeps its number
 * for as long as it is there, whatever is dropped before it. Not thread-safe.
 */
final class LineRing {
  private final int maxLines;
  private final long maxChars;
  private @Nullable OutputLine[] slots = new OutputLine[64];
  private int head;
  private int size;
  private long first;
  private long chars;

  LineRing(int maxLines, long maxChars) {
    this.maxLines = maxLines;
    this.maxChars = maxChars;
  }

  /** The number of the oldest line there is. */
  long first() {
    return first;
  }

  /** The number the next line will get. */
  long end() {
    return first + size;
  }

  int size() {
    return size;
  }

  OutputLine get(long number) {
    if (number < first || number >= end()) {
      throw new IndexOutOfBoundsException("line " + number + " of " + first + " to " + end());
    }
    OutputLine line = slots[(head + (int) (number - first)) % slots.length];
    if (line == null) {
      throw new IllegalStateException("line " + number + " is not there");
    }
    return line;
  }

  /** Adds a line and drops what is too much; returns how many were dropped. */
  int add(OutputLine line) {
    if (size == slots.length) {
      grow();
    }
    slots[(head + size) % slots.length] = line;
    size++;
    chars += line.weight();
    int dropped = 0;
    while (size > maxLines || (chars > maxChars && size > 1)) {
      removeFirst();
      dropped++;
    }
    return dropped;
  }

  void removeLast() {
    chars -= get(end() - 1).weight();
    size--;
    slots[(head + size) % slots.length] = null;
  }

  /** Forgets all lines; the next one gets {@code number}. */
  void clear(long number) {
    Arrays.fill(slots, null);
    head = 0;
    size = 0;
    chars = 0;
    first = number;
  }

  private void removeFirst() {
    chars -= get(first).weight();
    slots[head] = null;
    head = (head + 1) % slots.length;
    first++;
    size--;
  }

  private void grow() {
    @Nullable OutputLine[] larger = new OutputLine[slots.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = slots[(head + i) % slots.length];
    }
    slots = larger;
    head = 0;
  }
}
