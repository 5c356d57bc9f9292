package dev.continuum.inspector.exec;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Where the instructions of a function lie in its quick and its plain code. Instructions are
 * numbered in the order of the body, without those that do nothing when they are executed ({@code
 * block}, {@code loop}, {@code try_table}, an {@code end} within the body) and without those that
 * are never reached.
 *
 * @param offsets where each instruction starts in the file
 * @param plain the plain code: one instruction for each of the module's, and a check before it
 * @param plainPositions where each instruction starts in the plain code: at its check
 * @param heights the slot behind the last operand before each instruction
 * @param plainHandlers the catch clauses by positions of the plain code
 * @param quickPositions the positions of the quick code at which it can be left, in order
 * @param quickIndices the instruction that is next at each of them
 * @param pending what is not yet in its slot at each of them, see {@link Operands#pending()}
 * @param breaks what ticks are counted by, see {@link CodeBuilder#ticks(BitSet, int)}
 */
record FunctionMap(
    int[] offsets,
    int[] plain,
    int[] plainPositions,
    int[] heights,
    Handler[] plainHandlers,
    int[] quickPositions,
    int[] quickIndices,
    long[][] pending,
    BitSet breaks) {

  /** How many instructions there are. */
  int count() {
    return offsets.length;
  }

  /** What is counted ahead in front of an instruction in quick code. */
  int ticks(int index) {
    return CodeBuilder.ticks(breaks, index);
  }

  /** The place among {@link #quickPositions} at or in front of a position. */
  int boundary(int quickPosition) {
    int found = Arrays.binarySearch(quickPositions, quickPosition);
    return found >= 0 ? found : -found - 2;
  }

  /** The instruction that is next behind what quick code runs from a boundary on. */
  int indexBehind(int boundary) {
    return boundary + 1 < quickIndices.length ? quickIndices[boundary + 1] : count();
  }

  /**
   * A position of the quick code at which an instruction is next and everything lies in its slot,
   * or -1.
   */
  int quickPosition(int index) {
    int at = Arrays.binarySearch(quickIndices, index);
    if (at < 0) {
      return -1;
    }
    while (at > 0 && quickIndices[at - 1] == index) {
      at--;
    }
    for (; at < quickIndices.length && quickIndices[at] == index; at++) {
      if (pending[at].length == 0) {
        return quickPositions[at];
      }
    }
    return -1;
  }

  /** The instruction at or around a position of the plain code. */
  int plainIndex(int plainPosition) {
    int found = Arrays.binarySearch(plainPositions, plainPosition);
    return found >= 0 ? found : -found - 2;
  }

  /** The instruction at an offset of the file or the first behind it; -1 when there is none. */
  int indexAt(int offset) {
    int found = Arrays.binarySearch(offsets, offset);
    int index = found >= 0 ? found : -found - 1;
    return index < offsets.length ? index : -1;
  }

  /** The position of the quick code whose instruction runs the one of an index. */
  int covering(int index) {
    int at = Arrays.binarySearch(quickIndices, index);
    if (at < 0) {
      at = -at - 2;
    }
    while (at > 0 && quickIndices[at - 1] == quickIndices[at]) {
      at--;
    }
    return quickPositions[at];
  }
}
