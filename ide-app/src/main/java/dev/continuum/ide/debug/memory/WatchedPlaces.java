package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that watchpoints cover. Which those are, is found where a watchpoint is first seen, as
 * the session does it, and stays while the program runs.
 */
final class WatchedPlaces implements AutoCloseable {
  private final Breakpoints breakpoints;
  private final Runnable changed;
  private final ListChangeListener<UserBreakpoint> onList = change -> listed();
  private final MapChangeListener<Long, BreakpointState> onState = change -> listed();
  private final Map<Long, Found> places = new HashMap<>();
  private @Nullable Path program;
  private long session;

  /**
   * A place that was looked for.
   *
   * @param place null when it is none of a memory, or means nothing
   */
  private record Found(Expression expression, Place.@Nullable Memory place) {}

  WatchedPlaces(CodeMarks marks, Runnable changed) {
    breakpoints = marks.breakpoints();
    this.changed = changed;
    breakpoints.all().addListener(onList);
    breakpoints.states().addListener(onState);
  }

  private void listed() {
    if (program != null) {
      changed.run();
    }
  }

  void standsIn(Standing standing) {
    program = standing.program().file();
    if (session != standing.session()) {
      session = standing.session();
      places.clear();
    }
  }

  /** Those that can stop, by their numbers. */
  private Map<Long, Expression> active() {
    Map<Long, Expression> active = new HashMap<>();
    Path of = program;
    if (of != null) {
      for (UserBreakpoint each : breakpoints.of(of)) {
        BreakpointState state = breakpoints.states().get(each.id());
        if (each.spec().enabled()
            && (state == null || state.isBound())
            && each.spec().location() instanceof Location.Watch watch) {
          active.put(each.id(), watch.place());
        }
      }
    }
    return active;
  }

  /** Those whose places are not known. */
  Map<Long, Expression> unknown() {
    Map<Long, Expression> unknown = active();
    unknown
        .entrySet()
        .removeIf(each -> {
          Found found = places.get(each.getKey());
          return found != null && found.expression().equals(each.getValue());
        });
    return unknown;
  }

  /** Takes up the places of those that were unknown. */
  void found(Map<Long, Place.Memory> found) {
    unknown().forEach((id, expression) -> places.put(id, new Found(expression, found.get(id))));
  }

  void mark(int memory, MemoryMarks marks) {
    for (Long id : active().keySet()) {
      Place.Memory place = place(id, memory);
      if (place != null) {
        marks.fill(place.address(), place.length(), MemoryMarks.WATCHED);
      }
    }
  }

  private Place.@Nullable Memory place(Long id, int memory) {
    Found found = places.get(id);
    Place.Memory place = found == null ? null : found.place();
    return place != null && place.memory() == memory ? place : null;
  }

  /** The expressions of those that cover a byte. */
  List<String> covering(int memory, long address) {
    List<String> covering = new ArrayList<>();
    active()
        .forEach((id, expression) -> {
          Place.Memory place = place(id, memory);
          if (place != null
              && address >= place.address()
              && address - place.address() < place.length()) {
            covering.add(expression.text());
          }
        });
    return covering;
  }

  @Override
  public void close() {
    breakpoints.all().removeListener(onList);
    breakpoints.states().removeListener(onState);
  }
}
