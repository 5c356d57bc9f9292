package dev.continuum.ide.debug.memory;

import dev.continuum.ide.output.PlainText;
import dev.continuum.inspector.debug.expression.Expression;

/** Addresses, names and amounts as the memory view writes them. */
final class MemoryWords {
  private static final int LONGEST_NAME = 40;

  private MemoryWords() {}

  static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  static String bytes(long count) {
    return count == 1 ? "1 byte" : Long.toUnsignedString(count) + " bytes";
  }

  /** A size in the largest unit that keeps it short: {@code 4 GiB}, {@code 64 KiB}. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double shown = bytes;
    while (shown >= 1024 && unit < units.length - 1) {
      shown /= 1024;
      unit++;
    }
    String number = "%.1f".formatted(shown);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + units[unit];
  }

  /** An expression, made harmless and short. */
  static String cut(String text) {
    return PlainText.of(text.length() > 80 ? text.substring(0, 80) + "…" : text);
  }

  /** A name of the guest, made harmless and short. */
  static String name(String name) {
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return PlainText.of(Expression.nameText(cut));
  }

  /** A memory as an expression begins: {@code memory}, or {@code memory1}. */
  static String memory(int index) {
    return index == 0 ? "memory" : "memory" + index;
  }

  /** A place in a memory as an expression. */
  static String place(int memory, long address, String type) {
    return "%s[%s]:%s".formatted(memory(memory), hex(address), type);
  }

  /** A stretch of a memory as an expression that is a place. */
  static String place(int memory, long address, long length) {
    return switch ((int) Math.min(length, 9)) {
      case 1 -> place(memory, address, "u8");
      case 2 -> place(memory, address, "u16");
      case 4 -> place(memory, address, "u32");
      case 8 -> place(memory, address, "u64");
      default -> "%s.str[%s, %d]".formatted(memory(memory), hex(address), length);
    };
  }
}
