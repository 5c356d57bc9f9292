package dev.continuum.ide.debug;

import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the breakpoints of a session like those of the user, and tells what became of them. Used on
 * the JavaFX thread.
 */
final class BreakpointSync implements AutoCloseable {
  private static final BreakpointState NEW_LINE =
      new BreakpointState(
          List.of(),
          0,
          "This line was written after the program was started. Restart it to stop here.");

  private final Breakpoints user;
  private final DebugSession session;
  private final Path program;
  private final Supplier<LineShift> lines;
  private final IntSupplier level;
  private final Tasks tasks;
  private final Map<Long, BreakpointSpec> known = new LinkedHashMap<>();
  private final Map<Long, CompletableFuture<Integer>> numbers = new HashMap<>();
  private final ListChangeListener<UserBreakpoint> changed = change -> follow();
  private boolean closed;

  BreakpointSync(
      Breakpoints user,
      DebugSession session,
      Path program,
      Supplier<LineShift> lines,
      IntSupplier level,
      Tasks tasks) {
    this.user = user;
    this.session = session;
    this.program = program;
    this.lines = lines;
    this.level = level;
    this.tasks = tasks;
    user.states().clear();
    user.all().addListener(changed);
    follow();
  }

  private void follow() {
    Map<Long, BreakpointSpec> wanted = new LinkedHashMap<>();
    for (UserBreakpoint each : user.of(program)) {
      BreakpointSpec spec = asStarted(each.spec());
      if (spec == null) {
        put(each.id(), NEW_LINE);
      } else {
        wanted.put(each.id(), spec);
      }
    }
    for (long id : List.copyOf(known.keySet())) {
      if (!wanted.containsKey(id)) {
        known.remove(id);
        CompletableFuture<Integer> number = numbers.remove(id);
        if (number != null) {
          var unused = number.thenCompose(session::remove);
        }
      }
    }
    wanted.forEach((id, spec) -> {
      BreakpointSpec before = known.put(id, spec);
      if (before == null) {
        CompletableFuture<Breakpoint> added = session.add(spec, level.getAsInt());
        numbers.put(id, added.thenApply(Breakpoint::id));
        var unused = added.thenAccept(bound -> tasks.onScreen(() -> tell(id, bound)));
      } else if (!before.equals(spec)) {
        int frame = level.getAsInt();
        CompletableFuture<Integer> number = numbers.get(id);
        if (number != null) {
          var unused =
              number
                  .thenCompose(it -> session.update(it, spec, frame))
                  .thenAccept(bound -> bound.ifPresent(it -> tasks.onScreen(() -> tell(id, it))));
        }
      }
    });
  }

  /** The program has the lines that the text had when it was started. */
  private @Nullable BreakpointSpec asStarted(BreakpointSpec spec) {
    if (!(spec.location() instanceof Location.WatLine(int line))) {
      return spec;
    }
    int before = lines.get().before(line);
    return before == 0 ? null : spec.withLocation(new Location.WatLine(before));
  }

  private void tell(long id, Breakpoint bound) {
    if (!closed && known.containsKey(id)) {
      put(id, new BreakpointState(bound.offsets(), bound.hits(), bound.problem()));
    }
  }

  private void put(long id, BreakpointState state) {
    if (!state.equals(user.states().get(id))) {
      user.states().put(id, state);
    }
  }

  /** What all of them have become: hits are counted while the guest moves. */
  void tell(List<Breakpoint> all) {
    Map<Integer, Breakpoint> byNumber = new HashMap<>();
    all.forEach(each -> byNumber.put(each.id(), each));
    numbers.forEach((id, number) -> {
      Breakpoint bound =
          number.isDone() && !number.isCompletedExceptionally()
              ? byNumber.get(number.join())
              : null;
      if (bound != null) {
        tell(id, bound);
      }
    });
  }

  /** Whether one of them could stop the program. */
  boolean any() {
    return known.values().stream().anyMatch(BreakpointSpec::enabled);
  }

  @Override
  public void close() {
    closed = true;
    user.all().removeListener(changed);
    user.states().clear();
  }
}
