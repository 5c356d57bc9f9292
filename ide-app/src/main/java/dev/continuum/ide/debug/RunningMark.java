package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.inspector.debug.FrameInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** Shows in the code what runs, where its lines are now. Used on the JavaFX thread. */
final class RunningMark {
  private final Program program;
  private final ObjectProperty<@Nullable RunningPlace> place;
  private final LineShift lines;
  private @Nullable FrameInfo frame;
  private List<InlineValue> values = List.of();
  private final Map<String, String> before = new HashMap<>();
  private int shownCall;
  private boolean past;
  private boolean replaced;

  RunningMark(Program program, ObjectProperty<@Nullable RunningPlace> place) {
    this.program = program;
    this.place = place;
    lines = new LineShift(program.text().size());
  }

  /** Where the lines of the program's text are. */
  LineShift lines() {
    return lines;
  }

  /**
   * Another frame is to be shown.
   *
   * @param another null for none
   * @param call how many calls are open up to it: with the function it tells one call from another
   */
  void frame(@Nullable FrameInfo another, int call, List<InlineValue> beside) {
    Map<String, String> now = new HashMap<>();
    List<InlineValue> marked = new ArrayList<>();
    boolean same = frame != null && another != null && frame.function() == another.function();
    for (InlineValue value : beside) {
      boolean changed = false;
      for (String each : value.text().split(InlineValues.BETWEEN, -1)) {
        int equals = each.indexOf(" = ");
        String name = equals < 0 ? "" : each.substring(0, equals);
        now.put(name, each);
        changed |= same && call == shownCall && !each.equals(before.getOrDefault(name, each));
      }
      marked.add(new InlineValue(value.line(), value.text(), changed));
    }
    frame = another;
    shownCall = call;
    values = List.copyOf(marked);
    before.clear();
    before.putAll(now);
  }

  /** Shows it. */
  void show(boolean isPast) {
    past = isPast;
    FrameInfo shown = frame;
    if (shown == null || replaced) {
      place.set(null);
      return;
    }
    place.set(
        new RunningPlace(
            program.file(),
            lines.now(program.lines().line(shown.offset())),
            shown.offset(),
            shown.level() == 0,
            past,
            values.stream()
                .map(value ->
                    new InlineValue(lines.now(value.line()), value.text(), value.changed()))
                .toList()));
  }

  /** An edit moves the lines. */
  void move(Breakpoints.LineMove move) {
    lines.move(move);
    if (place.get() != null) {
      show(past);
    }
  }

  /** The file is another one: offsets mean something else there. False when that was known. */
  boolean replaced() {
    boolean first = !replaced;
    replaced = true;
    place.set(null);
    return first;
  }

  void clear() {
    place.set(null);
  }
}
