package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.syntax.Function;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Instructions with their offsets and bytes: {@code disassemble [LOCATION] [COUNT]}. */
final class DisassemblyView {
  private static final int BEFORE = 6;
  private static final int COUNT = 16;

  /** How many bytes of an instruction are shown. */
  private static final int BYTES = 8;

  private DisassemblyView() {}

  static Answer answer(Debuggee debuggee, String argument) throws Exception {
    String location = argument.replaceFirst("(^|\\s+)[0-9_]+$", "");
    String number = argument.substring(location.length()).strip();
    int count =
        number.isEmpty() ? COUNT : (int) Math.min(MotionCommands.number(number, 1), 100_000);
    if (!location.isEmpty()) {
      int offset = BreakpointCommands.offset(debuggee, location, location + " has no instructions");
      Function function = debuggee.program().module().functionAt(offset);
      if (function == null) {
        throw new CommandException(Frames.hex(offset) + " lies in no function");
      }
      Disassembly lines = debuggee.frames().disassembly(function.index());
      return lines(debuggee, lines, lines.at(offset), count);
    }
    FrameInfo frame = StateCommands.selected(debuggee);
    Disassembly lines = debuggee.frames().disassembly(frame.function());
    return lines(debuggee, lines, Math.max(0, lines.at(frame.offset()) - BEFORE), count);
  }

  private static Answer lines(Debuggee debuggee, Disassembly all, int from, int count)
      throws Exception {
    Set<Integer> stops = new HashSet<>();
    for (Breakpoint each : DebugSession.await(debuggee.session().breakpoints())) {
      stops.addAll(each.offsets());
    }
    Set<Integer> next = new HashSet<>();
    debuggee
        .look(backend -> backend.frames(debuggee.level(), 1))
        .forEach(frame -> next.add(frame.offset()));
    ByteBuffer bytes = debuggee.program().bytes();
    List<String> text = new ArrayList<>();
    List<Object> json = new ArrayList<>();
    String name = debuggee.program().module().functions().get(all.function()).name();
    text.add(
        name == null
            ? "function " + all.function()
            : "function %d, %s"
                .formatted(all.function(), dev.continuum.inspector.syntax.Identifiers.of(name)));
    for (int i = Math.max(from, 0); i < Math.min(all.lines().size(), from + count); i++) {
      Disassembly.Line line = all.lines().get(i);
      byte[] code = new byte[all.next(i) - line.offset()];
      bytes.get(line.offset(), code);
      boolean here = next.contains(line.offset());
      boolean stop = stops.contains(line.offset());
      text.add(
          "%s%s %06x  %-24s %s"
              .formatted(
                  here ? ">" : " ", stop ? "●" : " ", line.offset(), hex(code), line.text()));
      json.add(
          Answer.object(
              "offset",
              line.offset(),
              "bytes",
              HexFormat.of().formatHex(code),
              "text",
              line.text().strip(),
              "next",
              here,
              "breakpoint",
              stop));
    }
    int more = all.lines().size() - from - count;
    if (more > 0) {
      text.add(
          "   and %d more; ‘disassemble %s’ goes on"
              .formatted(more, Frames.hex(all.lines().get(from + count).offset())));
    }
    return Answer.of("disassembly", text, "function", all.function(), "instructions", json);
  }

  private static String hex(byte[] code) {
    String digits = HexFormat.ofDelimiter(" ").formatHex(code, 0, Math.min(code.length, BYTES));
    return code.length > BYTES ? digits + "…" : digits;
  }
}
