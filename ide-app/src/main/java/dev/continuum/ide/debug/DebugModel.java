package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.run.ConsoleModel;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Expression;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One program at a time under the debugger. Used on the JavaFX thread only. */
public final class DebugModel implements GuestView {
  /** What the debugger does. */
  public enum State {
    IDLE,
    MOVING,
    STANDING
  }

  /** Is told what belongs into the console. */
  public interface Said {
    /** A program was stopped at its end, by a trap or the like; or a breakpoint writes. */
    void line(boolean bad, String text);
  }

  private final Tasks tasks;
  private final CodeMarks marks;
  private final Debugger debugger;
  private final Said said;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper level = new ReadOnlyIntegerWrapper(0);
  private final Travels travels = new Travels();
  private @Nullable Debugged current;
  private long version;
  private long sessions;
  private boolean passesBy;

  /**
   * A debugger without a program.
   *
   * @param marks where breakpoints come from, and where it shows what runs
   * @param said what belongs into the console
   */
  public DebugModel(Tasks tasks, CodeMarks marks, Debugger debugger, Said said) {
    this.tasks = tasks;
    this.marks = marks;
    this.debugger = debugger;
    this.said = said;
  }

  /**
   * Starts programs under the debugger for the console.
   *
   * @param recording what to begin with; null for the start
   */
  public ConsoleModel.Starter starter(@Nullable Path recording) {
    return (configuration, output) -> {
      Told told = new Told();
      DebugRun run = DebugRun.open(debugger, configuration, recording, output, told);
      tasks.onScreen(() -> began(run, told, recording));
      return run;
    };
  }

  /** Brings what a session tells to the window. */
  private final class Told implements DebugSession.Listener {
    private volatile @Nullable Debugged about;

    @Override
    public void stopped(Stop stop) {
      Debugged it = about;
      if (it != null) {
        tasks.onScreen(() -> find(it, stop));
      }
    }

    @Override
    public void logged(int breakpoint, String message) {
      said.line(false, PlainText.of(message));
    }
  }

  private void began(DebugRun run, Told told, @Nullable Path recording) {
    Debugged it = new Debugged(run, marks, ++sessions);
    current = it;
    told.about = it;
    travels.begin();
    var unused = run.exit().thenAccept(how -> tasks.onScreen(() -> ended(it)));
    it.moves =
        marks
            .breakpoints()
            .onLinesMoved((file, move) -> {
              if (file.equals(run.program().file())) {
                it.shown.move(move);
              }
            });
    BreakpointSync breakpoints =
        new BreakpointSync(
            marks.breakpoints(),
            run.session(),
            run.program().file(),
            it.shown::lines,
            level::get,
            tasks);
    it.breakpoints = breakpoints;
    marks.questions().set(new Questions(this, run.program().file()));
    if (recording == null && breakpoints.any()) {
      move(new Motion.Continue());
    } else {
      Stop.Reason reason = recording == null ? Stop.Reason.ENTRY : Stop.Reason.STEP;
      find(it, new Stop(reason, -1));
    }
  }

  private void ended(Debugged it) {
    if (it != current) {
      return;
    }
    current = null;
    version++;
    it.moves.unsubscribe();
    if (it.breakpoints != null) {
      it.breakpoints.close();
    }
    marks.questions().set(null);
    it.shown.clear();
    level.set(0);
    standing.set(null);
    become(State.IDLE);
  }

  private void become(State now) {
    state.set(now);
    moving.set(now == State.MOVING);
  }

  /** What the debugger does now. */
  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** The program that is debugged. */
  public Optional<Program> program() {
    return Optional.ofNullable(current).map(it -> it.run.program());
  }

