package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with values in it: {@code x is {$x}, p points to {memory[$p]:i32:hex}}. A value is an
 * expression in braces, with the {@linkplain ValueFormat form} behind a colon if it is not the
 * natural one; braces of the text are doubled. Two messages are equal when they are written the
 * same.
 */
public final class LogMessage {
  /** A run of text, or a value. */
  private sealed interface Part {
    record Plain(String text) implements Part {}

    record Shown(Expression expression, @Nullable ValueFormat format) implements Part {}
  }

  private final String text;
  private final List<Part> parts;

  private LogMessage(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  public static LogMessage parse(String text) throws ExpressionException {
    if (text.length() > Parser.LONGEST) {
      throw new ExpressionException(
          Kind.TOO_LONG,
          new TextRange(0, text.length()),
          "the message is longer than " + Parser.LONGEST + " characters; shorten it");
    }
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        plain.append(c);
        at += 2;
      } else if (c == '{') {
        if (!plain.isEmpty()) {
          parts.add(new Part.Plain(plain.toString()));
          plain.setLength(0);
        }
        at = value(text, at + 1, parts);
      } else if (c == '}') {
        throw new ExpressionException(
            Kind.SYNTAX, new TextRange(at, at + 1), "no { before this }; write }} for a brace");
      } else {
        plain.append(c);
        at++;
      }
    }
    if (!plain.isEmpty()) {
      parts.add(new Part.Plain(plain.toString()));
    }
    return new LogMessage(text, List.copyOf(parts));
  }

  /** Parses a value behind its brace; returns where it ends. */
  private static int value(String text, int start, List<Part> parts) throws ExpressionException {
    Expression.Embedded embedded = Expression.parseAt(text, start);
    Tokens tokens = new Tokens(text, embedded.range().end(), text.length());
    ValueFormat format = null;
    if (tokens.isSign(':')) {
      tokens.next();
      format = tokens.type == Tokens.Type.WORD ? ValueFormat.named(tokens.text) : null;
      if (format == null) {
        throw tokens.error(
            tokens.shown()
                + " is no form; there are signed, unsigned, hex, float, character, pointer,"
                + " string");
      }
      tokens.next();
    }
    if (!tokens.isSign('}')) {
      throw tokens.error("} is missing behind the value; it stands before " + tokens.shown());
    }
    parts.add(new Part.Shown(embedded.expression(), format));
    return tokens.end;
  }

  /** The message as it was written. */
  public String text() {
    return text;
  }

  /**
   * The message with its values. One that cannot be evaluated is replaced by the reason, so that
   * the rest is not lost.
   */
  public String format(Scope scope) {
    StringBuilder message = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Plain(String plain) -> message.append(plain);
        case Part.Shown(Expression expression, ValueFormat format) ->
            message.append(shown(expression, format, scope));
      }
    }
    return message.toString();
  }

  private static String shown(Expression expression, @Nullable ValueFormat wanted, Scope scope) {
    try {
      Value value = expression.evaluate(scope);
      if (wanted == ValueFormat.STRING && value instanceof Value.I32(int address)) {
        return pointed(expression, address & 0xffff_ffffL, scope);
      }
      if (wanted == ValueFormat.STRING && value instanceof Value.I64(long address)) {
        return pointed(expression, address, scope);
      }
      ValueFormat natural =
          value instanceof Value.Text ? ValueFormat.STRING : expression.naturalFormat();
      return value.format(wanted == null ? natural : wanted);
    } catch (ExpressionException failure) {
      return "{" + expression.text() + ": " + failure.getMessage() + "}";
    }
  }

  /** The string at an address of the first memory. */
  private static String pointed(Expression expression, long address, Scope scope)
      throws ExpressionException {
    Node node = expression.root();
    if (scope.count(Space.MEMORY) == 0) {
      throw node.error(Kind.INDEX_OUT_OF_RANGE, "there is no memory here; choose another form");
    }
    Cell cell = new Cell();
    MemoryText.terminated(node, scope.memory(0), address, cell);
    return cell.value().format(ValueFormat.STRING);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogMessage message && text.equals(message.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
