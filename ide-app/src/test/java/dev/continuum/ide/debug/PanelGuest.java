package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.SteppingBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A real guest in the stepping engine, that answers at once on the caller's thread, and counts what
 * it is asked for.
 */
public final class PanelGuest implements GuestView, AutoCloseable {
  private static final Set<String> COUNTED =
      Set.of("local", "stack", "global", "element", "result", "object");

  private final Program program;
  private final DebugSession session;
  private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper level = new ReadOnlyIntegerWrapper();
  private long version;

  /** How often each question was asked: of frames, their number. */
  public final Map<String, Integer> asked = new TreeMap<>();

  /** The breakpoints that were asked for. */
  public final List<BreakpointSpec> added = new ArrayList<>();

  /** The motions that were asked for. */
  public final List<Motion> moved = new ArrayList<>();

  /** Stands in front of the first instruction of an exported function. */
  public PanelGuest(Path folder, String wat, String export, long... arguments) throws Exception {
    Path file = Files.writeString(folder.resolve("guest.wat"), wat);
    program = Program.read(file);
    List<Long> values = new ArrayList<>();
    for (long argument : arguments) {
      values.add(argument);
    }
    session =
        new DebugSession(
            new SteppingBackend(
                new Guest(
                    program.module(),
                    program.bytes(),
                    Map.of(),
                    export,
                    values,
                    EngineLimits.DEFAULT,
                    Guest.DEFAULT_HISTORY)),
            program.lines(),
            DebugSession.Listener.NONE);
    stands(new Stop(Stop.Reason.ENTRY, 0), List.of());
  }

  private <T> T inspect(DebugSession.Inspection<T> inspection) throws Exception {
    return DebugSession.await(session.inspect(inspection));
  }

  private void stands(Stop stop, List<String> changes) throws Exception {
    Standing next =
        inspect(backend -> {
          List<FrameInfo> frames = backend.frames(0, 1);
          return new Standing(
              ++version,
              1,
              program,
              stop,
              backend.firstTick(),
              backend.lastTick(),
              backend.depth(),
              frames.isEmpty() ? null : frames.getFirst(),
              changes);
        });
    level.set(0);
    standing.set(next);
  }

  /** Runs to the first instruction of a line. */
  public void toLine(int line) throws Exception {
    List<Integer> offsets = DebugSession.await(session.locate(new Location.WatLine(line), 0));
    moved(new Motion.RunTo(offsets.getFirst()));
  }

  /** Moves it, and gives where it stands. */
  public Stop moved(Motion motion) throws Exception {
    Stop stop = DebugSession.await(session.move(motion));
    stands(stop, List.of());
    return stop;
  }

  /** Ends it: nothing is debugged any more. */
  public void end() {
    level.set(0);
    standing.set(null);
  }

  @Override
  public ReadOnlyObjectProperty<@Nullable Standing> standing() {
    return standing.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyBooleanProperty moving() {
    return moving.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyIntegerProperty level() {
    return level.getReadOnlyProperty();
  }

  @Override
  public void select(int next) {
    level.set(next);
  }

  @Override
  public <T> void look(
      DebugSession.Inspection<T> question, Consumer<T> answer, Consumer<Exception> failed) {
    T answered;
    try {
      answered = inspect(backend -> question.of(counting(backend)));
    } catch (Exception failure) {
      failed.accept(failure);
      return;
    }
    answer.accept(answered);
  }

  @Override
  public void pause() {
    session.pause();
  }

  @Override
  public <T> void excursion(
      DebugSession.Excursion<T> excursion, Consumer<T> answer, Consumer<Exception> failed) {
    T found;
    try {
      found = DebugSession.await(session.excursion(excursion));
    } catch (Exception failure) {
      failed.accept(failure);
      return;
    }
    answer.accept(found);
  }

  @Override
  public void move(Motion motion) {
    moved.add(motion);
    try {
      moved(motion);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void change(Assignment assignment, Consumer<String> failed) {
    try {
      DebugSession.await(session.set(assignment, level.get()));
      changed();
    } catch (Exception failure) {
      failed.accept(failure.getMessage());
    }
  }

  @Override
  public void change(Expression place, Expression value, Consumer<String> failed) {
    try {
      int at = level.get();
      inspect(backend -> {
        backend.change(at, Assignment.of(place, value, backend.scope(at)));
        return true;
      });
      changed();
    } catch (Exception failure) {
      failed.accept(failure.getMessage());
    }
  }

  private void changed() throws Exception {
    Standing before = standing.get();
    int selected = level.get();
    if (before != null) {
      stands(before.stop(), List.of());
      level.set(selected);
    }
  }

  @Override
  public void add(BreakpointSpec spec) {
    added.add(spec);
    try {
      Breakpoint set = DebugSession.await(session.add(spec, level.get()));
      if (!set.problem().isEmpty()) {
        throw new AssertionError(set.problem());
      }
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private void count(String what, int times) {
    asked.merge(what, times, Integer::sum);
  }

  private DebugBackend counting(DebugBackend backend) {
    return proxy(
        DebugBackend.class,
        backend,
        (name, arguments, answer) -> {
          if (name.equals("frames") && answer instanceof List<?> frames) {
            count(name, frames.size());
          }
          return answer instanceof Scope scope ? counting(scope) : answer;
        });
  }

  private Scope counting(Scope scope) {
    return proxy(
        Scope.class,
        scope,
        (name, arguments, answer) -> {
          if (COUNTED.contains(name)) {
            count(name, 1);
          }
          return answer;
        });
  }

  /** What comes back instead of an answer. */
  private interface Heard {
    @Nullable Object of(
        String name, @Nullable Object @Nullable [] arguments, @Nullable Object answer);
  }

  private static <T> T proxy(Class<T> type, T behind, Heard heard) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return heard.of(method.getName(), arguments, method.invoke(behind, arguments));
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }

  @Override
  public void close() {
    session.close();
  }
}