  /** Where it has been. */
  public Travels travels() {
    return travels;
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

  // Moving

  @Override
  public void move(Motion motion) {
    moved(motion instanceof Motion.ToTick, session -> session.move(motion));
  }

  /** Steps to another line; where there are no lines, by an instruction. */
  public void stepLine(DebugSession.LineStep step) {
    moved(false, session -> session.stepLine(step));
  }

  /** Runs to a place of the program; says in the console where there is none. */
  public void runTo(Location wanted) {
    Debugged it = current;
    if (it == null || state.get() != State.STANDING) {
      return;
    }
    Location place =
        wanted instanceof Location.WatLine(int line)
            ? new Location.WatLine(Math.max(1, it.shown.lines().before(line)))
            : wanted;
    var unused =
        it.run
            .session()
            .locate(place, 0)
            .whenComplete((offsets, failed) ->
                tasks.onScreen(() -> {
                  if (it != current) {
                    return;
                  }
                  if (offsets == null || offsets.isEmpty()) {
                    said.line(
                        true,
                        failed == null
                            ? "There is no instruction to run to."
                            : String.valueOf(failed.getMessage()));
                  } else {
                    move(new Motion.RunTo(offsets.getFirst()));
                  }
                }));
  }

  /**
   * Begins to move.
   *
   * @param passing whether it only passes by where it stops, as a timeline that is dragged does
   */
  private void moved(boolean passing, Function<DebugSession, CompletableFuture<Stop>> moving) {
    Debugged it = current;
    if (it == null || state.get() == State.MOVING) {
      return;
    }
    passesBy = passing;
    endExcursion(it);
    become(State.MOVING);
    version++;
    var unused =
        moving
            .apply(it.run.session())
            .exceptionally(failed -> {
              tasks.onScreen(() -> failed(it, failed));
              return new Stop(Stop.Reason.PAUSE, 0);
            });
  }

  /** Whether a failure is only the end of the session. */
  private static boolean isOver(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof CancellationException;
  }

  private void failed(Debugged it, Throwable failure) {
    if (it == current && !isOver(failure)) {
      said.line(true, StopWords.failure(failure));
      find(it, new Stop(Stop.Reason.PAUSE, -1));
    }
  }

  @Override
  public void pause() {
    Debugged it = current;
    if (it != null) {
      it.run.session().pause();
    }
  }

  // Standing

  /** Finds out where a guest stands that has just stopped. */
  private void find(Debugged it, Stop stop) {
    if (it != current) {
      return;
    }
    long asked = ++version;
    DebugSession session = it.run.session();
    var unused =
        session
            .breakpoints()
            .thenCompose(
                all -> session.inspect(backend -> Found.in(it.run.program(), backend, stop, all)))
            .whenComplete((found, failed) ->
                tasks.onScreen(() -> {
                  if (asked != version || it != current) {
                    return;
                  }
                  if (found == null) {
                    said.line(true, "The debugger cannot say where it stands: " + failed + ".");
                    become(State.STANDING);
                  } else {
                    stand(it, asked, found);
                  }
                }));
  }

  private void stand(Debugged it, long asked, Found found) {
    Standing before = standing.get();
    if (it.breakpoints != null) {
      it.breakpoints.tell(found.breakpoints());
    }
    Standing now = found.standing(asked, it.session, it.run.program());
    if (!passesBy) {
      travels.stood(now);
    }
    level.set(0);
    it.shown.frame(found.frame(), found.depth(), found.values());
    // The panels ask when they see it, and the session has to stand still for that.
    become(State.STANDING);
    standing.set(now);
    it.shown.show(now.isPast());
    if (before == null
        || before.tick() != now.tick()
        || before.stop().isEnd() != now.stop().isEnd()) {
      StopWords.ending(now.stop())
          .ifPresent(text -> said.line(now.stop().reason() == Stop.Reason.TRAP, text));
    }
  }

  @Override
  public void select(int frame) {
    Standing now = standing.get();
    Debugged it = current;
    if (now == null || it == null || frame < 0 || frame >= now.depth() || frame == level.get()) {
      return;
    }
    level.set(frame);
    look(
        backend -> {
          FrameInfo info = backend.frames(frame, 1).getFirst();
          return new Selected(info, InlineValues.of(it.run.program(), backend, info));
        },
        selected -> {
          if (level.get() == selected.frame().level()) {
            it.shown.frame(selected.frame(), now.depth() - frame, selected.values());
            it.shown.show(now.isPast());
          }
        },
        failure -> said.line(true, "The frame cannot be shown: " + failure + "."));
  }

  private record Selected(FrameInfo frame, List<InlineValue> values) {}

  /** The module's file was replaced: offsets mean something else there. */
  void replaced() {
    Debugged it = current;
    if (it != null && it.shown.replaced()) {
      said.line(
          true,
          it.run.program().file().getFileName()
              + " was replaced on disk. What is debugged is the one before; start it anew to debug"
              + " this one.");
    }
  }

  @Override
  public <T> void look(
      DebugSession.Inspection<T> question, Consumer<T> answer, Consumer<Exception> failed) {
    Debugged it = current;
    if (it != null && state.get() == State.STANDING) {
      answer(it, it.run.session().inspect(question), answer, failed);
    }
  }

  @Override
  public <T> void excursion(
      DebugSession.Excursion<T> excursion, Consumer<T> answer, Consumer<Exception> failed) {
    Debugged it = current;
    if (it != null && state.get() == State.STANDING) {
      endExcursion(it);
      answer(it, it.run.session().excursion(excursion), answer, failed);
    }
  }

  private static void endExcursion(Debugged it) {
    if (it.run.session().isMoving()) {
      it.run.session().pause();
    }
  }

  private <T> void answer(
      Debugged it, CompletableFuture<T> found, Consumer<T> answer, Consumer<Exception> failed) {
    long asked = version;
    var unused =
        found.whenComplete((value, failure) ->
            tasks.onScreen(() -> {
              if (asked != version || it != current) {
                return;
              }
              if (failure == null) {
                answer.accept(value);
              } else {
                failed.accept(
                    failure instanceof Exception exception
                        ? exception
                        : new IllegalStateException(failure));
              }
            }));
  }

  @Override
  public void change(Assignment assignment, Consumer<String> failed) {
    changed(session -> session.set(assignment, level.get()), failed);
  }

  @Override
  public void change(Expression place, Expression value, Consumer<String> failed) {
    int frame = level.get();
    changed(session -> session.set(scope -> Assignment.of(place, value, scope), frame), failed);
  }

  private void changed(
      Function<DebugSession, CompletableFuture<Assignment.Change>> changing,
      Consumer<String> failed) {
    Debugged it = current;
    Standing now = standing.get();
    if (it == null || now == null || state.get() != State.STANDING) {
      failed.accept("The program moves. Pause it first.");
      return;
    }
    int frame = level.get();
    var unused =
        changing
            .apply(it.run.session())
            .whenComplete((change, failure) ->
                tasks.onScreen(() -> {
                  if (failure != null) {
                    failed.accept(String.valueOf(failure.getMessage()));
                  } else if (it == current && state.get() == State.STANDING) {
                    again(it, now.stop(), frame);
                  }
                }));
  }

  /** Everything is asked for anew, at the same place. */
  private void again(Debugged it, Stop stop, int frame) {
    find(it, new Stop(stop.reason(), stop.tick(), List.of(), stop.message()));
    // The frame is selected again once the new state is there.
    Subscription[] once = {Subscription.EMPTY};
    once[0] =
        standing.subscribe((before, after) -> {
          once[0].unsubscribe();
          if (after != null) {
            select(frame);
          }
        });
  }

  @Override
  public void add(BreakpointSpec spec) {
    Debugged it = current;
    if (it != null) {
      marks.breakpoints().add(it.run.program().file(), spec);
    }
  }

  /**
   * Saves the program with its past.
   *
   * @param done gets the file's size in bytes
   */
  public void save(Path file, Consumer<Long> done, Consumer<String> failed) {
    Debugged it = current;
    if (it != null) {
      var unused =
          it.run
              .session()
              .save(file)
              .whenComplete((size, failure) ->
                  tasks.onScreen(() -> {
                    if (failure == null) {
                      done.accept(size);
                    } else {
                      failed.accept(String.valueOf(failure.getMessage()));
                    }
                  }));
    }
  }
}
