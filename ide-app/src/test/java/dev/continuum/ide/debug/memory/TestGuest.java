package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.GuestView;
import dev.continuum.ide.debug.Standing;
import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.WatchChange;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.SteppingBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A real guest in a real session that answers at once, on the caller's thread; or, when it is told
 * to {@link #hold}, when a test lets it.
 */
final class TestGuest implements GuestView, AutoCloseable {
  final Breakpoints breakpoints = new Breakpoints(saved -> {});
  final CodeMarks marks = new CodeMarks(breakpoints);
  final Program program;
  final DebugSession session;
  private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper level = new ReadOnlyIntegerWrapper();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final List<Motion> motions = new ArrayList<>();
  private boolean holding;
  private long version;
  private int looks;
  private boolean counting;
  private long bytesRead;

  /** Starts a function of a module in the text format. */
  TestGuest(Path folder, String wat, String export, long... arguments) throws Exception {
    Path file = folder.resolve("test.wat");
    Files.writeString(file, wat);
    program = Program.read(file);
    List<Long> values = new ArrayList<>();
    for (long each : arguments) {
      values.add(each);
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
    stands(new Stop(Stop.Reason.ENTRY, 0));
  }

  private void stands(Stop stop) {
    Standing now =
        of(backend -> {
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
              WatchChange.of(backend, stop, List.of()).stream().map(WatchChange::text).toList());
        });
    level.set(0);
    standing.set(now);
  }

  /** Asks the session, and waits. */
  <T> T of(DebugSession.Inspection<T> question) {
    try {
      return DebugSession.await(session.inspect(question));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Keeps answers back from now on. */
  void hold() {
    holding = true;
  }

  /** Gives an answer that was kept back; whether there was one. */
  boolean release() {
    Runnable next = held.poll();
    if (next != null) {
      next.run();
    }
    return next != null;
  }

  /** How often it was looked at. */
  int looks() {
    return looks;
  }

  /** Counts the bytes that are read of memories from now on. */
  void countReads() {
    counting = true;
    bytesRead = 0;
  }

  long bytesRead() {
    return bytesRead;
  }

  private DebugBackend seen(DebugBackend backend) {
    return counting
        ? counted(DebugBackend.class, backend, (method, result) -> counted(result))
        : backend;
  }

  private Object counted(Object result) {
    return switch (result) {
      case Scope scope -> counted(Scope.class, scope, (method, inner) -> counted(inner));
      case ScopeMemory memory -> counting(memory);
      default -> result;
    };
  }

  private ScopeMemory counting(ScopeMemory memory) {
    return counted(ScopeMemory.class, memory, (method, result) -> result);
  }

  private interface Seen {
    @Nullable Object of(Method method, @Nullable Object result);
  }

  private <T> T counted(Class<T> type, T to, Seen seen) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("read")) {
                bytesRead += (int) arguments[3];
              }
              try {
                Object result = method.invoke(to, arguments);
                return result == null ? null : seen.of(method, result);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            }));
  }

  List<Motion> motions() {
    return motions;
  }

  /** The guest begins to move, as far as anybody sees. */
  void setMoving(boolean now) {
    moving.set(now);
  }

  void end() {
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
  public void select(int frame) {
    level.set(frame);
  }

  @Override
  public <T> void look(
      DebugSession.Inspection<T> question, Consumer<T> answer, Consumer<Exception> failed) {
    looks++;
    long asked = version;
    Runnable work =
        () -> {
          if (asked != version || moving.get()) {
            return;
          }
          T found;
          try {
            found = DebugSession.await(session.inspect(backend -> question.of(seen(backend))));
          } catch (Exception failure) {
            failed.accept(failure);
            return;
          }
          answer.accept(found);
        };
    if (holding) {
      held.add(work);
    } else {
      work.run();
    }
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
    motions.add(motion);
    moving.set(true);
    Stop stop;
    try {
      stop = DebugSession.await(session.move(motion));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
    moving.set(false);
    stands(stop);
  }

  /** Steps by single instructions until one of a mnemonic is next. */
  void stepTo(String mnemonic) {
    for (int i = 0; i < 10_000; i++) {
      if (next().equals(mnemonic)) {
        return;
      }
      move(new Motion.StepInto(1));
    }
    throw new IllegalStateException("no " + mnemonic);
  }

  private String next() {
    return of(backend -> {
      List<FrameInfo> frames = backend.frames(0, 1);
      if (frames.isEmpty()) {
        return "";
      }
      var in = new dev.continuum.inspector.binary.InstructionReader();
      int offset = frames.getFirst().offset();
      in.expression(
          program.bytes(),
          new dev.continuum.inspector.syntax.ByteRange(offset, program.bytes().limit()));
      try {
        return in.next() ? in.opcode().mnemonic() : "";
      } catch (dev.continuum.inspector.binary.MalformedException block) {
        return "";
      }
    });
  }

  @Override
  public void change(Assignment assignment, Consumer<String> failed) {
    changed(assignment::resolve, failed);
  }

  @Override
  public void change(Expression place, Expression value, Consumer<String> failed) {
    changed(scope -> Assignment.of(place, value, scope), failed);
  }

  private interface Resolving {
    Assignment.Change in(dev.continuum.inspector.debug.expression.Scope scope) throws Exception;
  }

  private void changed(Resolving change, Consumer<String> failed) {
    int in = level.get();
    try {
      DebugSession.await(
          session.inspect((DebugBackend backend) -> {
            backend.change(in, change.in(backend.scope(in)));
            return true;
          }));
    } catch (Exception failure) {
      failed.accept(String.valueOf(failure.getMessage()));
      return;
    }
    Standing now = standing.get();
    if (now != null) {
      stands(now.stop());
    }
  }

  @Override
  public void add(BreakpointSpec spec) {
    breakpoints.add(program.file(), spec);
    try {
      DebugSession.await(session.add(spec, level.get()));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
