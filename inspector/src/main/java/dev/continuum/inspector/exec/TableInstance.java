package dev.continuum.inspector.exec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table instance (specification, "Table Instances"): references as {@link Reference} has them.
 */
public final class TableInstance implements External {
  /** How many elements the tables of a store may have together; growing further fails. */
  static final int MOST_ELEMENTS = 10_000_000;

  private final int type;
  private final boolean is64;
  private final @Nullable Long maximum;
  private final int number;

  /** The size it had at first. */
  private final int first;

  /** At least {@link #size} long. */
  long[] elements;

  int size;

  /** Whether it changed since its content was last asked for. */
  boolean changed = true;

  private long[] lastContent = {};

  /**
   * @param number its address in the store
   * @param type the code of the type of its elements
   * @param maximum the most elements its type allows, unsigned, or null
   */
  TableInstance(
      int number, int type, boolean is64, int size, @Nullable Long maximum, long initial) {
    this.number = number;
    this.type = type;
    this.is64 = is64;
    this.maximum = maximum;
    this.size = size;
    first = size;
    elements = new long[size];
    Arrays.fill(elements, initial);
  }

  int number() {
    return number;
  }

  int type() {
    return type;
  }

  boolean is64() {
    return is64;
  }

  /** The most elements its type allows, unsigned, or null. */
  @Nullable Long maximum() {
    return maximum;
  }

  /** All elements; the same array while nothing changes, and not to be changed. */
  long[] content() {
    if (changed) {
      lastContent = Arrays.copyOf(elements, size);
      changed = false;
    }
    return lastContent;
  }

  /** Brings a content back. */
  void restore(long[] content) {
    if (!changed && lastContent == content) {
      return;
    }
    elements = content.clone();
    size = content.length;
    lastContent = content;
    changed = false;
  }

  long get(long index) throws TrapException {
    check(index, 1);
    return elements[(int) index];
  }

  void set(long index, long reference) throws TrapException {
    check(index, 1);
    elements[(int) index] = reference;
    changed = true;
  }

  /** Traps unless elements exist; both numbers unsigned. */
  void check(long index, long count) throws TrapException {
    if (Long.compareUnsigned(index, size) > 0 || Long.compareUnsigned(count, size - index) > 0) {
      throw new TrapException(
          Trap.OUT_OF_BOUNDS_TABLE,
          (count == 1
                  ? "element " + Long.toUnsignedString(index)
                  : Long.toUnsignedString(count)
                      + " elements from "
                      + Long.toUnsignedString(index)
                      + " on")
              + " of a table of "
              + size);
    }
  }

  /** Whether it can come to have so many elements. */
  boolean canHave(int count) {
    return count <= limit() && count >= first;
  }

  private long limit() {
    return maximum != null && Long.compareUnsigned(maximum, MOST_ELEMENTS) < 0
        ? maximum
        : MOST_ELEMENTS;
  }

  /** The size before growing, or -1 when it cannot grow that far. */
  long grow(long delta, long reference) {
    long limit = limit();
    if (Long.compareUnsigned(delta, Math.max(0, limit - size)) > 0) {
      return -1;
    }
    int before = size;
    int after = before + (int) delta;
    if (after > elements.length) {
      elements = Arrays.copyOf(elements, (int) Math.min(limit, Math.max(after, before * 2L)));
    }
    Arrays.fill(elements, before, after, reference);
    size = after;
    changed = true;
    return before;
  }

  void fill(long index, long reference, long count) throws TrapException {
    check(index, count);
    Arrays.fill(elements, (int) index, (int) (index + count), reference);
    changed = true;
  }

  void copy(long target, TableInstance source, long from, long count) throws TrapException {
    source.check(from, count);
    check(target, count);
    System.arraycopy(source.elements, (int) from, elements, (int) target, (int) count);
    changed = true;
  }
}
