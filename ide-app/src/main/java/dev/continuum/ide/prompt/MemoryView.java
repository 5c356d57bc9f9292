package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes of a memory: {@code memory ADDRESS LENGTH [in MEMORY]}. */
final class MemoryView {
  private static final int ROW = 16;
  private static final int MOST = 1 << 16;

  private MemoryView() {}

  static Answer answer(Debuggee debuggee, String argument) throws Exception {
    Expression.Embedded address = Expression.parseAt(argument, 0);
    Expression.Embedded length = Expression.parseAt(argument, address.range().end());
    String rest = argument.substring(length.range().end()).strip();
    if (!rest.isEmpty() && !rest.startsWith("in ")) {
      throw new CommandException(
          "behind the length goes ‘in’ with a memory, and this is “%s”".formatted(rest));
    }
    return debuggee.look(backend -> {
      Scope scope = backend.scope(debuggee.level());
      int memory = rest.isEmpty() ? 0 : memory(scope, rest.substring(3).strip());
      if (memory >= scope.count(Space.MEMORY)) {
        throw new CommandException("the module has no memory " + memory);
      }
      return bytes(
          scope.memory(memory),
          memory,
          number(address.expression(), scope),
          number(length.expression(), scope));
    });
  }

  private static int memory(Scope scope, String word) throws CommandException {
    int index =
        word.startsWith("$")
            ? scope.index(Space.MEMORY, word.substring(1))
            : (int) Math.min(MotionCommands.number(word, 0), Integer.MAX_VALUE);
    if (index < 0) {
      throw new CommandException("the module has no memory " + word);
    }
    return index;
  }

  /** An address or length; an {@code i32} counts without its sign. */
  private static long number(Expression expression, Scope scope) throws Exception {
    return switch (expression.evaluate(scope)) {
      case Value.I32(int number) -> number & 0xffff_ffffL;
      case Value.I64(long number) -> number;
      case Value other ->
          throw new CommandException(
              "%s is of type %s, and no address or length".formatted(expression, other.type()));
    };
  }

  private static Answer bytes(ScopeMemory memory, int index, long address, long length)
      throws CommandException {
    if (length < 1 || length > MOST) {
      throw new CommandException("a length is 1 to %d, and this is %d".formatted(MOST, length));
    }
    if (address < 0 || address > memory.size() - length) {
      throw new CommandException(
          "%d bytes at %s lie outside of the memory, which has %d (%s)"
              .formatted(length, Frames.hex(address), memory.size(), Frames.hex(memory.size())));
    }
    byte[] bytes = new byte[(int) length];
    memory.read(address, bytes, 0, bytes.length);
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += ROW) {
      lines.add(row(bytes, at, address + at));
    }
    return Answer.of(
        "memory",
        lines,
        "memory",
        index,
        "address",
        address,
        "size",
        memory.size(),
        "bytes",
        HexFormat.of().formatHex(bytes));
  }

  private static String row(byte[] bytes, int from, long address) {
    StringBuilder hex = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (int i = from; i < Math.min(bytes.length, from + ROW); i++) {
      hex.append(i == from ? "" : i - from == ROW / 2 ? "  " : " ")
          .append(HexFormat.of().toHexDigits(bytes[i]));
      text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
    }
    return "%08x  %-48s  %s".formatted(address, hex, text);
  }
}
