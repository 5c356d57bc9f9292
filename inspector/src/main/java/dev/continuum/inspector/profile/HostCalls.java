package dev.continuum.inspector.profile;

/**
 * The calls of one function of the host.
 *
 * @param name under which module and name it is imported; at most {@link Profile#MOST_NAME}
 *     characters
 * @param calls how many there were, from 1 on
 * @param nanos how long they took together, with what they have waited for
 * @param longest how long the longest took, in nanoseconds
 */
public record HostCalls(String name, long calls, long nanos, long longest) {
  /** How long a call took on average, in nanoseconds. */
  public long mean() {
    return nanos / calls;
  }
}
