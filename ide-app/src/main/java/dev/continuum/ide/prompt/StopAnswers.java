package dev.continuum.ide.prompt;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.guest.WatchChange;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says where a program stands, and why. */
final class StopAnswers {
  /** How many frames of a back trace are shown of themselves. */
  private static final int BACK_TRACE = 10;

  private final Program program;
  private final Frames frames;

  StopAnswers(Program program, Frames frames) {
    this.program = program;
    this.frames = frames;
  }

  Answer answer(Stop stop, List<WatchChange> changes, DebugBackend backend) {
    boolean wrong = stop.reason() == Stop.Reason.TRAP || stop.reason() == Stop.Reason.EXCEPTION;
    List<FrameInfo> shown = backend.frames(0, wrong ? BACK_TRACE : 1);
    List<String> lines = new ArrayList<>();
    String why = why(stop);
    lines.add("Tick %d%s".formatted(stop.tick(), why.isEmpty() ? "" : ": " + why));
    changes.forEach(change -> lines.add(change.text()));
    for (FrameInfo frame : shown) {
      lines.add(frames.text(backend, frame) + (frame.level() == 0 ? ": " + next(frame) : ""));
    }
    int more = backend.depth() - shown.size();
    if (wrong && more > 0) {
      lines.add("and %d more; ‘where’ shows them".formatted(more));
    }
    int line = shown.isEmpty() ? 0 : program.lines().line(shown.getFirst().offset());
    if (line > 0) {
      lines.add("%5d | %s".formatted(line, program.line(line).stripTrailing()));
    }
    Map<String, @Nullable Object> frame =
        shown.isEmpty() ? null : frames.json(shown.getFirst(), true);
    return Answer.of(
        "stop",
        lines,
        "reason",
        stop.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "tick",
        stop.tick(),
        "breakpoints",
        stop.breakpoints(),
        "changes",
        changes.stream().map(StopAnswers::json).toList(),
        "message",
        stop.message(),
        "status",
        stop.reason() == Stop.Reason.EXIT ? stop.status() : null,
        "results",
        Values.json(stop.results()),
        "frame",
        frame,
        "depth",
        backend.depth());
  }

  private static Map<String, @Nullable Object> json(WatchChange change) {
    Value before = change.before();
    Value now = change.now();
    return Answer.object(
        "breakpoint",
        change.breakpoint(),
        "place",
        change.place().toString(),
        "before",
        before == null ? null : Values.json(before),
        "now",
        now == null ? null : Values.json(now));
  }

  private String next(FrameInfo frame) {
    return frames.disassembly(frame.function()).text(frame.offset());
  }

  private static String why(Stop stop) {
    return switch (stop.reason()) {
      case ENTRY -> "in front of the first instruction";
      case STEP -> stop.message();
      case BREAKPOINT -> numbers("breakpoint", stop);
      case WATCHPOINT -> numbers("watchpoint", stop);
      case PAUSE -> "paused";
      case TRAP -> "trap, " + stop.message();
      case EXCEPTION -> stop.message();
      case EXIT -> "the program has ended with status " + stop.status();
      case END ->
          stop.results().isEmpty()
              ? "the program has ended"
              : "the call has returned " + Values.text(stop.results());
      case START_OF_HISTORY -> "there is nothing before this that is remembered";
    };
  }

  private static String numbers(String what, Stop stop) {
    List<String> ids = stop.breakpoints().stream().map(String::valueOf).toList();
    return what + (ids.size() == 1 ? " " : "s ") + String.join(", ", ids);
  }
}
