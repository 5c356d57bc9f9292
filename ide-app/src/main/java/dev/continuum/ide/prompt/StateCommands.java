package dev.continuum.ide.prompt;

import dev.continuum.ide.prompt.Command.Argument;
import dev.continuum.inspector.debug.DebugSession;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that show, and change, what the program is made of where it stands. */
final class StateCommands {
  /** How many frames, globals or elements are shown of themselves. */
  private static final int MOST = 100;

  static final List<Command> ALL =
      List.of(
          new Command(
              List.of("where", "bt"),
              "[N]",
              "Show the calls that are open, the innermost first",
              Argument.NONE,
              StateCommands::where),
          new Command(
              List.of("frame", "fr"),
              "[N]",
              "Select the frame that locals, stack and expressions belong to",
              Argument.NONE,
              StateCommands::frame),
          new Command(
              List.of("locals", "l"),
              "",
              "Show the parameters and locals of the frame",
              Argument.NONE,
              (debuggee, argument) -> locals(debuggee)),
          new Command(
              List.of("stack", "st"),
              "",
              "Show the operands of the frame, the top first",
              Argument.NONE,
              (debuggee, argument) -> stack(debuggee)),
          new Command(
              List.of("globals"),
              "[TEXT]",
              "Show the globals, or those with a text in their names",
              Argument.NONE,
              StateCommands::globals),
          new Command(
              List.of("memory", "x"),
              "ADDRESS LENGTH [in N|$NAME]",
              "Show bytes of a memory",
              Argument.EXPRESSION,
              MemoryView::answer),
          new Command(
              List.of("table"),
              "[N [FROM]]",
              "Show the tables, or the elements of one",
              Argument.NONE,
              StateCommands::table),
          new Command(
              List.of("print", "p"),
              "EXPR [as FORMAT]",
              "Show a value, as signed, unsigned, hex, float, character, pointer or string",
              Argument.EXPRESSION,
              StateCommands::print),
          new Command(
              List.of("origin", "o"),
              "PLACE",
              "Show where the value of a place came from, step by step",
              Argument.EXPRESSION,
              OriginView::answer),
          new Command(
              List.of("set"),
              "PLACE = EXPR",
              "Change a local, operand, global, element, field or bytes of memory",
              Argument.EXPRESSION,
              StateCommands::set),
          new Command(
              List.of("disassemble", "dis"),
              "[LOCATION] [COUNT]",
              "Show the instructions around the next one, or from a place on",
              Argument.LOCATION,
              DisassemblyView::answer));

  private StateCommands() {}

  private static Answer where(Debuggee debuggee, String argument) throws Exception {
    int most =
        argument.isEmpty()
            ? MOST
            : (int) Math.min(MotionCommands.number(argument, 1), Integer.MAX_VALUE);
    return debuggee.look(backend -> {
      List<String> lines = new ArrayList<>();
      List<Object> json = new ArrayList<>();
      for (FrameInfo frame : backend.frames(0, most)) {
        lines.add(
            (frame.level() == debuggee.level() ? "> " : "  ")
                + debuggee.frames().text(backend, frame));
        json.add(debuggee.frames().json(frame, false));
      }
      int more = backend.depth() - lines.size();
      if (more > 0) {
        lines.add("  and %d more; ‘where %d’ shows them".formatted(more, backend.depth()));
      }
      if (lines.isEmpty()) {
        lines.add("No call is open");
      }
      return Answer.of("frames", lines, "frames", json, "depth", backend.depth());
    });
  }

  private static Answer frame(Debuggee debuggee, String argument) throws Exception {
    long wanted = argument.isEmpty() ? debuggee.level() : MotionCommands.number(argument, 0);
    return debuggee.look(backend -> {
      if (wanted >= backend.depth()) {
        throw new CommandException(
            backend.depth() == 0
                ? "no call is open"
                : "there are frames 0 to %d".formatted(backend.depth() - 1));
      }
      debuggee.select((int) wanted);
      FrameInfo frame = backend.frames((int) wanted, 1).getFirst();
      String next = debuggee.frames().disassembly(frame.function()).text(frame.offset());
      return Answer.of(
          "frame",
          debuggee.frames().text(backend, frame) + ": " + next,
          "frame",
          debuggee.frames().json(frame, true));
    });
  }

