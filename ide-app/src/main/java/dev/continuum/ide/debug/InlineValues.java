package dev.continuum.ide.debug;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.guest.Program;
import dev.continuum.ide.mark.InlineValue;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that stand behind code while a guest stands still: in a text, of the locals and
 * globals that the running line and those above it name, each at the last line that names it; in a
 * binary, of the operands.
 */
final class InlineValues {
  /** What stands between two values of a line. */
  static final String BETWEEN = "   ";

  /** How many lines above the running one get values. */
  private static final int LINES = 12;

  private static final int OPERANDS = 4;
  private static final int LONGEST = 40;

  private static final Pattern USE =
      Pattern.compile(
          "\\b(local|global)\\.(?:get|set|tee)\\s+(\\$[0-9A-Za-z!#$%&'*+./:<=>?@\\\\^_`|~-]+|[0-9]+)");

  private final Scope scope;
  private final FrameInfo frame;
  private final Cell cell = new Cell();

  private InlineValues(Scope scope, FrameInfo frame) {
    this.scope = scope;
    this.frame = frame;
  }

  /** Values for a frame; called on the session's thread. */
  static List<InlineValue> of(Program program, DebugBackend backend, FrameInfo frame) {
    InlineValues values = new InlineValues(backend.scope(frame.level()), frame);
    int line = program.lines().line(frame.offset());
    return line > 0 ? values.atLines(program, line) : values.operands();
  }

  private List<InlineValue> atLines(Program program, int running) {
    List<InlineValue> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int line = running; line > Math.max(0, running - LINES); line--) {
      String code = program.line(line);
      List<String> here = new ArrayList<>();
      Matcher use = USE.matcher(code);
      while (use.find()) {
        String text =
            seen.add(use.group(1) + use.group(2)) ? value(use.group(1), use.group(2)) : "";
        if (!text.isEmpty()) {
          here.add(text);
        }
      }
      if (!here.isEmpty()) {
        found.add(new InlineValue(line, String.join(BETWEEN, here), false));
      }
      if (code.stripLeading().startsWith("(func")) {
        break;
      }
    }
    return found;
  }

  private String value(String space, String word) {
    boolean local = space.equals("local");
    int index = index(local ? Space.LOCAL : Space.GLOBAL, word);
    if (index < 0 || index >= scope.count(local ? Space.LOCAL : Space.GLOBAL)) {
      return "";
    }
    if (local) {
      scope.local(index, cell);
    } else {
      scope.global(index, cell);
    }
    return GuestText.shown(word, LONGEST) + " = " + shown();
  }

  private int index(Space space, String word) {
    if (!word.startsWith("$")) {
      return word.length() > 9 ? -1 : Integer.parseInt(word);
    }
    String name = word.substring(1);
    if (space == Space.LOCAL) {
      for (FrameInfo.LocalInfo each : frame.locals()) {
        if (each.name().equals(name)) {
          return each.index();
        }
      }
      return -1;
    }
    return scope.index(space, name);
  }

  private List<InlineValue> operands() {
    List<String> shown = new ArrayList<>();
    for (int depth = Math.min(OPERANDS, scope.stackSize()) - 1; depth >= 0; depth--) {
      scope.stack(depth, cell);
      shown.add(shown());
    }
    return shown.isEmpty()
        ? List.of()
        : List.of(
            new InlineValue(
                0,
                (scope.stackSize() > OPERANDS ? "stack … " : "stack ") + String.join("  ", shown),
                false));
  }

  private String shown() {
    return GuestText.shown(cell.value().toString(), LONGEST);
  }
}
