package dev.continuum.ide.mark;

import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.HitRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a breakpoint looks beside code; form and fill say what it does, colour only repeats it. */
public enum BreakpointShape {
  /** Always stops: a disc. */
  PLAIN("plain"),
  /** Stops under a condition or at some hits: a disc with a bar. */
  CONDITIONAL("conditional"),
  /** Writes a message: a diamond. */
  LOGGING("logging"),
  /** Does nothing: a ring. */
  DISABLED("disabled"),
  /** Has no place in the program that runs: a grey ring. */
  UNBOUND("unbound");

  private final String style;

  BreakpointShape(String style) {
    this.style = style;
  }

  /** The shape of a breakpoint. */
  public static BreakpointShape of(BreakpointSpec spec, @Nullable BreakpointState state) {
    if (!spec.enabled()) {
      return DISABLED;
    }
    if (state != null && !state.isBound()) {
      return UNBOUND;
    }
    if (spec.log() != null) {
      return LOGGING;
    }
    return spec.condition() != null || spec.hits().kind() != HitRule.Kind.ALWAYS
        ? CONDITIONAL
        : PLAIN;
  }

  /** The style classes of its mark. */
  public List<String> styleClasses() {
    return List.of("breakpoint", style);
  }

  /** What there is to say of a breakpoint where the mouse rests. */
  public static String words(BreakpointSpec spec, @Nullable BreakpointState state) {
    StringBuilder words = new StringBuilder();
    if (!spec.enabled()) {
      words.append("Disabled. ");
    }
    if (spec.condition() != null) {
      words.append("Stops if ").append(spec.condition()).append(". ");
    }
    if (spec.hits().kind() != HitRule.Kind.ALWAYS) {
      words.append("Hits: ").append(spec.hits()).append(". ");
    }
    if (spec.log() != null) {
      words.append("Writes “").append(spec.log().text()).append("”. ");
    }
    if (state != null && state.hits() > 0) {
      words.append("Hit ").append(state.hits() == 1 ? "once. " : state.hits() + " times. ");
    }
    if (state != null && !state.problem().isEmpty()) {
      words.append(state.problem());
    }
    return words.toString().strip();
  }
}
