package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.value.Value;
import java.util.List;
import java.util.Map;

/**
 * A guest that only runs: nothing is remembered, and nobody can stop it and look. Not for use by
 * several threads at once.
 */
public final class GuestRun {
  private final Engine engine;
  private final ModuleInstance instance;
  private final List<Timeline.OutsideCall> calls;
  private final Frames frames;

  /**
   * Makes an instance, of which nothing has run yet. The history budget of the guest means nothing.
   *
   * @throws LinkException when an import is missing, or the function to call is
   * @throws TrapException when the module cannot be instantiated
   */
  public GuestRun(Guest guest) throws LinkException, TrapException {
    engine = new Engine(guest.limits());
    instance = engine.instantiate(guest.module(), guest.bytes(), Map.of(), guest.hosts());
    calls = OutsideCalls.of(guest, instance);
    frames = new Frames(engine.machine());
  }

  /**
   * Runs it from its beginning to its end, once.
   *
   * @return what the last call has returned
   * @throws TrapException when it traps, or throws an exception that it does not catch
   * @throws GuestExit when it ends itself
   * @throws InterruptedException when a function of the host is interrupted while it waits
   */
  public List<Value> run() throws TrapException, GuestExit, InterruptedException {
    for (Timeline.OutsideCall call : calls) {
      engine.call(call.function(), call.arguments());
    }
    return new GuestScope(engine.machine(), frames, instance, null, engine.ticks(), false)
        .values(calls.getLast().function().type.more, 0);
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