  /** The frame that is selected. */
  static FrameInfo selected(Debuggee debuggee) throws Exception {
    List<FrameInfo> frames = debuggee.look(backend -> backend.frames(debuggee.level(), 1));
    if (frames.isEmpty()) {
      throw new CommandException("no call is open here; ‘back’ or ‘run’ leads to one");
    }
    return frames.getFirst();
  }

  private static Answer locals(Debuggee debuggee) throws Exception {
    FrameInfo frame = selected(debuggee);
    return debuggee.look(backend -> {
      Scope scope = backend.scope(frame.level());
      Cell cell = new Cell();
      List<String> lines = new ArrayList<>();
      List<Object> json = new ArrayList<>();
      for (FrameInfo.LocalInfo local : frame.locals()) {
        scope.local(local.index(), cell);
        Value value = cell.value();
        lines.add("%s: %s = %s".formatted(Frames.name(local), local.type(), value));
        Map<String, @Nullable Object> each =
            Answer.object(
                "index", local.index(),
                "name", local.name().isEmpty() ? null : local.name(),
                "parameter", local.parameter(),
                "declared", local.type());
        each.putAll(Values.json(value));
        json.add(each);
      }
      if (lines.isEmpty()) {
        lines.add(frame.name() + " has no locals");
      }
      return Answer.of("locals", lines, "level", frame.level(), "locals", json);
    });
  }

  private static Answer stack(Debuggee debuggee) throws Exception {
    FrameInfo frame = selected(debuggee);
    return debuggee.look(backend -> {
      Scope scope = backend.scope(frame.level());
      Cell cell = new Cell();
      List<String> lines = new ArrayList<>();
      List<Object> json = new ArrayList<>();
      for (int i = 0; i < scope.stackSize(); i++) {
        scope.stack(i, cell);
        Value value = cell.value();
        lines.add("stack[%d]: %s = %s".formatted(i, value.type(), value));
        json.add(Values.json(value));
      }
      if (lines.isEmpty()) {
        lines.add("The stack of operands is empty");
      }
      return Answer.of("stack", lines, "level", frame.level(), "stack", json);
    });
  }

  private static Answer globals(Debuggee debuggee, String part) throws Exception {
    List<? extends Entity> declared = debuggee.program().module().globals();
    String wanted = part.toLowerCase(Locale.ROOT);
    return debuggee.look(backend -> {
      Scope scope = backend.scope(debuggee.level());
      Cell cell = new Cell();
      List<String> lines = new ArrayList<>();
      List<Object> json = new ArrayList<>();
      int found = 0;
      for (Entity global : declared) {
        String name = global.name();
        String written =
            name == null ? "global[" + global.index() + "]" : "global." + Identifiers.of(name);
        if (!written.toLowerCase(Locale.ROOT).contains(wanted) || ++found > MOST) {
          continue;
        }
        scope.global(global.index(), cell);
        Value value = cell.value();
        lines.add("%s: %s = %s".formatted(written, value.type(), value));
        Map<String, @Nullable Object> each =
            Answer.object(
                "index", global.index(),
                "name", name,
                "mutable", scope.isMutableGlobal(global.index()));
        each.putAll(Values.json(value));
        json.add(each);
      }
      if (found == 0) {
        lines.add("There are no such globals");
      } else if (found > MOST) {
        lines.add("and %d more; ‘globals TEXT’ finds some of them".formatted(found - MOST));
      }
      return Answer.of("globals", lines, "globals", json, "count", found);
    });
  }

  private static Answer table(Debuggee debuggee, String argument) throws Exception {
    String[] words = argument.isEmpty() ? new String[0] : argument.split("\\s+");
    if (words.length > 2) {
      throw new CommandException("write table N, or table N FROM");
    }
    long wanted = words.length > 0 ? MotionCommands.number(words[0], 0) : -1;
    long from = words.length > 1 ? MotionCommands.number(words[1], 0) : 0;
    return debuggee.look(backend -> {
      Scope scope = backend.scope(debuggee.level());
      int count = scope.count(Space.TABLE);
      if (wanted >= count) {
        throw new CommandException(
            count == 0 ? "the module has no table" : "there are tables 0 to " + (count - 1));
      }
      return wanted < 0 ? tables(scope, count) : elements(scope, (int) wanted, from);
    });
  }

