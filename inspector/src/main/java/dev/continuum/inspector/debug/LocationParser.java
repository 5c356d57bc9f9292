package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.syntax.Identifiers;

/** Reads where a breakpoint is. */
final class LocationParser {
  private final CommandText command;

  LocationParser(CommandText command) {
    this.command = command;
  }

  Location parse() throws ExpressionException {
    if (command.atEnd()) {
      throw command.error(
          command.at,
          command.at,
          "a place is missing; write 0x1a3, $name, an export, func[3], line 12, main.c:12,"
              + " import module.name, trap, throw or memory.grow");
    }
    if (command.isAt('"')) {
      return quoted();
    }
    if (command.isAt('$')) {
      return new Location.Function(new FunctionRef.Named(identifier()));
    }
    String word = command.peek();
    int colon = lineColon(word);
    if (colon > 0) {
      command.at += colon + 1;
      return new Location.SourceLine(word.substring(0, colon), line());
    }
    if (word.startsWith("0x") || word.startsWith("0X")) {
      return instruction(word);
    }
    if (word.startsWith("func[")) {
      return function(word);
    }
    return word(word);
  }

  private Location word(String word) throws ExpressionException {
    int start = command.at;
    command.at += word.length();
    switch (word) {
      case "line":
        return new Location.WatLine(line());
      case "import":
        return importCall();
      case "trap":
        return new Location.Trap();
      case "memory.grow":
        return new Location.MemoryGrow();
      case "throw":
        command.skipSpaces();
        return new Location.Thrown(command.isAt('$') ? identifier() : null);
      case "if", "count", "every", "log", "disabled", "func":
        throw command.error(
            start,
            command.at,
            "a place is missing before %s; the export of that name is \"%1$s\"".formatted(word));
      default:
        break;
    }
    if (Character.isDigit(word.charAt(0))) {
      throw command.error(
          start, command.at, "a line is written line 12, and the offset of an instruction 0x1a3");
    }
    // A quote or bracket in a word is a slip, not part of an export's name.
    int odd = firstOdd(word);
    if (odd >= 0) {
      throw command.error(
          start + odd,
          start + odd + 1,
          "an export with such a sign in its name is written in \"…\"");
    }
    return new Location.Function(new FunctionRef.Exported(word));
  }

  private static int firstOdd(String word) {
    for (int at = 0; at < word.length(); at++) {
      char c = word.charAt(at);
      if (!Identifiers.isIdChar(c) && !Character.isLetterOrDigit(c)) {
        return at;
      }
    }
    return -1;
  }

  /** An export, or a file whose name is in quotes. */
  private Location quoted() throws ExpressionException {
    int start = command.at;
    String name = command.quoted();
    if (!command.isAt(':')) {
      return new Location.Function(new FunctionRef.Exported(name));
    }
    if (name.isEmpty()) {
      throw command.error(start, command.at, "the name of a file is missing in the quotes");
    }
    command.at++;
    return new Location.SourceLine(name, line());
  }

  private int line() throws ExpressionException {
    command.skipSpaces();
    int start = command.at;
    long line = command.number("a line");
    if (line > Integer.MAX_VALUE) {
      throw command.error(start, command.at, "no file has so many lines; write a smaller number");
    }
    return (int) line;
  }

  /** Where the colon is in {@code main.c:12}, or -1. */
  private static int lineColon(String word) {
    int colon = word.lastIndexOf(':');
    for (int at = colon + 1; at < word.length(); at++) {
      if (word.charAt(at) < '0' || word.charAt(at) > '9') {
        return -1;
      }
    }
    return colon + 1 < word.length() ? colon : -1;
  }

  private Location instruction(String word) throws ExpressionException {
    int start = command.at;
    command.at += word.length();
    long offset = 0;
    for (int at = 2; at < word.length(); at++) {
      int digit = word.charAt(at) < 0x80 ? Character.digit(word.charAt(at), 16) : -1;
      if (digit < 0) {
        throw command.error(
            start, command.at, "no hexadecimal number; the offset of an instruction is as 0x1a3");
      }
      offset = offset << 4 | digit;
      if (offset > Integer.MAX_VALUE) {
        throw command.error(start, command.at, "no file is so long; write a smaller offset");
      }
    }
    if (word.length() == 2) {
      throw command.error(start, command.at, "digits are missing behind 0x");
    }
    return new Location.Instruction((int) offset);
  }

  private Location function(String word) throws ExpressionException {
    int start = command.at;
    command.at += word.length();
    long index = 0;
    int end = word.length() - 1;
    boolean good = word.endsWith("]") && end > 5;
    for (int at = 5; good && at < end; at++) {
      char c = word.charAt(at);
      good = c >= '0' && c <= '9' && index <= Integer.MAX_VALUE;
      index = index * 10 + (c - '0');
    }
    if (!good || index > Integer.MAX_VALUE) {
      throw command.error(
          start, command.at, "a function by its index is written func[3], with a number");
    }
    return new Location.Function(new FunctionRef.Indexed((int) index));
  }

  private Location importCall() throws ExpressionException {
    command.skipSpaces();
    String module = part(true);
    if (!command.isAt('.')) {
      throw command.error(
          command.at,
          command.at,
          "an import is written import module.name, in \"…\" what has other signs: "
              + "import \"my module\".\"a name\"");
    }
    command.at++;
    return new Location.ImportCall(module, part(false));
  }

  /** One of the two names of an import. */
  private String part(boolean dotEnds) throws ExpressionException {
    if (command.isAt('"')) {
      return command.quoted();
    }
    int start = command.at;
    int end = command.wordEnd(start);
    int dot = command.text.indexOf('.', start);
    if (dotEnds && dot >= 0 && dot < end) {
      end = dot;
    }
    if (end == start) {
      throw command.error(start, end, "a name is missing; an import is written import module.name");
    }
    command.at = end;
    return command.text.substring(start, end);
  }

  /** Takes {@code $name} or {@code $"name"}, as the text format has it. */
  private String identifier() throws ExpressionException {
    int start = command.at++;
    if (command.isAt('"')) {
      String name = command.quoted();
      if (name.isEmpty()) {
        throw command.error(start, command.at, "a name is missing in the quotes");
      }
      return name;
    }
    int end = command.at;
    while (end < command.text.length() && Identifiers.isIdChar(command.text.charAt(end))) {
      end++;
    }
    if (end == command.at) {
      throw command.error(start, end, "a name is missing behind $");
    }
    String name = command.text.substring(command.at, end);
    command.at = end;
    return name;
  }
}
