package dev.continuum.ide.editor;

import dev.continuum.ide.mark.BreakpointShape;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeQuestions;
import dev.continuum.ide.mark.Coverage;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the lines of a program's text: breakpoints, the running line, how often it was
 * executed. Used on the JavaFX thread.
 */
final class GutterModel {
  /** What runs in a line. */
  enum Running {
    NONE,
    NEXT,
    CALLER
  }

  private final CodeMarks marks;
  private final Supplier<@Nullable Path> program;
  private final List<Consumer<Set<Integer>>> listeners = new ArrayList<>();
  private Map<Integer, UserBreakpoint> byLine = Map.of();

  /**
   * @param program whose text it is; null for a text that is no program
   */
  GutterModel(CodeMarks marks, Supplier<@Nullable Path> program) {
    this.marks = marks;
    this.program = program;
  }

  /**
   * Calls {@code listener} with the lines that look different now, until unsubscribed; with none at
   * all when it may be any.
   */
  Subscription onChange(Consumer<Set<Integer>> listener) {
    listeners.add(listener);
    Breakpoints breakpoints = marks.breakpoints();
    ListChangeListener<UserBreakpoint> set = change -> follow(listener);
    MapChangeListener<Long, BreakpointState> states =
        change -> {
          breakpoints
              .find(change.getKey())
              .map(UserBreakpoint::spec)
              .filter(spec -> spec.location() instanceof Location.WatLine)
              .ifPresent(
                  spec -> listener.accept(Set.of(((Location.WatLine) spec.location()).line())));
        };
    breakpoints.all().addListener(set);
    breakpoints.states().addListener(states);
    byLine = lines();
    Subscription running =
        marks
            .running()
            .subscribe((before, now) -> {
              Set<Integer> changed = new HashSet<>();
              addLine(changed, before);
              addLine(changed, now);
              if (!changed.isEmpty()) {
                listener.accept(changed);
              }
            });
    Subscription coverage =
        marks
            .coverage()
            .subscribe((before, now) -> {
              if (isHere(before) || isHere(now)) {
                listener.accept(Set.of());
              }
            });
    return () -> {
      breakpoints.all().removeListener(set);
      breakpoints.states().removeListener(states);
      running.unsubscribe();
      coverage.unsubscribe();
      listeners.remove(listener);
    };
  }

  private void follow(Consumer<Set<Integer>> listener) {
    Map<Integer, UserBreakpoint> now = lines();
    Set<Integer> changed = new HashSet<>();
    byLine.forEach((line, each) -> {
      if (!each.equals(now.get(line))) {
        changed.add(line);
      }
    });
    now.forEach((line, each) -> {
      if (!each.equals(byLine.get(line))) {
        changed.add(line);
      }
    });
    byLine = now;
    if (!changed.isEmpty()) {
      listener.accept(changed);
    }
  }

  private Map<Integer, UserBreakpoint> lines() {
    Map<Integer, UserBreakpoint> lines = new HashMap<>();
    Path file = program.get();
    if (file != null) {
      for (UserBreakpoint each : marks.breakpoints().of(file)) {
        if (each.spec().location() instanceof Location.WatLine(int line)) {
          lines.putIfAbsent(line, each);
        }
      }
    }
    return lines;
  }

  /** Other text or another file: everything is looked up anew. */
  void refresh() {
    byLine = lines();
    List.copyOf(listeners).forEach(each -> each.accept(Set.of()));
  }

  private void addLine(Set<Integer> lines, @Nullable RunningPlace place) {
    if (place != null && place.program().equals(program.get())) {
      lines.add(place.line());
    }
  }

  private boolean isHere(@Nullable Coverage coverage) {
    return coverage != null && coverage.program().equals(program.get());
  }

  /** Whether lines can have breakpoints. */
  boolean hasBreakpoints() {
    return program.get() != null;
  }

  @Nullable UserBreakpoint at(int line) {
    return byLine.get(line);
  }

  /** How the breakpoint of a line looks; null without one. */
  @Nullable BreakpointShape shape(int line) {
    UserBreakpoint there = at(line);
    return there == null
        ? null
        : BreakpointShape.of(there.spec(), marks.breakpoints().states().get(there.id()));
  }

  /** What there is to say of a line's breakpoint; empty for nothing. */
  String words(int line) {
    UserBreakpoint there = at(line);
    if (there == null) {
      return "";
    }
    BreakpointState state = marks.breakpoints().states().get(there.id());
    return BreakpointShape.words(there.spec(), state);
  }

  void toggle(int line) {
    Path file = program.get();
    if (file != null) {
      marks.breakpoints().toggle(file, new Location.WatLine(line));
    }
  }

  void enable(UserBreakpoint breakpoint, boolean enabled) {
    marks.breakpoints().update(breakpoint.id(), spec -> spec.withEnabled(enabled));
  }

  @Nullable Consumer<UserBreakpoint> dialog() {
    return marks.dialog().get();
  }

  /** What runs to a line; null while nothing can. */
  @Nullable Runnable runTo(int line) {
    CodeQuestions questions = marks.questions().get();
    return questions != null && questions.program().equals(program.get())
        ? () -> questions.runTo(new Location.WatLine(line))
        : null;
  }

  Running running(int line) {
    RunningPlace place = marks.running().get();
    return place == null || place.line() != line || !place.program().equals(program.get())
        ? Running.NONE
        : place.innermost() ? Running.NEXT : Running.CALLER;
  }

  boolean showsCoverage() {
    return isHere(marks.coverage().get());
  }

  /** How often a line was executed; negative where there is no code. */
  long count(int line) {
    Coverage coverage = marks.coverage().get();
    return coverage == null ? Coverage.NO_CODE : coverage.ofLine(line);
  }

  /** How much a count is of the largest, 1 to 4. */
  int heat(long count) {
    Coverage coverage = marks.coverage().get();
    double share = coverage == null ? 0 : (double) count / coverage.most();
    return share >= 0.5 ? 4 : share >= 0.1 ? 3 : share >= 0.01 ? 2 : 1;
  }
}
