package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What a user drives: a guest with breakpoints, that moves and stands still. It has a thread of its
 * own, on which the {@link DebugBackend} does everything; so moving never blocks the caller, and
 * what is asked while the guest moves is answered once it stands still. Only {@link #pause} is
 * heard at once, and {@link #interject} soon.
 */
public final class DebugSession implements AutoCloseable {
  private volatile DebugBackend backend;
  private final CodeLines lines;
  private final BreakpointTable breakpoints;
  private final ExecutorService worker;
  private final Listener listener;
  private final AtomicInteger motions = new AtomicInteger();
  private final Queue<Runnable> interjections = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Whether the motion that is being made can be broken off and taken up again. */
  private boolean free;

  private final ReentrantLock freeLock = new ReentrantLock();
  private volatile boolean closed;
  private volatile boolean pauseWanted;

  /** Learns what happens, on the session's thread. */
  public interface Listener {
    /** Wants to know nothing. */
    Listener NONE = new Listener() {};

    /** The guest begins to move. */
    default void moving(Motion motion) {}

    /** The guest stands still. */
    default void stopped(Stop stop) {}

    /** A breakpoint has written a message. */
    default void logged(int breakpoint, String message) {}
  }

  /** How far a step by lines goes. */
  public enum LineStep {
    INTO,
    OVER,
    BACK_INTO,
    BACK_OVER
  }

  /**
   * @param backend stands in front of the first instruction; closed with the session
   * @param lines of the text the module was written in
   */
  public DebugSession(DebugBackend backend, CodeLines lines, Listener listener) {
    this.backend = backend;
    this.lines = lines;
    this.listener = listener;
    breakpoints = new BreakpointTable(backend, lines, listener::logged);
    worker =
        Executors.newSingleThreadExecutor(task -> {
          Thread thread = new Thread(task, "debug session");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Moves, and gives where it has stopped. This and everything else that is asked ends with a
   * {@link CancellationException} once the session is closed.
   */
  public CompletableFuture<Stop> move(Motion motion) {
    return start(motion, () -> made(motion));
  }

  private Stop made(Motion motion) {
    boolean resumes =
        motion instanceof Motion.Continue
            || motion instanceof Motion.RunTo
            || motion instanceof Motion.ToTick;
    while (true) {
      long from = backend.tick();
      setFree(resumes);
      Stop stop;
      try {
        stop = backend.move(motion, breakpoints);
      } finally {
        setFree(false);
      }
      carryOut();
      boolean broken = stop.reason() == Stop.Reason.PAUSE && !pauseWanted && !closed;
      if (!broken || !resumes && stop.tick() != from) {
        return stop;
      }
    }
  }

  private void setFree(boolean now) {
    freeLock.lock();
    try {
      free = now;
      if (now && !interjections.isEmpty()) {
        // Asked just before it could be broken off.
        backend.pause();
      }
    } finally {
      freeLock.unlock();
    }
  }

  private void carryOut() {
    for (Runnable next = interjections.poll(); next != null; next = interjections.poll()) {
      next.run();
    }
  }

  /**
   * Steps until another line is reached. Where no line is known, it is a step by an instruction.
   */
  public CompletableFuture<Stop> stepLine(LineStep step) {
    return start(single(step), () -> byLine(step));
  }

  private CompletableFuture<Stop> start(Motion motion, Callable<Stop> move) {
    CompletableFuture<Stop> result = new CompletableFuture<>();
    motions.incrementAndGet();
    work(
        result,
        () -> {
          try {
            Stop stop = moved(motion, move);
            listener.stopped(stop);
            result.complete(stop);
          } catch (Exception | StackOverflowError | OutOfMemoryError failed) {
            result.completeExceptionally(failed);
          }
        });
    return result;
  }

  private Stop moved(Motion motion, Callable<Stop> move) throws Exception {
    try {
      listener.moving(motion);
      return shown(move.call());
    } finally {
      pauseWanted = false;
      motions.decrementAndGet();
    }
  }

  private static Motion single(LineStep step) {
    return switch (step) {
      case INTO -> new Motion.StepInto(1);
      case OVER -> new Motion.StepOver();
      case BACK_INTO -> new Motion.StepBack(1);
      case BACK_OVER -> new Motion.StepBackOver();
    };
  }

  private Stop byLine(LineStep step) {
    int from = line();
    int depth = backend.depth();
    Motion motion = single(step);
    boolean into = step == LineStep.INTO || step == LineStep.BACK_INTO;
    while (true) {
      Stop stop = backend.move(motion, breakpoints);
      if (stop.reason() != Stop.Reason.STEP || pauseWanted || backend.depth() == 0) {
        return stop;
      }
      int line = line();
      boolean elsewhere = line != from || into && backend.depth() > depth;
      if (from == 0 || line != 0 && elsewhere || backend.depth() < depth && line != 0) {
        return stop;
      }
    }
  }

  /** The line of the instruction that is next, or 0. */
  private int line() {
    List<FrameInfo> frame = backend.frames(0, 1);
    return frame.isEmpty() ? 0 : lines.line(frame.getFirst().offset());
  }

  private Stop shown(Stop stop) {
    return new Stop(
        stop.reason(),
        stop.tick(),
        breakpoints.ids(stop.breakpoints()),
        stop.message(),
        stop.status(),
        stop.results());
  }

  /** Whether the guest moves, or is about to. */
  public boolean isMoving() {
    return motions.get() > 0;
  }

  /** Has the guest stand still soon, if it moves or is about to; from any thread. */
  public void pause() {
    if (motions.get() > 0) {
      pauseWanted = true;
      backend.pause();
    }
  }

  /** Looks at the guest on the session's thread, once it stands still. */
  public <T> CompletableFuture<T> inspect(Inspection<T> inspection) {
    CompletableFuture<T> result = new CompletableFuture<>();
    work(result, () -> complete(result, inspection));
    return result;
  }

  /**
   * As {@link #inspect}, but a guest that runs on until something stops it stands still for a
   * moment, and goes on. One that makes a step is waited for.
   */
  public <T> CompletableFuture<T> interject(Inspection<T> inspection) {
    CompletableFuture<T> result = new CompletableFuture<>();
    interjections.add(() -> complete(result, inspection));
    work(result, this::carryOut);
    freeLock.lock();
    try {
      if (free) {
        backend.pause();
      }
    } finally {
      freeLock.unlock();
    }
    return result;
  }

  /** Has the session's thread do something; a session that is closed does nothing any more. */
  private void work(CompletableFuture<?> result, Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException over) {
      result.completeExceptionally(new CancellationException("The session is closed."));
    }
  }

  private <T> void complete(CompletableFuture<T> result, Inspection<T> inspection) {
    try {
      result.complete(inspection.of(backend));
    } catch (Exception | StackOverflowError | OutOfMemoryError failed) {
      result.completeExceptionally(failed);
    }
  }

  /** Something to be found out about a guest that stands still. */
  @FunctionalInterface
  public interface Inspection<T> {
    T of(DebugBackend backend) throws Exception;
  }

  /**
   * Looks at the guest on the session's thread by moving it about, and brings it back. It counts as
   * a motion for {@link #isMoving} and {@link #pause}, but the listener is told nothing of it.
   */
  public <T> CompletableFuture<T> excursion(Excursion<T> excursion) {
    CompletableFuture<T> result = new CompletableFuture<>();
    motions.incrementAndGet();
    worker.execute(() ->
        complete(
            result,
            any -> {
              try {
                return excursion.of(any, () -> pauseWanted || closed);
              } finally {
                pauseWanted = false;
                motions.decrementAndGet();
              }
            }));
    return result;
  }

  /** Something to be found out about a guest by moving it. */
  @FunctionalInterface
  public interface Excursion<T> {
    /**
     * Finds it out; the backend must stand afterwards where it stood.
     *
     * @param interrupted whether to come to an end soon
     */
    T of(DebugBackend backend, BooleanSupplier interrupted) throws Exception;
  }

  /**
   * Waits for an answer of the session.
   *
   * @throws Exception what the session's thread has thrown
   */
  public static <T> T await(CompletableFuture<T> answer) throws Exception {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /**
   * Goes on with another backend for the same module, such as one at the start again; breakpoints
   * keep their numbers, and their hits are counted anew. The backend before is closed. If no other
   * can be made, everything stays as it is.
   *
   * @param makes on the session's thread
   * @return the tick it stands at
   */
  public CompletableFuture<Long> restart(Callable<DebugBackend> makes) {
    return inspect(before -> {
      backend = makes.call();
      breakpoints.bindTo(backend);
      before.close();
      return backend.tick();
    });
  }

  // Breakpoints: each of these interjects

  public CompletableFuture<List<Breakpoint>> breakpoints() {
    return interject(any -> breakpoints.all());
  }

  /**
   * Adds a breakpoint; one that cannot be bound says why.
   *
   * @param level the frame that the place of a watchpoint is looked up in
   */
  public CompletableFuture<Breakpoint> add(BreakpointSpec spec, int level) {
    return interject(any -> breakpoints.add(spec, level));
  }

  /**
   * Finds where a breakpoint would stop, without setting one; fails with {@link BindException} when
   * there is no such place.
   *
   * @param level the frame that the place of a watchpoint is looked up in
   * @return as {@link DebugBackend#bind}
   */
  public CompletableFuture<List<Integer>> locate(Location location, int level) {
    return interject(any -> breakpoints.locate(location, level));
  }

  /** Removes a breakpoint; false when there is none of that number. */
  public CompletableFuture<Boolean> remove(int id) {
    return interject(any -> breakpoints.remove(id));
  }

  /** Gives a breakpoint another form; empty when there is none of that number. */
  public CompletableFuture<Optional<Breakpoint>> update(int id, BreakpointSpec spec, int level) {
    return interject(any -> Optional.ofNullable(breakpoints.update(id, spec, level)));
  }

  /**
   * Changes a place. What had been executed behind this moment is forgotten.
   *
   * @param level the frame that names are looked up in
   * @return what has been changed, and to which value
   */
  public CompletableFuture<Assignment.Change> set(Assignment assignment, int level) {
    return set(assignment::resolve, level);
  }

  /** What is to be changed, found where the guest stands. */
  @FunctionalInterface
  public interface ChangeFinder {
    Assignment.Change in(Scope scope) throws ExpressionException;
  }

  /** As {@link #set(Assignment, int)}. */
  public CompletableFuture<Assignment.Change> set(ChangeFinder finder, int level) {
    return inspect(any -> {
      Assignment.Change change = finder.in(any.scope(level));
      any.change(level, change);
      breakpoints.forgetBehind(any.tick());
      return change;
    });
  }

  /**
   * Saves the guest with its past to a file, once it stands still; see {@link
   * DebugBackend#save(Path)}. Breakpoints are not saved.
   *
   * @return the file's size in bytes
   */
  public CompletableFuture<Long> save(Path file) {
    return inspect(any -> {
      any.save(file);
      return Files.size(file);
    });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    backend.pause();
    worker.execute(this::end);
    worker.shutdown();
  }

  private void end() {
    try {
      backend.close();
    } finally {
      ended.complete(null);
    }
  }

  /** Completed when nothing moves any more and the backend is closed. */
  public CompletableFuture<Void> ended() {
    return ended;
  }
}
