package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.LogMessage;
import dev.continuum.inspector.debug.expression.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The breakpoints of a session, and what happens when they are hit. */
final class BreakpointTable implements DebugBackend.HitListener {
  private DebugBackend backend;
  private final CodeLines lines;
  private final LogListener log;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();

  /** One number of the backend's can only be bound once, and a line may have several places. */
  private final Map<Integer, Integer> owners = new LinkedHashMap<>();

  private int lastId;
  private int lastBound;

  /** Is given the messages of breakpoints that write instead of stopping. */
  interface LogListener {
    void logged(int id, String message);
  }

  private static final class Entry {
    final int id;
    BreakpointSpec spec;
    final List<Integer> bound = new ArrayList<>();
    List<Integer> offsets = List.of();
    HitTicks hits = new HitTicks();
    String problem = "";

    Entry(int id, BreakpointSpec spec) {
      this.id = id;
      this.spec = spec;
    }

    Breakpoint shown() {
      return new Breakpoint(id, spec, offsets, hits.count(), problem);
    }
  }

  BreakpointTable(DebugBackend backend, CodeLines lines, LogListener log) {
    this.backend = backend;
    this.lines = lines;
    this.log = log;
  }

  List<Breakpoint> all() {
    return entries.values().stream().map(Entry::shown).toList();
  }

  @Nullable Breakpoint get(int id) {
    Entry entry = entries.get(id);
    return entry == null ? null : entry.shown();
  }

  Breakpoint add(BreakpointSpec spec, int level) {
    Entry entry = new Entry(++lastId, spec);
    entries.put(entry.id, entry);
    bind(entry, level);
    return entry.shown();
  }

  /** Where a breakpoint would stop, without one being set. */
  List<Integer> locate(Location location, int level) throws BindException, ExpressionException {
    Entry nobody = new Entry(0, BreakpointSpec.at(location));
    try {
      return bind(nobody, location, level);
    } finally {
      unbind(nobody);
    }
  }

  boolean remove(int id) {
    Entry entry = entries.remove(id);
    if (entry != null) {
      unbind(entry);
    }
    return entry != null;
  }

  /** Gives a breakpoint another form; it keeps its number and its hits. */
  @Nullable Breakpoint update(int id, BreakpointSpec spec, int level) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return null;
    }
    boolean moved = !entry.spec.location().equals(spec.location());
    boolean switched = entry.spec.enabled() != spec.enabled();
    entry.spec = spec;
    entry.problem = "";
    if (moved || switched) {
      unbind(entry);
      bind(entry, level);
    }
    return entry.shown();
  }

  /** Binds all of them anew, to a backend that stands elsewhere. */
  void bindTo(DebugBackend another) {
    backend = another;
    owners.clear();
    for (Entry entry : entries.values()) {
      entry.bound.clear();
      entry.offsets = List.of();
      entry.hits = new HitTicks();
      entry.problem = "";
      bind(entry, 0);
    }
  }

  private void bind(Entry entry, int level) {
    if (!entry.spec.enabled()) {
      return;
    }
    try {
      entry.offsets = bind(entry, entry.spec.location(), level);
    } catch (BindException | ExpressionException nowhere) {
      entry.problem = String.valueOf(nowhere.getMessage());
    }
  }

  private List<Integer> bind(Entry entry, Location location, int level)
      throws BindException, ExpressionException {
    if (location instanceof Location.WatLine line) {
      List<Integer> offsets = lines.offsets(line.line());
      if (offsets.isEmpty()) {
        throw new BindException("No instruction is written in line " + line.line() + ".");
      }
      return bindOne(entry, new Location.Instruction(offsets.getFirst()), level);
    }
    if (location instanceof Location.SourceLine source) {
      throw new BindException(
          "The module says nothing of lines of "
              + source.file()
              + "; break at an offset or function.");
    }
    return bindOne(entry, location, level);
  }

  private List<Integer> bindOne(Entry entry, Location location, int level)
      throws BindException, ExpressionException {
    int number = ++lastBound;
    List<Integer> offsets = backend.bind(number, location, level);
    owners.put(number, entry.id);
    entry.bound.add(number);
    return offsets;
  }

  private void unbind(Entry entry) {
    for (int number : entry.bound) {
      backend.unbind(number);
      owners.remove(number);
    }
    entry.bound.clear();
    entry.offsets = List.of();
  }

  @Override
  public boolean hit(int number, Scope scope, boolean past) {
    Entry entry = entries.get(owners.getOrDefault(number, 0));
    if (entry == null || !entry.spec.enabled()) {
      return false;
    }
    BreakpointSpec spec = entry.spec;
    if (spec.condition() != null) {
      try {
        if (!spec.condition().test(scope)) {
          return false;
        }
      } catch (ExpressionException failed) {
        // It stops, so that whoever wrote the condition sees what it is not true of.
        entry.problem = "The condition cannot be evaluated: " + failed.getMessage();
        return true;
      }
    }
    long nth = past ? entry.hits.number(scope.tick()) : entry.hits.add(scope.tick());
    if (nth > 0 && !spec.hits().stopsAt(nth)) {
      return false;
    }
    LogMessage message = spec.log();
    if (message == null) {
      return true;
    }
    if (!past) {
      log.logged(entry.id, message.format(scope));
    }
    return false;
  }

  /** What comes behind a tick will be executed anew. */
  void forgetBehind(long tick) {
    entries.values().forEach(entry -> entry.hits.forgetBehind(tick));
  }

  /** The numbers of the session's breakpoints for those that the backend has hit. */
  List<Integer> ids(List<Integer> numbers) {
    return numbers.stream()
        .map(number -> owners.getOrDefault(number, 0))
        .filter(id -> id > 0)
        .distinct()
        .toList();
  }
}