  private static Answer tables(Scope scope, int count) {
    List<String> lines = new ArrayList<>();
    List<Object> json = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long size = scope.tableSize(i);
      lines.add("table %d: %d elements".formatted(i, size));
      json.add(Answer.object("index", i, "size", size));
    }
    if (count == 0) {
      lines.add("The module has no table");
    }
    return Answer.of("tables", lines, "tables", json);
  }

  private static Answer elements(Scope scope, int table, long from) {
    Cell cell = new Cell();
    List<String> lines = new ArrayList<>();
    List<Object> json = new ArrayList<>();
    long size = scope.tableSize(table);
    for (long i = from; i < Math.min(size, from + MOST); i++) {
      scope.element(table, i, cell);
      lines.add("table[%d][%d] = %s".formatted(table, i, cell.value()));
      json.add(Values.json(cell.value()));
    }
    if (lines.isEmpty()) {
      lines.add("The table has %d elements".formatted(size));
    } else if (from + MOST < size) {
      lines.add("of %d; ‘table %d %d’ goes on".formatted(size, table, from + MOST));
    }
    return Answer.of(
        "elements", lines, "table", table, "from", from, "size", size, "elements", json);
  }

  private static Answer print(Debuggee debuggee, String argument) throws Exception {
    Expression.Embedded embedded = Expression.parseAt(argument, 0);
    Expression expression = embedded.expression();
    String rest = argument.substring(embedded.range().end()).strip();
    ValueFormat format = rest.isEmpty() ? expression.naturalFormat() : format(rest);
    return debuggee.look(backend -> {
      Scope scope = backend.scope(debuggee.level());
      Value value = expression.evaluate(scope);
      List<String> lines = new ArrayList<>();
      lines.add("= %s (%s)".formatted(value.format(format), value.type()));
      List<Values.Field> fields = Values.fields(scope, value);
      for (Values.Field field : fields) {
        lines.add(
            "  %s: %s = %s"
                .formatted(
                    field.name().isEmpty()
                        ? "[" + field.index() + "]"
                        : Identifiers.of(field.name()),
                    field.value().type(),
                    field.value()));
      }
      long length = Values.length(scope, value);
      if (length > fields.size()) {
        lines.add("  and %d more".formatted(length - fields.size()));
      }
      Answer answer =
          Answer.of(
              "value", lines, "expression", expression.toString(), "shown", value.format(format));
      answer.json().putAll(Values.json(value));
      if (length > 0) {
        answer.json().put("length", length);
        answer.json().put("fields", fields.stream().map(Values.Field::json).toList());
      }
      return answer;
    });
  }

  private static ValueFormat format(String rest) throws CommandException {
    String word = rest.startsWith("as ") ? rest.substring(3).strip() : "";
    ValueFormat format = ValueFormat.named(word);
    if (format == null) {
      throw new CommandException(
          "behind the expression goes ‘as’ with signed, unsigned, hex, float, character, pointer or"
              + " string, and this is “%s”".formatted(rest));
    }
    return format;
  }

  private static Answer set(Debuggee debuggee, String argument) throws Exception {
    Assignment assignment = Assignment.parse(argument);
    long before = debuggee.look(backend -> backend.lastTick());
    Assignment.Change change =
        DebugSession.await(debuggee.session().set(assignment, debuggee.level()));
    long now = debuggee.look(backend -> backend.tick());
    String place = argument.substring(0, argument.indexOf('=')).strip();
    String text = "%s = %s".formatted(place, change.value());
    if (before > now) {
      text += "\nWhat came behind tick %d, up to %d, is forgotten".formatted(now, before);
    }
    Answer answer = Answer.of("set", text, "place", place);
    answer.json().putAll(Values.json(change.value()));
    answer.json().put("forgotten", before - now);
    return answer;
  }
}
