package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what expressions see of a guest that stands still. */
final class Scopes {
  private final Machine m;
  private final Timeline timeline;
  private final Frames frames;
  private final ModuleInstance instance;
  private @Nullable Returned returned;

  /**
   * The results of a call, among the operands of the caller.
   *
   * @param tick when it had returned; later they may be gone
   * @param types the codes of their types
   * @param slot the first slot
   */
  private record Returned(long tick, int[] types, int slot) {}

  Scopes(Machine machine, Timeline timeline, Frames frames, ModuleInstance instance) {
    m = machine;
    this.timeline = timeline;
    this.frames = frames;
    this.instance = instance;
  }

  /** What can be seen in a frame. */
  GuestScope of(int level) {
    boolean framed = !timeline.isAtEnd() && level < frames.depth();
    GuestScope scope =
        new GuestScope(
            m, frames, instance, framed ? frames.frame(level) : null, timeline.now(), level == 0);
    Returned last = returned;
    if (timeline.isAtEnd()) {
      scope.setResults(scope.values(timeline.lastFunction().type.more, 0));
    } else if (last != null && last.tick == timeline.now()) {
      scope.setResults(scope.values(last.types, last.slot));
    }
    return scope;
  }

  /** What the last call has returned, where the guest has ended. */
  List<Value> results() {
    return of(0).values(timeline.lastFunction().type.more, 0);
  }

  /** Notes that the call in front of the instruction that is next has just returned. */
  void returnedHere() {
    Frames.Frame frame = frames.frame(0);
    int[] types = frames.resultTypes(frame.function(), frame.index() - 1);
    returned = new Returned(timeline.now(), types, frame.top() - Slots.count(types));
  }
}
