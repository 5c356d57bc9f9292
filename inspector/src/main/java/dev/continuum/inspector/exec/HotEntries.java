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
  private static final int MOST = 12;

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

  private boolean isHot(FunctionInstance function) {
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
    for (int i = 0; i < function.entryPositions.length; i++) {
      if (function.entryPositions[i] == pc) {
        HotCode code = function.entries[i];
        if (code == null) {
          code = write(function, pc, false);
          function.entries[i] = code;
        }
        return code;
      }
    }
    int at = function.entryPositions.length;
    if (at < MOST) {
      function.entryPositions = Arrays.copyOf(function.entryPositions, at + 1);
      function.entries = Arrays.copyOf(function.entries, at + 1);
      function.entryPositions[at] = pc;
      if (heat <= 1) {
        return from(function, pc);
      }
    }
    return null;
  }
}
