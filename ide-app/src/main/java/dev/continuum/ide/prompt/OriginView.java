package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.Origin;
import dev.continuum.inspector.debug.origin.OriginStep;
import dev.continuum.inspector.debug.origin.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command that shows where a value came from. */
final class OriginView {
  private OriginView() {}

  static Answer answer(Debuggee debuggee, String argument) throws Exception {
    Expression expression = Expression.parse(argument);
    int level = debuggee.level();
    Place place = debuggee.look(backend -> expression.place(backend.scope(level)));
    Origins origins = new Origins(debuggee.program().module(), debuggee.program().bytes());
    Origin origin =
        debuggee.excursion(
            (backend, interrupted) -> origins.find(backend, level, place, interrupted));
    List<String> lines = new ArrayList<>();
    List<Object> json = new ArrayList<>();
    for (OriginStep step : origin.steps()) {
      lines.add(text(debuggee, step));
      json.add(json(debuggee, step));
    }
    switch (origin.ending()) {
      case FOUND -> {}
      case INTERRUPTED -> lines.add("This was interrupted, and there may be more");
      case CUT ->
          lines.add(
              "There is more; ‘goto %d’ leads to the last of these"
                  .formatted(origin.steps().getLast().tick()));
    }
    return Answer.of(
        "origin",
        lines,
        "place",
        expression.toString(),
        "steps",
        json,
        "ending",
        origin.ending().word());
  }

  /** {@code tick 12 $f at 0x5c, line 9: local.get $n = 3, read from local $n}. */
  private static String text(Debuggee debuggee, OriginStep step) {
    StringBuilder text = new StringBuilder();
    if (step.function() < 0) {
      text.append(step.value());
    } else {
      text.append("tick ").append(step.tick()).append(' ').append(step.name());
      text.append(" at ").append(Frames.hex(step.offset()));
      int line = debuggee.program().lines().line(step.offset());
      if (line > 0) {
        text.append(", line ").append(line);
      }
      text.append(": ").append(step.instruction()).append(" = ").append(step.value());
    }
    text.append(", ").append(step.words());
    String between = step.operands().isEmpty() ? "" : " from ";
    for (OriginStep.Operand operand : step.operands()) {
      text.append(between)
          .append("stack[")
          .append(operand.place().depth())
          .append("] = ")
          .append(operand.value());
      between = ", ";
    }
    return text.toString();
  }

  private static Map<String, @Nullable Object> json(Debuggee debuggee, OriginStep step) {
    boolean executed = step.function() >= 0;
    int line = executed ? debuggee.program().lines().line(step.offset()) : 0;
    Map<String, @Nullable Object> json =
        Answer.object(
            "tick", step.tick(),
            "function", executed ? step.function() : null,
            "name", executed ? step.name() : null,
            "offset", executed ? step.offset() : null,
            "line", line == 0 ? null : line,
            "instruction", executed ? step.instruction() : null,
            "kind", step.kind().word(),
            "words", step.words());
    json.putAll(Values.json(step.value()));
    json.put(
        "operands",
        step.operands().stream()
            .map(operand -> {
              Map<String, @Nullable Object> each = Answer.object("depth", operand.place().depth());
              each.putAll(Values.json(operand.value()));
              return each;
            })
            .toList());
    return json;
  }
}
