package dev.continuum.ide.prompt;

import dev.continuum.ide.prompt.Command.Argument;
import dev.continuum.inspector.debug.Breakpoint;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.DebugSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands for breakpoints and watchpoints. */
final class BreakpointCommands {
  static final List<Command> ALL =
      List.of(
          new Command(
              List.of("break", "b"),
              "LOCATION [if EXPR] [count >= N|every N] [log \"TEXT\"]",
              "Stop at an offset, line, function, import, trap, throw or memory.grow",
              Argument.LOCATION,
              (debuggee, argument) -> add(debuggee, "break " + argument)),
          new Command(
              List.of("watch"),
              "[read|write|change] PLACE [if EXPR] [...]",
              "Stop when a place is used",
              Argument.EXPRESSION,
              (debuggee, argument) -> add(debuggee, "watch " + argument)),
          new Command(
              List.of("breakpoints", "bl"),
              "",
              "List the breakpoints and watchpoints",
              Argument.NONE,
              (debuggee, argument) -> list(debuggee)),
          new Command(
              List.of("delete", "d"),
              "N|all",
              "Remove a breakpoint or watchpoint",
              Argument.NONE,
              BreakpointCommands::delete),
          new Command(
              List.of("enable"),
              "N",
              "Let a breakpoint stop again",
              Argument.NONE,
              (debuggee, argument) -> enable(debuggee, argument, true)),
          new Command(
              List.of("disable"),
              "N",
              "Keep a breakpoint, but pass it",
              Argument.NONE,
              (debuggee, argument) -> enable(debuggee, argument, false)));

  private BreakpointCommands() {}

  private static Answer add(Debuggee debuggee, String text) throws Exception {
    BreakpointSpec spec = BreakpointParser.parse(text);
    DebugSession session = debuggee.session();
    Breakpoint added = DebugSession.await(session.add(spec, debuggee.level()));
    if (!added.problem().isEmpty()) {
      DebugSession.await(session.remove(added.id()));
      throw new CommandException(added.problem());
    }
    return Answer.of("breakpoint", text(debuggee, added), "breakpoint", json(debuggee, added));
  }

  /**
   * The first instruction of a location as it is typed.
   *
   * @param nowhere what to say when it is an event, which has none
   */
  static int offset(Debuggee debuggee, String location, String nowhere) throws Exception {
    BreakpointSpec spec = BreakpointParser.parse("break " + location);
    List<Integer> offsets =
        DebugSession.await(debuggee.session().locate(spec.location(), debuggee.level()));
    if (offsets.isEmpty()) {
      throw new CommandException(nowhere);
    }
    return offsets.getFirst();
  }

  private static String text(Debuggee debuggee, Breakpoint breakpoint) {
    StringBuilder text =
        new StringBuilder(breakpoint.spec().isWatchpoint() ? "Watchpoint " : "Breakpoint ")
            .append(breakpoint.id());
    String between = " at ";
    for (int offset : breakpoint.offsets()) {
      int line = debuggee.program().lines().line(offset);
      text.append(between).append(Frames.hex(offset)).append(line == 0 ? "" : ", line " + line);
      between = " and ";
    }
    text.append(": ").append(breakpoint.spec());
    if (breakpoint.hits() > 0) {
      text.append("   (hit ").append(breakpoint.hits()).append(" times)");
    }
    return breakpoint.problem().isEmpty()
        ? text.toString()
        : text.append("\n    ").append(breakpoint.problem()).toString();
  }

  private static Map<String, @Nullable Object> json(Debuggee debuggee, Breakpoint breakpoint) {
    return Answer.object(
        "id", breakpoint.id(),
        "text", breakpoint.spec().toString(),
        "watch", breakpoint.spec().isWatchpoint(),
        "enabled", breakpoint.spec().enabled(),
        "offsets", breakpoint.offsets(),
        "lines",
            breakpoint.offsets().stream()
                .map(debuggee.program().lines()::line)
                .filter(line -> line > 0)
                .toList(),
        "hits", breakpoint.hits(),
        "problem", breakpoint.problem().isEmpty() ? null : breakpoint.problem());
  }

  private static Answer list(Debuggee debuggee) throws Exception {
    List<Breakpoint> all = DebugSession.await(debuggee.session().breakpoints());
    List<String> lines = new ArrayList<>();
    all.forEach(each -> lines.add(text(debuggee, each)));
    if (all.isEmpty()) {
      lines.add("There are no breakpoints");
    }
    return Answer.of(
        "breakpoints",
        lines,
        "breakpoints",
        all.stream().map(each -> json(debuggee, each)).toList());
  }

  private static Answer delete(Debuggee debuggee, String argument) throws Exception {
    DebugSession session = debuggee.session();
    if (argument.equals("all")) {
      for (Breakpoint each : DebugSession.await(session.breakpoints())) {
        DebugSession.await(session.remove(each.id()));
      }
      return Answer.done("There are no breakpoints now");
    }
    int id = get(debuggee, argument).id();
    DebugSession.await(session.remove(id));
    return Answer.done("Breakpoint %d is gone".formatted(id));
  }

  private static Answer enable(Debuggee debuggee, String argument, boolean enabled)
      throws Exception {
    Breakpoint before = get(debuggee, argument);
    Breakpoint after =
        DebugSession.await(
                debuggee
                    .session()
                    .update(before.id(), before.spec().withEnabled(enabled), debuggee.level()))
            .orElseThrow();
    return Answer.of("breakpoint", text(debuggee, after), "breakpoint", json(debuggee, after));
  }

  private static Breakpoint get(Debuggee debuggee, String argument) throws Exception {
    long id = MotionCommands.number(argument, 1);
    for (Breakpoint each : DebugSession.await(debuggee.session().breakpoints())) {
      if (each.id() == id) {
        return each;
      }
    }
    throw new CommandException("there is no breakpoint %d; ‘breakpoints’ lists them".formatted(id));
  }
}
