package dev.continuum.ide.mark;

import java.util.List;

/**
 * What a running program has made of a breakpoint.
 *
 * @param offsets where in the binary it stops; empty for an event or a watched place
 * @param hits how often it was hit
 * @param problem why it does not stop, or why its condition could not be evaluated; empty if
 *     neither
 */
public record BreakpointState(List<Integer> offsets, long hits, String problem) {
  public BreakpointState {
    offsets = List.copyOf(offsets);
  }

  /** Whether it is set, so that it can stop. */
  public boolean isBound() {
    return problem.isEmpty();
  }
}
