package dev.continuum.inspector.bench;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.CodeLines;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.SteppingBackend;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Calls a function of a text in a session, with a breakpoint that is not hit, as a process of its
 * own: {@code RunFunction FILE.wat BREAKPOINT FUNCTION ARGUMENT...}.
 */
final class RunFunction {
  private RunFunction() {}

  public static void main(String[] args) throws Exception {
    byte[] bytes =
        Objects.requireNonNull(
            Assembler.assemble(Files.readString(Path.of(args[0])), AssemblyOptions.WITHOUT_MAP)
                .bytes());
    WasmModule module =
        (WasmModule)
            Objects.requireNonNull(
                Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL).binary());
    List<Long> arguments = new ArrayList<>();
    for (int i = 3; i < args.length; i++) {
      arguments.add(Long.parseLong(args[i]));
    }
    Guest guest =
        new Guest(
            module,
            ByteBuffer.wrap(bytes),
            Map.of(),
            args[2],
            arguments,
            EngineLimits.DEFAULT,
            Guest.DEFAULT_HISTORY);
    try (DebugSession session =
        new DebugSession(
            new SteppingBackend(guest), CodeLines.NONE, new DebugSession.Listener() {})) {
      session.add(BreakpointParser.parse("break " + args[1]), 0).get();
      Stop stop = session.move(new Motion.Continue()).get();
      System.out.println(stop.reason() + " " + stop.results() + " at tick " + stop.tick());
    }
  }
}
