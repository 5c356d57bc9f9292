package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.output.PlainText;
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
  static final int LONGEST = 80;

  static OriginRow of(Program program, OriginStep step) {
    boolean executed = step.function() >= 0;
    return new OriginRow(
        step.tick(),
        executed,
        text(step.value(), ValueFormat.SIGNED),
        PlainText.of(step.instruction()),
        executed ? where(program, step.name(), step.offset()) : "",
        sentence(step.words()));
  }

  /** {@code $fetch, line 12}, or with the offset where there is no line. */
  static String where(Program program, String function, int offset) {
    int line = program.lines().line(offset);
    return cut(PlainText.of(function))
        + (line > 0 ? ", line " + line : " at 0x" + Integer.toHexString(offset));
  }

  static String text(Value value, ValueFormat format) {
    return cut(PlainText.of(value.format(format)));
  }

  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  /** Words as a sentence that begins large and has its full stop. */
  static String sentence(String words) {
    String plain = PlainText.of(words).strip();
    if (plain.isEmpty()) {
      return "";
    }
    int first = plain.codePointAt(0);
    String rest = plain.substring(Character.charCount(first));
    String stop = plain.endsWith(".") || plain.endsWith("…") ? "" : ".";
    return Character.toString(Character.toUpperCase(first)) + rest + stop;
  }
}
