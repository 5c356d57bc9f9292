package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.expression.ExpressionException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads strings from a memory, at most a mebibyte of each; bytes that are no UTF-8 become U+FFFD.
 */
final class MemoryText {
  /** The most bytes that are read; what is longer is cut, and says so. */
  static final int MOST = 1 << 20;

  private static final int PIECE = 256;

  private MemoryText() {}

  static void counted(Node node, ScopeMemory memory, long address, long length, Cell out)
      throws ExpressionException {
    MemoryNode.check(node, memory, address, length);
    int count = (int) Math.min(length, MOST);
    byte[] bytes = new byte[count];
    memory.read(address, bytes, 0, count);
    put(bytes, count, count < length, out);
  }

  /** Reads up to a byte of zero. */
  static void terminated(Node node, ScopeMemory memory, long address, Cell out)
      throws ExpressionException {
    MemoryNode.check(node, memory, address, 1);
    long left = memory.size() - address;
    int limit = (int) Math.min(left, MOST);
    byte[] bytes = new byte[Math.min(limit, PIECE)];
    int known = 0;
    while (true) {
      int upTo = Math.min(bytes.length, limit);
      memory.read(address + known, bytes, known, upTo - known);
      for (int at = known; at < upTo; at++) {
        if (bytes[at] == 0) {
          put(bytes, at, false, out);
          return;
        }
      }
      known = upTo;
      if (known == limit) {
        break;
      }
      bytes = Arrays.copyOf(bytes, Math.min(limit, bytes.length * 4));
    }
    if (limit == left) {
      throw node.error(
          Kind.MEMORY_OUT_OF_BOUNDS,
          "no NUL between 0x%s and the memory's end; give the length: memory.str[address, length]"
              .formatted(Long.toHexString(address)));
    }
    put(bytes, limit, true, out);
  }

  private static void put(byte[] bytes, int length, boolean cut, Cell out) {
    int end = cut ? wholeCharacters(bytes, length) : length;
    out.setText(new String(bytes, 0, end, StandardCharsets.UTF_8), cut);
  }

  /** Leaves out a last character that was cut in two. */
  private static int wholeCharacters(byte[] bytes, int length) {
    int lead = length - 1;
    while (lead > length - 4 && lead > 0 && (bytes[lead] & 0xc0) == 0x80) {
      lead--;
    }
    int first = bytes[lead] & 0xff;
    int width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    return lead + width > length ? lead : length;
  }
}
