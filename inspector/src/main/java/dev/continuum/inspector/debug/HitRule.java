package dev.continuum.inspector.debug;

/**
 * At which of its hits a breakpoint stops; hits where the condition is false do not count. A hit
 * keeps its number when execution goes over it again, backwards or forwards; one of the past that
 * was not counted, because the breakpoint was not there yet, stops in any case.
 *
 * @param number with {@link Kind#ALWAYS}, 1
 */
public record HitRule(Kind kind, long number) {
  /** How hits are compared with the number. */
  public enum Kind {
    ALWAYS,
    /** At that hit alone. */
    EXACTLY,
    /** From that hit on. */
    FROM,
    /** At each multiple of the number. */
    EVERY
  }

  public static final HitRule ALWAYS = new HitRule(Kind.ALWAYS, 1);

  public HitRule {
    Checks.positive(number, "a hit");
    if (kind == Kind.ALWAYS && number != 1) {
      throw new IllegalArgumentException("always has no number: " + number);
    }
  }

  /**
   * Whether to stop.
   *
   * @param hit which hit it is, from 1
   */
  public boolean stopsAt(long hit) {
    return switch (kind) {
      case ALWAYS -> true;
      case EXACTLY -> hit == number;
      case FROM -> hit >= number;
      case EVERY -> hit % number == 0;
    };
  }

  /** As {@link BreakpointParser} reads it; nothing for {@link #ALWAYS}. */
  @Override
  public String toString() {
    return switch (kind) {
      case ALWAYS -> "";
      case EXACTLY -> "count == " + number;
      case FROM -> "count >= " + number;
      case EVERY -> "every " + number;
    };
  }
}
