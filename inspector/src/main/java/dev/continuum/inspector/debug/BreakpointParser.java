package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.expression.ExpressionProblem;
import dev.continuum.inspector.debug.expression.LogMessage;
import dev.continuum.inspector.text.TextRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads breakpoints as they are typed: {@code break PLACE} or {@code watch [read|write|change]
 * PLACE}, then in any order {@code if EXPR}, {@code count == N}, {@code count >= N} or {@code every
 * N}, {@code log "…"} and {@code disabled}.
 */
public final class BreakpointParser {
  /** How long a command may be. */
  private static final int LONGEST = 1 << 16;

  private final CommandText command;
  private @Nullable Expression condition;
  private @Nullable HitRule hits;
  private @Nullable LogMessage log;
  private boolean enabled = true;

  private BreakpointParser(String text) {
    this.command = new CommandText(text);
  }

  /**
   * Parses a command.
   *
   * @throws ExpressionException with a range in the text
   */
  public static BreakpointSpec parse(String text) throws ExpressionException {
    if (text.length() > LONGEST) {
      throw new ExpressionException(
          Kind.TOO_LONG,
          new TextRange(0, text.length()),
          "the command is longer than " + LONGEST + " characters; shorten it");
    }
    return new BreakpointParser(text).spec();
  }

  /** What is wrong with a command that is being written; nothing when it can be given. */
  public static List<ExpressionProblem> problems(String text) {
    try {
      parse(text);
      return List.of();
    } catch (ExpressionException malformed) {
      return List.of(malformed.problem());
    }
  }

  private BreakpointSpec spec() throws ExpressionException {
    Location location;
    if (command.takes("break")) {
      location = new LocationParser(command).parse();
    } else if (command.takes("watch")) {
      location = watch();
    } else {
      int start = command.at;
      throw command.error(
          start,
          command.wordEnd(start),
          "a breakpoint begins with break or watch, and this is " + command.shown());
    }
    while (!command.atEnd()) {
      clause();
    }
    return new BreakpointSpec(
        location, condition, hits == null ? HitRule.ALWAYS : hits, log, enabled);
  }

  private Location watch() throws ExpressionException {
    Location.Access access = Location.Access.CHANGE;
    for (Location.Access known : Location.Access.values()) {
      if (command.takes(known.word())) {
        access = known;
        break;
      }
    }
    Expression.Embedded place = embedded();
    if (!place.expression().isPlace()) {
      throw new ExpressionException(
          Kind.NOT_A_PLACE,
          place.range(),
          "this is a value, not a place; write $x, stack[0], memory[0x400]:i32,"
              + " memory.str[0x400, 64] or table[0][3]");
    }
    return new Location.Watch(place.expression(), access);
  }

  private Expression.Embedded embedded() throws ExpressionException {
    Expression.Embedded embedded = Expression.parseAt(command.text, command.at);
    command.at = embedded.range().end();
    return embedded;
  }

  private void clause() throws ExpressionException {
    int start = command.at;
    if (command.takes("if")) {
      once(condition == null, start, "if");
      condition = embedded().expression();
    } else if (command.takes("count")) {
      once(hits == null, start, "count or every");
      hits = new HitRule(comparison(), command.number("a hit"));
    } else if (command.takes("every")) {
      once(hits == null, start, "count or every");
      hits = new HitRule(HitRule.Kind.EVERY, command.number("a hit"));
    } else if (command.takes("log")) {
      once(log == null, start, "log");
      log = message();
    } else if (command.takes("disabled")) {
      enabled = false;
    } else {
      throw command.error(
          start,
          command.wordEnd(start),
          "behind the place go if EXPR, count >= N, every N, log \"…\" and disabled, and this is "
              + command.shown());
    }
  }

  private void once(boolean first, int start, String word) throws ExpressionException {
    if (!first) {
      throw command.error(start, command.at, "a second " + word + "; leave one of them out");
    }
  }

  private HitRule.Kind comparison() throws ExpressionException {
    command.skipSpaces();
    if (command.text.startsWith("==", command.at)) {
      command.at += 2;
      return HitRule.Kind.EXACTLY;
    }
    if (command.text.startsWith(">=", command.at)) {
      command.at += 2;
      return HitRule.Kind.FROM;
    }
    throw command.error(
        command.at,
        command.wordEnd(command.at),
        "behind count goes == or >=, and this is " + command.shown());
  }

  private LogMessage message() throws ExpressionException {
    command.skipSpaces();
    int start = command.at;
    if (!command.isAt('"')) {
      throw command.error(
          start,
          command.wordEnd(start),
          "behind log goes a message in \"…\", and this is " + command.shown());
    }
    String text = command.quoted();
    try {
      return LogMessage.parse(text);
    } catch (ExpressionException malformed) {
      // Without escapes, the message stands in the command as it is.
      boolean same = command.text.startsWith(text, start + 1);
      TextRange range =
          same
              ? new TextRange(
                  start + 1 + malformed.range().start(), start + 1 + malformed.range().end())
              : new TextRange(start, command.at);
      throw new ExpressionException(malformed.kind(), range, malformed.problem().message());
    }
  }
}
