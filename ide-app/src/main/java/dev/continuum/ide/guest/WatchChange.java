package dev.continuum.ide.guest;

import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the instruction has done that a watchpoint stopped behind.
 *
 * @param before the value in front of the instruction; null when the place meant nothing there
 * @param now likewise behind it
 */
public record WatchChange(
    int breakpoint, Expression place, @Nullable Value before, @Nullable Value now) {
  /**
   * What the watchpoints that were hit say; looks one instruction back for it, and returns.
   *
   * @param all the session's breakpoints
   */
  public static List<WatchChange> of(DebugBackend backend, Stop stop, List<Breakpoint> all) {
    if (stop.reason() != Stop.Reason.WATCHPOINT) {
      return List.of();
    }
    Map<Integer, Expression> places = new LinkedHashMap<>();
    for (Breakpoint each : all) {
      if (stop.breakpoints().contains(each.id())
          && each.spec().location() instanceof Location.Watch watch) {
        places.put(each.id(), watch.place());
      }
    }
    Map<Integer, @Nullable Value> now = values(backend, places);
    Map<Integer, @Nullable Value> before = Map.of();
    if (stop.tick() > backend.firstTick()) {
      before = backend.visit(stop.tick() - 1, then -> values(then, places));
    }
    List<WatchChange> changes = new ArrayList<>();
    for (Map.Entry<Integer, Expression> each : places.entrySet()) {
      int id = each.getKey();
      changes.add(new WatchChange(id, each.getValue(), before.get(id), now.get(id)));
    }
    return changes;
  }

  private static Map<Integer, @Nullable Value> values(
      DebugBackend backend, Map<Integer, Expression> places) {
    Map<Integer, @Nullable Value> values = new LinkedHashMap<>();
    places.forEach((id, place) -> {
      try {
        values.put(id, place.evaluate(backend.scope(0)));
      } catch (ExpressionException meaningless) {
        // A local of a function that has returned: there is nothing to show.
        values.put(id, null);
      }
    });
    return values;
  }

  /** In words. */
  public String text() {
    if (now == null) {
      return place.toString();
    }
    return before == null || before.equals(now)
        ? "%s is %s".formatted(place, now)
        : "%s was %s, is %s".formatted(place, before, now);
  }
}
