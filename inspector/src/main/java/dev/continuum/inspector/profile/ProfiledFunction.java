package dev.continuum.inspector.profile;

import java.util.Arrays;

/**
 * A function that was executed. Instructions that do nothing by themselves ({@code block}, {@code
 * loop}, {@code try_table}, an {@code end} within the body) and those that cannot be reached are
 * not among its instructions.
 */
public final class ProfiledFunction {
  private final int index;
  private final String name;
  private final int[] offsets;
  private final long[] counts;
  private final long instructions;

  /**
   * A function.
   *
   * @param index its index in the module
   * @param name as the text format writes it, or its index with an export; at most {@link
   *     Profile#MOST_NAME} characters
   * @param offsets where its instructions start in the binary, ascending
   * @param counts how often each was executed
   */
  public ProfiledFunction(int index, String name, int[] offsets, long[] counts) {
    if (offsets.length != counts.length) {
      throw new IllegalArgumentException(
          offsets.length + " instructions with " + counts.length + " counts");
    }
    this.index = index;
    this.name = name;
    this.offsets = offsets.clone();
    this.counts = counts.clone();
    instructions = Arrays.stream(counts).sum();
  }

  public int index() {
    return index;
  }

  public String name() {
    return name;
  }

  /** How many different instructions it has. */
  public int size() {
    return offsets.length;
  }

  /** Where an instruction starts in the binary. */
  public int offset(int instruction) {
    return offsets[instruction];
  }

  /** How often an instruction was executed. */
  public long count(int instruction) {
    return counts[instruction];
  }

  /** The instruction that starts at an offset; negative where none does. */
  public int find(int offset) {
    return Arrays.binarySearch(offsets, offset);
  }

  /** How often the instruction at an offset was executed; 0 where none starts. */
  public long countAt(int offset) {
    int at = find(offset);
    return at < 0 ? 0 : counts[at];
  }

  /** How many instructions its body has executed, without what it has called. */
  public long instructions() {
    return instructions;
  }

  /** How many of its instructions were executed at least once. */
  public int covered() {
    int covered = 0;
    for (long count : counts) {
      covered += count > 0 ? 1 : 0;
    }
    return covered;
  }
}
