package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.profile.Profile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A guest that only runs: nothing is remembered, and nobody can stop it and look. It may be
 * profiled meanwhile. Not for use by several threads at once.
 */
public final class GuestRun {
  private final Engine engine;
  private final ModuleInstance instance;
  private final List<Timeline.OutsideCall> calls;
  private final Frames frames;
  private final @Nullable Profiler profiler;
  private volatile boolean ended;

  /**
   * Makes an instance, of which nothing has run yet. The history budget of the guest means nothing.
   *
   * @throws LinkException when an import is missing, or the function to call is
   * @throws TrapException when the module cannot be instantiated
   */
  public GuestRun(Guest guest) throws LinkException, TrapException {
    this(guest, false);
  }

  /** The same with a profile, which takes some time. */
  public static GuestRun profiled(Guest guest) throws LinkException, TrapException {
    return new GuestRun(guest, true);
  }

  private GuestRun(Guest guest, boolean profiled) throws LinkException, TrapException {
    engine = new Engine(guest.limits());
    profiler = profiled ? engine.profile() : null;
    instance = engine.instantiate(guest.module(), guest.bytes(), Map.of(), guest.hosts());
    calls = OutsideCalls.of(guest, instance);
    frames = new Frames(engine.machine());
    if (profiler != null) {
      profiler.begin(instance);
    }
  }

  /** Sets how often a function is called until it has hot code; for tests. */
  void setHeat(int calls) {
    engine.execution().entries().setHeat(calls);
  }

  /**
   * Runs it from its beginning to its end, once.
   *
   * @return what the last call has returned
   * @throws TrapException when it traps, or throws an exception that it does not catch
   * @throws GuestExit when it ends itself
   * @throws InterruptedException when a function of the host is interrupted while it waits, or the
   *     run is ended
   */
  public List<Value> run() throws TrapException, GuestExit, InterruptedException {
    for (Timeline.OutsideCall call : calls) {
      if (ended) {
        throw new InterruptedException();
      }
      engine.call(call.function(), call.arguments());
    }
    return new GuestScope(engine.machine(), frames, instance, null, engine.ticks(), false)
        .values(calls.getLast().function().type.more, 0);
  }

  /**
   * Ends the run soon, unless a function of the host waits: that has to be interrupted. May be
   * called by any thread, and again, for a call of the module that is just being started may not
   * notice.
   */
  public void end() {
    ended = true;
    engine.execution().pause();
  }

  /**
   * What was executed up to now, on the thread that runs it when {@link #run} is over, whatever
   * way.
   *
   * @throws IllegalStateException when it is run without a profile
   */
  public Profile profile() {
    if (profiler == null) {
      throw new IllegalStateException("the run is not profiled");
    }
    return profiler.profile(engine.ticks());
  }

  /** How many calls are open, as after a trap. */
  public int depth() {
    return frames.depth();
  }

  /**
   * The open calls, the innermost first.
   *
   * @param from the level of the first, 0 for the innermost
   * @param count how many at most
   */
  public List<FrameInfo> frames(int from, int count) {
    return frames.infos(from, count);
  }
}
