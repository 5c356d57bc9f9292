package dev.continuum.ide.debug;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.origin.OriginStep;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;

/**
 * A step of an origin in words, harmless to look at.
 *
 * @param tick when its instruction is next
 * @param reachable whether there is an instruction to go to
 * @param where function and line, or offset; empty without an instruction
 */
record OriginRow(
    long tick, boolean reachable, String value, String instruction, String where, String words) {
  /** How many characters of a value or a name are shown. */
  private static final int LONGEST = 80;

  static OriginRow of(Program program, OriginStep step) {
    boolean executed = step.function() >= 0;
    return new OriginRow(
        step.tick(),
        executed,
        text(step.value(), ValueFormat.SIGNED),
        GuestText.shown(step.instruction(), 200),
        executed ? where(program, step.name(), step.offset()) : "",
        GuestText.sentence(step.words()));
  }

  /** {@code $fetch, line 12}, or with the offset where there is no line. */
  static String where(Program program, String function, int offset) {
    int line = program.lines().line(offset);
    return GuestText.shown(function, LONGEST)
        + (line > 0 ? ", line " + line : " at 0x" + Integer.toHexString(offset));
  }

  static String text(Value value, ValueFormat format) {
    return GuestText.shown(value.format(format), LONGEST);
  }
}
