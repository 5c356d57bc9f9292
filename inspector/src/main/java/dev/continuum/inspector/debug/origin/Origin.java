package dev.continuum.inspector.debug.origin;

import java.util.List;

/**
 * Where a value came from.
 *
 * @param steps the instructions that it came past, the latest first
 * @param ending why there are no more of them
 */
public record Origin(List<OriginStep> steps, Ending ending) {
  /** Why a chain of steps ends. */
  public enum Ending {
    /** The last step made the value, or is all that is known. */
    FOUND("found"),
    /** There are more steps than were asked for. */
    CUT("cut"),
    /** It was interrupted; what was found until then is there. */
    INTERRUPTED("interrupted");

    private final String word;

    Ending(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Origin {
    steps = List.copyOf(steps);
  }
}
