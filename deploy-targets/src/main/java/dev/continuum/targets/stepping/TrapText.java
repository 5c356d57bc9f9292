package dev.continuum.targets.stepping;

import dev.continuum.inspector.debug.FrameInfo;
import java.util.List;

/** Puts a trap into words: what it is, and the calls that were open. */
final class TrapText {
  private static final int FIRST_FRAMES = 20;
  private static final int LAST_FRAMES = 5;

  private TrapText() {}

  /** Who knows the open calls. */
  @FunctionalInterface
  interface Calls {
    /** Calls from a level on, 0 for the innermost. */
    List<FrameInfo> of(int from, int count);
  }

  /**
   * The text.
   *
   * @param what the words of the trap
   * @param depth how many calls are open
   */
  static String of(String what, int depth, Calls calls) {
    StringBuilder text = new StringBuilder("trap: ").append(what);
    if (depth == 0) {
      return text.toString();
    }
    text.append("\nback trace, innermost first:");
    int first = depth > FIRST_FRAMES + LAST_FRAMES ? FIRST_FRAMES : depth;
    add(text, calls.of(0, first));
    if (first < depth) {
      int left = depth - FIRST_FRAMES - LAST_FRAMES;
      text.append("\n      … ").append(left).append(" more calls …");
      add(text, calls.of(depth - LAST_FRAMES, LAST_FRAMES));
    }
    return text.toString();
  }

  private static void add(StringBuilder text, List<FrameInfo> frames) {
    for (FrameInfo frame : frames) {
      text.append("\n%5d: %#6x - %s".formatted(frame.level(), frame.offset(), frame.name()));
    }
  }
}
