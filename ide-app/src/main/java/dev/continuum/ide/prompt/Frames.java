package dev.continuum.ide.prompt;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.syntax.Identifiers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frames in answers. */
final class Frames {
  private final Program program;
  private Disassembly last = new Disassembly(-1, java.util.List.of(), 0);

  Frames(Program program) {
    this.program = program;
  }

  /** The instructions of a function; those of the last one asked for are kept. */
  Disassembly disassembly(int function) {
    if (last.function() != function) {
      last = Disassembly.of(program, function);
    }
    return last;
  }

  /** {@code #0 $fib(n=3) at 0x5c, line 9}. */
  String text(DebugBackend backend, FrameInfo frame) {
    StringBuilder text =
        new StringBuilder().append('#').append(frame.level()).append(' ').append(frame.name());
    Scope scope = backend.scope(frame.level());
    Cell cell = new Cell();
    String between = "(";
    for (FrameInfo.LocalInfo local : frame.locals()) {
      if (local.parameter()) {
        scope.local(local.index(), cell);
        text.append(between).append(name(local)).append('=').append(cell.value());
        between = ", ";
      }
    }
    text.append(between.equals("(") ? "" : ")").append(" at ").append(hex(frame.offset()));
    int line = program.lines().line(frame.offset());
    return line == 0 ? text.toString() : text.append(", line ").append(line).toString();
  }

  Map<String, @Nullable Object> json(FrameInfo frame, boolean instruction) {
    int line = program.lines().line(frame.offset());
    Map<String, @Nullable Object> json =
        Answer.object(
            "level", frame.level(),
            "function", frame.function(),
            "name", frame.name(),
            "offset", frame.offset(),
            "line", line == 0 ? null : line);
    if (instruction) {
      json.put("instruction", disassembly(frame.function()).text(frame.offset()));
    }
    return json;
  }

  /** The name of a local as expressions write it, or its index. */
  static String name(FrameInfo.LocalInfo local) {
    return local.name().isEmpty() ? "local[" + local.index() + "]" : Identifiers.of(local.name());
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
