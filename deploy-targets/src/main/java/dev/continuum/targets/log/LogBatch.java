package dev.continuum.targets.log;

import dev.continuum.targets.target.app.LogLine;
import java.util.List;

/**
 * What one question for a log gave.
 *
 * @param lines whole lines, in order
 * @param next where to read on from
 * @param lost how many bytes between the position asked for and the first line the device no longer
 *     has
 */
record LogBatch(List<LogLine> lines, long next, long lost) {
  LogBatch {
    lines = List.copyOf(lines);
  }
}
