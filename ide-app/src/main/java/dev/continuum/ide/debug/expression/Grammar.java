package dev.continuum.ide.debug.expression;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.expression.Completion;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.expression.ExpressionProblem;
import dev.continuum.inspector.debug.expression.LogMessage;
import dev.continuum.inspector.debug.expression.ScopeNames;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is typed into a field. */
public enum Grammar {
  /** A value. */
  EXPRESSION,
  /** A value that lies somewhere, so that it can be watched and changed. */
  PLACE,
  /** Text with values in braces. */
  MESSAGE,
  /** Where a breakpoint stops: what goes behind {@code break}. */
  LOCATION;

  private static final String BREAK = "break ";
  private static final List<String> LOCATION_WORDS =
      List.of("line ", "import ", "trap", "throw", "memory.grow");

  /** More than that nobody reads. */
  private static final int MOST = 200;

  private static final int MOST_NAMES = 20_000;

  /** What is wrong with a text that is being written; nothing when it can be used. */
  public List<ExpressionProblem> problems(String text) {
    try {
      return switch (this) {
        case EXPRESSION -> Expression.problems(text);
        case PLACE -> place(text);
        case MESSAGE -> {
          LogMessage.parse(text);
          yield List.of();
        }
        case LOCATION -> location(text);
      };
    } catch (ExpressionException malformed) {
      return List.of(malformed.problem());
    }
  }

  private static List<ExpressionProblem> place(String text) throws ExpressionException {
    List<ExpressionProblem> problems = Expression.problems(text);
    return !problems.isEmpty() || Expression.parse(text).isPlace()
        ? problems
        : whole(
            text,
            "this is a value, not a place; write $x, stack[0], memory[0x400]:i32 or table[0][3]");
  }

  private static List<ExpressionProblem> location(String text) {
    BreakpointSpec spec;
    try {
      spec = BreakpointParser.parse(BREAK + text);
    } catch (ExpressionException malformed) {
      ExpressionProblem problem = malformed.problem();
      TextRange range =
          new TextRange(
              Math.clamp(problem.range().start() - (long) BREAK.length(), 0, text.length()),
              Math.clamp(problem.range().end() - (long) BREAK.length(), 0, text.length()));
      return List.of(new ExpressionProblem(problem.kind(), range, problem.message()));
    }
    return BreakpointSpec.at(spec.location()).equals(spec)
        ? List.of()
        : whole(text, "only the place goes here; conditions and messages have fields of their own");
  }

  private static List<ExpressionProblem> whole(String text, String message) {
    TextRange range = new TextRange(0, text.length());
    return List.of(new ExpressionProblem(Kind.SYNTAX, range, message));
  }

  /** What could stand at a position of a text that is being written, the likeliest first. */
  public List<Completion> completions(String text, int caret, ScopeNames names) {
    return switch (this) {
      case EXPRESSION, PLACE -> Expression.completions(text, caret, names);
      case MESSAGE -> inMessage(text, caret, names);
      case LOCATION -> ofLocation(text, caret, names);
    };
  }

  private static List<Completion> inMessage(String text, int caret, ScopeNames names) {
    int open = -1;
    for (int i = 0; i < caret; i++) {
      boolean twice = i + 1 < caret && text.charAt(i + 1) == text.charAt(i);
      switch (text.charAt(i)) {
        case '{' -> {
          if (open < 0 && twice) {
            i++;
          } else {
            open = i + 1;
          }
        }
        case '}' -> open = -1;
        default -> {}
      }
    }
    if (open < 0) {
      return List.of();
    }
    int from = open;
    return Expression.completions(text.substring(from), caret - from, names).stream()
        .map(each ->
            new Completion(
                each.text(),
                new TextRange(each.replaced().start() + from, each.replaced().end() + from),
                each.detail()))
        .toList();
  }

  private static List<Completion> ofLocation(String text, int caret, ScopeNames names) {
    String typed = text.substring(0, caret).toLowerCase(Locale.ROOT);
    TextRange all = new TextRange(0, text.length());
    List<Completion> found = new ArrayList<>();
    int seen = 0;
    for (String name : names.names(Space.FUNCTION)) {
      if (++seen > MOST_NAMES || found.size() >= MOST) {
        break;
      }
      String written = Expression.nameText(name);
      if (written.toLowerCase(Locale.ROOT).contains(typed)) {
        found.add(new Completion(written, all, "function"));
      }
    }
    for (String word : LOCATION_WORDS) {
      if (word.startsWith(typed)) {
        found.add(new Completion(word, all, ""));
      }
    }
    return found;
  }
}
