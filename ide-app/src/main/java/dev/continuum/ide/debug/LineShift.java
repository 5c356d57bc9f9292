package dev.continuum.ide.debug;

import dev.continuum.ide.mark.Breakpoints;

/** Where the lines of a text are now that has been edited since a program was started from it. */
final class LineShift {
  /** By the line as it was, from 1; 0 for one that is gone. */
  private final int[] now;

  /**
   * @param lines how many there were
   */
  LineShift(int lines) {
    now = new int[lines + 1];
    for (int line = 0; line <= lines; line++) {
      now[line] = line;
    }
  }

  /** An edit moves lines. */
  void move(Breakpoints.LineMove move) {
    for (int line = 1; line < now.length; line++) {
      now[line] = now[line] == 0 ? 0 : move.of(now[line]);
    }
  }

  /** Where a line is now; 0 when it is gone, or was none. */
  int now(int before) {
    return before < 1 || before >= now.length ? 0 : now[before];
  }

  /** Which line has become one of now; 0 for one that was not there. */
  int before(int line) {
    for (int before = 1; before < now.length; before++) {
      if (now[before] == line) {
        return before;
      }
    }
    return 0;
  }
}
