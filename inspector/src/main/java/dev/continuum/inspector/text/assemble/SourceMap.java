package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.text.TextRange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which text the bytes of an assembled module come from. There is an entry for each instruction,
 * from its mnemonic to its last immediate, and for the head of each item of a section. Entries are
 * in the order of the bytes.
 */
public final class SourceMap {
  /** A map without entries. */
  public static final SourceMap EMPTY =
      new SourceMap(new int[0], new int[0], new int[0], new int[0]);

  private final int[] offsets;
  private final int[] starts;
  private final int[] ends;

  /** The entries in the order of the text. */
  private final int[] byText;

  private SourceMap(int[] offsets, int[] starts, int[] ends, int[] byText) {
    this.offsets = offsets;
    this.starts = starts;
    this.ends = ends;
    this.byText = byText;
  }

  /** How many entries there are. */
  public int size() {
    return offsets.length;
  }

  /** The byte at which an entry starts, counted from the start of the module. */
  public int offset(int entry) {
    return offsets[entry];
  }

  /** The text of an entry. */
  public TextRange range(int entry) {
    return new TextRange(starts[entry], ends[entry]);
  }

  /** The entry a byte belongs to: the last that starts at or before it, or -1. */
  public int entryAt(int offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The text a byte comes from, or null when it lies before all entries. */
  public @Nullable TextRange textAt(int offset) {
    int entry = entryAt(offset);
    return entry < 0 ? null : range(entry);
  }

  /**
   * The byte at which the instruction or item around a position of the text starts; in between, the
   * one that starts before it; -1 before all.
   */
  public int offsetAt(int position) {
    int low = 0;
    int high = byText.length - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      if (starts[byText[middle]] <= position) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high < 0 ? -1 : offsets[byText[high]];
  }

  /** Puts the parts of a map together, in the order of the bytes. */
  static final class Builder {
    private int[] offsets = new int[0];
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private int size;

    void add(int[] moreOffsets, int[] moreStarts, int[] moreEnds, int count, int base) {
      if (size + count > offsets.length) {
        int room = Math.max(size + count, size + (size >> 1));
        offsets = Arrays.copyOf(offsets, room);
        starts = Arrays.copyOf(starts, room);
        ends = Arrays.copyOf(ends, room);
      }
      for (int i = 0; i < count; i++) {
        offsets[size + i] = base + moreOffsets[i];
      }
      System.arraycopy(moreStarts, 0, starts, size, count);
      System.arraycopy(moreEnds, 0, ends, size, count);
      size += count;
    }

    SourceMap build() {
      int[] textStarts = Arrays.copyOf(starts, size);
      return new SourceMap(
          Arrays.copyOf(offsets, size), textStarts, Arrays.copyOf(ends, size), order(textStarts));
    }

    /** The entries sorted by where their text starts. */
    private static int[] order(int[] starts) {
      long[] keys = new long[starts.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = (long) starts[i] << 32 | i;
      }
      Arrays.sort(keys);
      int[] order = new int[keys.length];
      for (int i = 0; i < order.length; i++) {
        order[i] = (int) keys[i];
      }
      return order;
    }
  }
}
