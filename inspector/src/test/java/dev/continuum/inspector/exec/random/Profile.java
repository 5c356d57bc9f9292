package dev.continuum.inspector.exec.random;

import java.util.EnumSet;
import java.util.Set;

/**
 * What random programs are made of.
 *
 * @param oneNan whether every NaN that is computed is made the canonical one by the program itself,
 *     so that engines that compute others still have the same state
 * @param near whether addresses of memory are always small
 */
public record Profile(Set<Part> parts, boolean oneNan, boolean near) {
  /** WebAssembly 2.0. */
  public static final Profile SECOND = new Profile(EnumSet.of(Part.VECTORS), false, false);

  /** All that the stepping engine executes. */
  public static final Profile ALL = new Profile(EnumSet.allOf(Part.class), false, false);

  public Profile {
    parts = Set.copyOf(parts);
  }

  /** The same with one NaN only. */
  public Profile withOneNan() {
    return new Profile(parts, true, near);
  }

  /** The same with small addresses. */
  public Profile withNearAddresses() {
    return new Profile(parts, oneNan, true);
  }

  /** WebAssembly 2.0 and some parts more. */
  public static Profile of(Part... parts) {
    Set<Part> set = EnumSet.noneOf(Part.class);
    set.addAll(java.util.List.of(parts));
    return new Profile(set, false, false);
  }

  boolean has(Part part) {
    return parts.contains(part);
  }
}
