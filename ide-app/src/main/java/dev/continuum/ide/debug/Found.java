package dev.continuum.ide.debug;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.WatchChange;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is found at once where a guest stands.
 *
 * @param first the earliest tick that can be gone back to
 * @param last the furthest tick reached
 * @param frame the innermost; null without frames
 * @param changes what a watchpoint has seen, in sentences
 */
record Found(
    Stop stop,
    long first,
    long last,
    int depth,
    @Nullable FrameInfo frame,
    List<String> changes,
    List<InlineValue> values,
    List<Breakpoint> breakpoints) {
  /** Looks; called on the session's thread. */
  static Found in(Program program, DebugBackend backend, Stop stop, List<Breakpoint> breakpoints) {
    List<String> changes =
        WatchChange.of(backend, stop, breakpoints).stream()
            .map(change -> GuestText.shown(change.text(), 400))
            .toList();
    List<FrameInfo> frames = backend.frames(0, 1);
    FrameInfo frame = frames.isEmpty() ? null : frames.getFirst();
    return new Found(
        new Stop(
            stop.reason(),
            backend.tick(),
            stop.breakpoints(),
            stop.message(),
            stop.status(),
            stop.results()),
        backend.firstTick(),
        backend.lastTick(),
        backend.depth(),
        frame,
        changes,
        frame == null ? List.of() : InlineValues.of(program, backend, frame),
        breakpoints);
  }

  /** What a panel is told of it. */
  Standing standing(long version, long session, Program program) {
    return new Standing(version, session, program, stop, first, last, depth, frame, changes);
  }
}
