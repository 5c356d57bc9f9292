package dev.continuum.ide.prompt;

import dev.continuum.ide.prompt.Command.Argument;
import dev.continuum.inspector.debug.DebugSession.LineStep;
import dev.continuum.inspector.debug.Motion;
import dev.continuum.inspector.debug.Stop;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Place;
import java.util.List;

/** The commands that move the program through time. */
final class MotionCommands {
  static final List<Command> ALL =
      List.of(
          new Command(
              List.of("run", "r"),
              "",
              "Run from the start until something stops it",
              Argument.NONE,
              (debuggee, argument) -> run(debuggee)),
          new Command(
              List.of("start"),
              "",
              "Stand in front of the first instruction again",
              Argument.NONE,
              (debuggee, argument) -> debuggee.restart()),
          new Command(
              List.of("continue", "c"),
              "",
              "Run on until something stops it",
              Argument.NONE,
              (debuggee, argument) -> on(debuggee, new Motion.Continue())),
          new Command(
              List.of("step", "s"),
              "[N|line]",
              "Execute one instruction, or N, or those of a line, into what is called",
              Argument.NONE,
              (debuggee, argument) ->
                  argument.equals("line")
                      ? byLine(debuggee, LineStep.INTO)
                      : on(debuggee, new Motion.StepInto(count(argument)))),
          new Command(
              List.of("next", "n"),
              "[N|line]",
              "The same, over what is called",
              Argument.NONE,
              (debuggee, argument) ->
                  argument.equals("line")
                      ? byLine(debuggee, LineStep.OVER)
                      : repeated(debuggee, new Motion.StepOver(), count(argument))),
          new Command(
              List.of("finish", "f"),
              "",
              "Run until the function returns",
              Argument.NONE,
              (debuggee, argument) -> on(debuggee, new Motion.StepOut())),
          new Command(
              List.of("until", "u"),
              "LOCATION",
              "Run until an instruction, line or function is reached",
              Argument.LOCATION,
              MotionCommands::until),
          new Command(
              List.of("back", "b-", "bk"),
              "[N|line|over [line]|out]",
              "Go back one instruction, or N, or a line; over calls; or to where the function was"
                  + " called",
              Argument.NONE,
              MotionCommands::back),
          new Command(
              List.of("reverse-continue", "rc"),
              "",
              "Go back to where something would have stopped it last",
              Argument.NONE,
              (debuggee, argument) -> debuggee.move(new Motion.ReverseContinue())),
          new Command(
              List.of("written", "w"),
              "PLACE",
              "Go back to the instruction that gave a place its value",
              Argument.EXPRESSION,
              MotionCommands::written),
          new Command(
              List.of("goto", "g"),
              "TICK|start|end",
              "Go to a moment: so many instructions after the start",
              Argument.NONE,
              MotionCommands::toTick));

  private MotionCommands() {}

  private static Answer run(Debuggee debuggee) throws Exception {
    if (debuggee.stop().reason() != Stop.Reason.ENTRY) {
      debuggee.restart();
    }
    return debuggee.move(new Motion.Continue());
  }

  /** Forwards, if there is anything to come. */
  private static Answer on(Debuggee debuggee, Motion motion) throws Exception {
    refuseAtEnd(debuggee);
    return debuggee.move(motion);
  }

  private static void refuseAtEnd(Debuggee debuggee) throws CommandException {
    if (debuggee.stop().isEnd()) {
      throw new CommandException(
          "the program is at its end; ‘run’ starts it again, ‘back’ goes back");
    }
  }

  private static Answer byLine(Debuggee debuggee, LineStep step) throws Exception {
    if (step == LineStep.INTO || step == LineStep.OVER) {
      refuseAtEnd(debuggee);
    }
    return debuggee.moved(debuggee.session().stepLine(step));
  }

  private static Answer repeated(Debuggee debuggee, Motion motion, long count) throws Exception {
    Answer answer = on(debuggee, motion);
    for (long i = 1; i < count && debuggee.stop().reason() == Stop.Reason.STEP; i++) {
      answer = debuggee.move(motion);
    }
    return answer;
  }

  private static Answer back(Debuggee debuggee, String argument) throws Exception {
    return switch (argument.replaceAll("\\s+", " ")) {
      case "line" -> byLine(debuggee, LineStep.BACK_INTO);
      case "over" -> debuggee.move(new Motion.StepBackOver());
      case "over line" -> byLine(debuggee, LineStep.BACK_OVER);
      case "out" -> debuggee.move(new Motion.StepBackOut());
      default -> debuggee.move(new Motion.StepBack(count(argument)));
    };
  }

  private static Answer until(Debuggee debuggee, String argument) throws Exception {
    refuseAtEnd(debuggee);
    int offset =
        BreakpointCommands.offset(
            debuggee,
            argument,
            "‘until’ takes an offset, a line or a function; set a breakpoint for the rest");
    return debuggee.move(new Motion.RunTo(offset));
  }

  private static Answer written(Debuggee debuggee, String argument) throws Exception {
    Expression expression = Expression.parse(argument);
    int level = debuggee.level();
    Place place = debuggee.look(backend -> expression.place(backend.scope(level)));
    return debuggee.move(new Motion.ToLastWrite(level, place));
  }

  private static Answer toTick(Debuggee debuggee, String argument) throws Exception {
    long tick =
        switch (argument) {
          case "start" -> debuggee.look(backend -> backend.firstTick());
          case "end" -> debuggee.look(backend -> backend.lastTick());
          default -> number(argument, 0);
        };
    return debuggee.move(new Motion.ToTick(tick));
  }

  private static long count(String argument) throws CommandException {
    return argument.isEmpty() ? 1 : number(argument, 1);
  }

  /** A number with digits that may be separated. */
  static long number(String argument, long least) throws CommandException {
    String digits = argument.replace("_", "").replace(",", "");
    if (!digits.matches("[0-9]{1,18}") || Long.parseLong(digits) < least) {
      throw new CommandException("“%s” is no number from %d on".formatted(argument, least));
    }
    return Long.parseLong(digits);
  }
}
