package dev.continuum.ide.mark;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import javafx.util.Subscription;

/**
 * The breakpoints of all programs, kept from run to run. A program that is being debugged tells
 * what it has made of its own. Used on the JavaFX thread only.
 */
public final class Breakpoints {
  /** How many are kept; a damaged or hostile file must not fill the window. */
  private static final int MOST = 10_000;

  private final ObservableList<UserBreakpoint> all = FXCollections.observableArrayList();
  private final ObservableList<UserBreakpoint> view = FXCollections.unmodifiableObservableList(all);
  private final ObservableMap<Long, BreakpointState> states = FXCollections.observableHashMap();
  private final List<BiConsumer<Path, LineMove>> movers = new ArrayList<>();
  private final Consumer<Map<String, List<String>>> save;
  private long lastId;
  private boolean loaded;

  /**
   * Without breakpoints until {@link #load}.
   *
   * @param save called after each change, once loaded, with all there is: the commands that make
   *     the breakpoints of each program
   */
  public Breakpoints(Consumer<Map<String, List<String>>> save) {
    this.save = save;
  }

  /**
   * Adds those that were kept in an earlier run.
   *
   * @param kept what {@code save} was given then; what cannot be read of it is left out
   */
  public void load(Map<String, List<String>> kept) {
    boolean early = !all.isEmpty();
    kept.forEach((program, commands) -> commands.forEach(command -> restore(program, command)));
    loaded = true;
    if (early) {
      changed();
    }
  }

  private void restore(String program, String command) {
    try {
      if (all.size() < MOST) {
        BreakpointSpec spec = BreakpointParser.parse(command);
        all.add(new UserBreakpoint(++lastId, Path.of(program), spec));
      }
    } catch (ExpressionException | IllegalArgumentException unreadable) {
      // Written by another version; the others are still good.
      return;
    }
  }

  /** All, in the order they were set. */
  public ObservableList<UserBreakpoint> all() {
    return view;
  }

  /** What the program that is being debugged has made of its breakpoints, by their ids. */
  public ObservableMap<Long, BreakpointState> states() {
    return states;
  }

  /** Those of a program. */
  public List<UserBreakpoint> of(Path program) {
    return all.stream().filter(each -> each.program().equals(program)).toList();
  }

  public Optional<UserBreakpoint> find(long id) {
    return all.stream().filter(each -> each.id() == id).findFirst();
  }

  /** The first of a program at a place. */
  public Optional<UserBreakpoint> at(Path program, Location location) {
    return all.stream()
        .filter(each -> each.program().equals(program) && each.spec().location().equals(location))
        .findFirst();
  }

  /** Sets a breakpoint. */
  public UserBreakpoint add(Path program, BreakpointSpec spec) {
    UserBreakpoint added = new UserBreakpoint(++lastId, program, spec);
    all.add(added);
    changed();
    return added;
  }

  /** Sets a plain breakpoint where there is none, and takes all away where there are some. */
  public void toggle(Path program, Location location) {
    if (at(program, location).isEmpty()) {
      add(program, BreakpointSpec.at(location));
    } else if (all.removeIf(
        each -> each.program().equals(program) && each.spec().location().equals(location))) {
      changed();
    }
  }

  /** Gives a breakpoint another form; does nothing when it is gone. */
  public void update(long id, UnaryOperator<BreakpointSpec> change) {
    for (int i = 0; i < all.size(); i++) {
      UserBreakpoint each = all.get(i);
      if (each.id() == id) {
        UserBreakpoint next = each.with(change.apply(each.spec()));
        if (!next.equals(each)) {
          all.set(i, next);
          changed();
        }
        return;
      }
    }
  }

  public void remove(long id) {
    if (all.removeIf(each -> each.id() == id)) {
      states.remove(id);
      changed();
    }
  }

  /** Takes all away. */
  public void clear() {
    if (!all.isEmpty()) {
      all.clear();
      states.clear();
      changed();
    }
  }

  /**
   * Moves breakpoints as an edit moves the lines of a program's text.
   *
   * @param next gives a line's new number, or 0 when it is gone
   */
  public void moveLines(Path program, LineMove next) {
    // Before the breakpoints: who follows both needs to know where the lines are.
    List.copyOf(movers).forEach(each -> each.accept(program, next));
    List<UserBreakpoint> moved = new ArrayList<>();
    Set<Integer> gathered = new HashSet<>();
    for (UserBreakpoint each : all) {
      if (each.program().equals(program)
          && each.spec().location() instanceof Location.WatLine(int line)) {
        int to = next.of(line);
        if (to == line) {
          gathered.add(line);
          moved.add(each);
        } else if (to > 0 && gathered.add(to)) {
          moved.add(each.with(each.spec().withLocation(new Location.WatLine(to))));
        }
      } else {
        moved.add(each);
      }
    }
    if (!moved.equals(all)) {
      all.setAll(moved);
      changed();
    }
  }

  /** Calls {@code listener} when the lines of a program's text move, until unsubscribed. */
  public Subscription onLinesMoved(BiConsumer<Path, LineMove> listener) {
    movers.add(listener);
    return () -> movers.remove(listener);
  }

  /** Where a line goes. */
  @FunctionalInterface
  public interface LineMove {
    /** The new number of a line, from 1; 0 when it is gone. */
    int of(int line);
  }

  /** The program is at another place now: saved under another name. */
  public void moveProgram(Path from, Path to) {
    boolean any = false;
    for (int i = 0; i < all.size(); i++) {
      UserBreakpoint each = all.get(i);
      if (each.program().equals(from)) {
        all.set(i, new UserBreakpoint(each.id(), to, each.spec()));
        any = true;
      }
    }
    if (any) {
      changed();
    }
  }

  private void changed() {
    if (!loaded) {
      return;
    }
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (UserBreakpoint each : all) {
      kept.computeIfAbsent(each.program().toString(), program -> new ArrayList<>())
          .add(each.spec().toString());
    }
    save.accept(kept);
  }
}
