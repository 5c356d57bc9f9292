package dev.continuum.ide.device.metric;

import dev.continuum.targets.metric.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Values over time, for a chart.
 *
 * @param from where the chart begins, milliseconds since 1970
 * @param to where it ends
 * @param times of the values, ascending, within those
 * @param values as many; not a number where nothing is known
 */
record Series(long from, long to, long[] times, double[] values) {
  /** Nothing to show. */
  static final Series NONE = new Series(0, 1, new long[0], new double[0]);

  /**
   * The part of a history that a chart shows.
   *
   * @param usages oldest first
   * @param range how much time up to the newest of them
   */
  static Series of(List<Usage> usages, Duration range, Function<Usage, OptionalDouble> value) {
    if (usages.isEmpty()) {
      return NONE;
    }
    Instant end = usages.getLast().time();
    Instant start = end.minus(range);
    List<Usage> shown = usages.stream().filter(usage -> !usage.time().isBefore(start)).toList();
    long[] times = new long[shown.size()];
    double[] values = new double[shown.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = shown.get(i).time().toEpochMilli();
      values[i] = value.apply(shown.get(i)).orElse(Double.NaN);
    }
    return new Series(start.toEpochMilli(), end.toEpochMilli(), times, values);
  }

  int size() {
    return times.length;
  }

  boolean known(int index) {
    return index >= 0 && index < values.length && !Double.isNaN(values[index]);
  }

  /** The largest value; 0 when none is known. */
  double most() {
    double most = 0;
    for (double value : values) {
      if (value > most) {
        most = value;
      }
    }
    return most;
  }

  /** The smallest value; 0 when none is known. */
  double least() {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      if (value < least) {
        least = value;
      }
    }
    return Double.isInfinite(least) ? 0 : least;
  }

  /** The newest value; not a number when it is not known. */
  double last() {
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  /** The known value nearest in time; -1 when there is none. */
  int nearest(long time) {
    int best = -1;
    for (int i = 0; i < times.length; i++) {
      if (known(i) && (best < 0 || Math.abs(times[i] - time) <= Math.abs(times[best] - time))) {
        best = i;
      }
    }
    return best;
  }

  /** The next known value in a direction (1 or -1); the same when there is none. */
  int step(int index, int direction) {
    for (int i = index + direction; i >= 0 && i < values.length; i += direction) {
      if (known(i)) {
        return i;
      }
    }
    return index;
  }
}
