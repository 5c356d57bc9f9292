package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.LogMessage;
import dev.continuum.inspector.syntax.Identifiers;
import org.jspecify.annotations.Nullable;

/**
 * A breakpoint or watchpoint as it was asked for, whether or not there is a module to bind it to.
 *
 * @param condition stops only when it is true; null for always
 * @param hits at which hits it stops
 * @param log what to write instead of stopping; null to stop
 */
public record BreakpointSpec(
    Location location,
    @Nullable Expression condition,
    HitRule hits,
    @Nullable LogMessage log,
    boolean enabled) {
  /** One that always stops. */
  public static BreakpointSpec at(Location location) {
    return new BreakpointSpec(location, null, HitRule.ALWAYS, null, true);
  }

  public boolean isWatchpoint() {
    return location instanceof Location.Watch;
  }

  public BreakpointSpec withLocation(Location newLocation) {
    return new BreakpointSpec(newLocation, condition, hits, log, enabled);
  }

  public BreakpointSpec withCondition(@Nullable Expression newCondition) {
    return new BreakpointSpec(location, newCondition, hits, log, enabled);
  }

  public BreakpointSpec withHits(HitRule newHits) {
    return new BreakpointSpec(location, condition, newHits, log, enabled);
  }

  public BreakpointSpec withLog(@Nullable LogMessage newLog) {
    return new BreakpointSpec(location, condition, hits, newLog, enabled);
  }

  public BreakpointSpec withEnabled(boolean nowEnabled) {
    return new BreakpointSpec(location, condition, hits, log, nowEnabled);
  }

  /** The command that makes it, as {@link BreakpointParser} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(isWatchpoint() ? "watch " : "break ").append(location);
    if (condition != null) {
      text.append(" if ").append(condition);
    }
    if (hits.kind() != HitRule.Kind.ALWAYS) {
      text.append(' ').append(hits);
    }
    if (log != null) {
      text.append(" log ").append(Identifiers.quoted(log.text()));
    }
    return enabled ? text.toString() : text.append(" disabled").toString();
  }
}
