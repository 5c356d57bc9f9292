package dev.continuum.inspector.exec.random;

import java.util.EnumSet;
import java.util.Set;

/**
 * What random programs are made of.
 *
 * @param oneNan whether every NaN that is computed is made the canonical one by the program itself,
 *     so that engines that compute others still have the same state
 */
public record Profile(Set<Part> parts, boolean oneNan) {
  /** WebAssembly 2.0. */
  public static final Profile SECOND = new Profile(EnumSet.of(Part.VECTORS), false);

  /** All that the stepping engine executes. */
  public static final Profile ALL = new Profile(EnumSet.allOf(Part.class), false);

  public Profile {
    parts = Set.copyOf(parts);
  }

  /** The same with one NaN only. */
  public Profile withOneNan() {
    return new Profile(parts, true);
  }

  /** WebAssembly 2.0 and some parts more. */
  public static Profile of(Part... parts) {
    Set<Part> set = EnumSet.noneOf(Part.class);
    set.addAll(java.util.List.of(parts));
    return new Profile(set, false);
  }

  boolean has(Part part) {
    return parts.contains(part);
  }
}
