package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The contents of a section that is being put together, and what text its bytes come from. */
final class SectionSink {
  final BinaryWriter bytes = new BinaryWriter();

  /** How many items the section has. */
  int count;

  private final boolean mapped;
  private int[] offsets = new int[0];
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private int marks;

  SectionSink(boolean mapped) {
    this.mapped = mapped;
  }

  /** Notes that the bytes from here on come from a piece of text. */
  void mark(int textStart, int textEnd) {
    if (!mapped) {
      return;
    }
    if (marks == offsets.length) {
      int room = Math.max(64, marks + (marks >> 1));
      offsets = Arrays.copyOf(offsets, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
    }
    offsets[marks] = bytes.size();
    starts[marks] = textStart;
    ends[marks++] = textEnd;
  }

  /** Sets where the text of the last mark ends. */
  void extendMark(int textEnd) {
    if (mapped) {
      ends[marks - 1] = Math.max(textEnd, starts[marks - 1]);
    }
  }

  int marks() {
    return marks;
  }

  /**
   * Ends what {@link BinaryWriter#begin} has started.
   *
   * @param firstMark the first mark made since
   */
  void end(int begun, int firstMark) {
    int moved = bytes.end(begun);
    if (moved > 0) {
      for (int i = firstMark; i < marks; i++) {
        offsets[i] += moved;
      }
    }
  }

  /** Moves the marks from one on. */
  void moveMarks(int first, IntUnaryOperator moved) {
    for (int i = first; i < marks; i++) {
      offsets[i] = moved.applyAsInt(offsets[i]);
    }
  }

  /** Adds what was noted to a map, for bytes that start at a place in a binary. */
  void addTo(SourceMap.Builder map, int base) {
    map.add(offsets, starts, ends, marks, base);
  }
}
