package dev.continuum.inspector.exec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which functions run often, and their hot code: that for calls in {@link FunctionInstance#hot},
 * and that from the positions where functions are gone on with.
 */
final class HotEntries {
  /** How often a function has to be called. */
  static final int USUAL_HEAT = 200;

  /** What it counts to be found running when a slice of time has passed. */
  static final int FOUND_RUNNING = 100;

  /** From how many positions a function has code of its own. */
  private static final int MOST = 16;

  /** How often one of the first few has to be met until it gets code, and one of the others. */
  private static final int EARLY = 4;

  private static final int SOON = 2;
  private static final int LATE = 16;

  private int heat = USUAL_HEAT;

  /**
   * Sets what it takes to become hot.
   *
   * @param calls how many calls; {@link Integer#MAX_VALUE} for never
   */
  void setHeat(int calls) {
    heat = calls;
  }

  /** Notes that a function is called. */
  void called(FunctionInstance function) {
    if (function.hot == null && function.looped == null) {
      warm(function, 1);
      if (isHot(function)) {
        function.hot = write(function, 0, true);
      }
    }
  }

  /** Notes that a function was found running. */
  void running(FunctionInstance function) {
    if (function.looped == null) {
      warm(function, FOUND_RUNNING);
    }
  }

  private void warm(FunctionInstance function, int by) {
    if (heat == Integer.MAX_VALUE) {
      function.looped = function.code;
    } else {
      function.heat += by;
    }
  }

  /** Whether there is hot code of a function, if not from every position. */
  boolean isHot(FunctionInstance function) {
    return function.heat >= heat && function.looped == null && function.code != null;
  }

  private @Nullable HotCode write(FunctionInstance function, int pc, boolean call) {
    HotCode code = HotWriter.write(function, pc, call);
    if (code == null) {
      function.looped = function.code;
    }
    return code;
  }

  /** The code to go on with from a position, or null where the interpreter has to. */
  @Nullable HotCode from(FunctionInstance function, int pc) {
    if (!isHot(function)) {
      return null;
    }
    if (pc == 0 && function.startsOnce) {
      if (function.hot == null) {
        function.hot = write(function, 0, true);
      }
      return function.hot;
    }
    int[] positions = function.entryPositions;
    int at = 0;
    while (at < positions.length && positions[at] != pc) {
      at++;
    }
    if (at == MOST) {
      return null;
    }
    if (at == positions.length) {
      function.entryPositions = Arrays.copyOf(positions, at + 1);
      function.entryPositions[at] = pc;
      function.entryCounts = Arrays.copyOf(function.entryCounts, at + 1);
      function.entries = Arrays.copyOf(function.entries, at + 1);
    }
    HotCode code = function.entries[at];
    if (code == null && (++function.entryCounts[at] >= (at < EARLY ? SOON : LATE) || heat <= 1)) {
      code = write(function, pc, false);
      function.entries[at] = code;
    }
    return code;
  }
}
