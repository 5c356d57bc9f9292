package dev.continuum.ide.disassembly;

import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.HitRule;
import org.jspecify.annotations.Nullable;

/**
 * How a breakpoint looks beside a row.
 *
 * @param shape tells kinds apart without colour
 * @param tooltip what it is, in words
 */
record GutterMark(Shape shape, String tooltip) {
  /** The shapes, the most telling last: of several breakpoints in a row that one is shown. */
  enum Shape {
    /** Set, but it cannot stop. */
    UNBOUND,
    DISABLED,
    SET,
    /** Stops under a condition, or at certain hits. */
    CONDITIONAL,
    /** Writes a line instead of stopping. */
    LOG
  }

  static GutterMark of(UserBreakpoint breakpoint, @Nullable BreakpointState state) {
    BreakpointSpec spec = breakpoint.spec();
    String said = spec.toString();
    String hits = state == null || state.hits() == 0 ? "" : "\nHits: " + state.hits();
    if (!spec.enabled()) {
      return new GutterMark(Shape.DISABLED, said);
    }
    if (state != null && !state.isBound()) {
      return new GutterMark(Shape.UNBOUND, said + "\n" + state.problem());
    }
    if (spec.log() != null) {
      return new GutterMark(Shape.LOG, said + hits);
    }
    boolean always = spec.condition() == null && spec.hits().kind() == HitRule.Kind.ALWAYS;
    return new GutterMark(always ? Shape.SET : Shape.CONDITIONAL, said + hits);
  }

  GutterMark over(@Nullable GutterMark other) {
    return other == null || shape.compareTo(other.shape) >= 0 ? this : other;
  }
}
