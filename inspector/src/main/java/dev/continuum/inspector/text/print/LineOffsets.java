package dev.continuum.inspector.text.print;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which byte of a binary each line of a printed text stands for. Takes four bytes a line.
 *
 * <p>Lines count from 1, offsets from the first byte of the file. A line that only continues the
 * one before, or holds nothing of the binary, has no offset.
 */
public final class LineOffsets {
  /** What a line has that stands for no byte. */
  public static final int NONE = -1;

  private final int[] offsets;

  /**
   * The lines with an offset, ordered by it; the earliest line first among equals. Null when these
   * are all lines in their order.
   */
  private final int @Nullable [] byOffset;

  private LineOffsets(int[] offsets) {
    this.offsets = offsets;
    this.byOffset = ordered(offsets);
  }

  private static int @Nullable [] ordered(int[] offsets) {
    int count = 0;
    boolean rising = true;
    int last = NONE;
    for (int offset : offsets) {
      if (offset != NONE) {
        count++;
        rising &= offset >= last;
        last = offset;
      }
    }
    if (rising && count == offsets.length) {
      return null;
    }
    int[] lines = new int[count];
    int at = 0;
    for (int line = 0; line < offsets.length; line++) {
      if (offsets[line] != NONE) {
        lines[at++] = line;
      }
    }
    return rising ? lines : sorted(lines, offsets);
  }

  private static int[] sorted(int[] lines, int[] offsets) {
    long[] keys = new long[lines.length];
    for (int i = 0; i < lines.length; i++) {
      keys[i] = (long) offsets[lines[i]] << 32 | lines[i];
    }
    Arrays.sort(keys);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = (int) keys[i];
    }
    return lines;
  }

  /** How many lines there are. */
  public int lines() {
    return offsets.length;
  }

  /**
   * The byte a line stands for, or {@link #NONE}.
   *
   * @param line from 1 to {@link #lines}
   */
  public int offset(int line) {
    return offsets[line - 1];
  }

  /**
   * The line that a byte belongs to: of those that stand for the nearest byte at or before it, the
   * first. 0 when every line stands for a later byte.
   */
  public int line(int offset) {
    int low = 0;
    int high = byOffset == null ? offsets.length : byOffset.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (offsets[ordered(middle)] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return 0;
    }
    int nearest = offsets[ordered(low - 1)];
    while (low > 1 && offsets[ordered(low - 2)] == nearest) {
      low--;
    }
    return ordered(low - 1) + 1;
  }

  private int ordered(int place) {
    return byOffset == null ? place : byOffset[place];
  }

  /** Gathers the lines as they are written; for one text after another. */
  static final class Builder {
    private int[] offsets = new int[1024];
    private int lines;

    void clear() {
      lines = 0;
    }

    void line(int offset) {
      if (lines == offsets.length) {
        offsets = Arrays.copyOf(offsets, lines + (lines >> 1));
      }
      offsets[lines++] = offset;
    }

    LineOffsets build() {
      return new LineOffsets(Arrays.copyOf(offsets, lines));
    }
  }
}
