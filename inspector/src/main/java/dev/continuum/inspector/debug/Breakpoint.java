package dev.continuum.inspector.debug;

import java.util.List;

/**
 * A breakpoint of a session.
 *
 * @param id its number, from 1
 * @param offsets the offsets in the file at which it stops; empty for one that waits for an event
 *     or watches a place, and for one that is not bound
 * @param hits how often it was hit, the condition being true
 * @param problem why it is not bound, or why its condition could not be evaluated; empty if neither
 */
public record Breakpoint(
    int id, BreakpointSpec spec, List<Integer> offsets, long hits, String problem) {
  public Breakpoint {
    offsets = List.copyOf(offsets);
  }
}
