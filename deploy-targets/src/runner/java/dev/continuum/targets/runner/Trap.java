package dev.continuum.targets.runner;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a trap into words. Wasmtime-Java 0.19 tells either what trapped (of a call) or where (the
 * back trace, of a start function), never both. Guests in binary format run as a start function, so
 * that the back trace is known, and what trapped follows from the instruction it points at.
 */
final class Trap {
  /** How Wasmtime's text begins when it carries a back trace. */
  static final String BACKTRACE = "error while executing at wasm backtrace:";

  private static final Pattern FRAME =
      Pattern.compile("^\\s*[0-9]+:\\s+(?:0x([0-9a-f]+) - )?(?:<unknown>!)?(.*)$");
  private static final int FIRST_FRAMES = 20;
  private static final int LAST_FRAMES = 5;

  private Trap() {}

  /** Text of a trap that Wasmtime-Java names, such as {@code wasm trap: STACK_OVERFLOW}. */
  static String named(String name) {
    switch (name) {
      case "UNREACHABLE_CODE_REACHED":
        return "trap: unreachable executed";
      case "STACK_OVERFLOW":
        return "trap: call stack exhausted";
      case "MEMORY_OUT_OF_BOUNDS":
        return "trap: out of bounds memory access";
      case "TABLE_OUT_OF_BOUNDS":
        return "trap: undefined element: out of bounds table access";
      case "INDIRECT_CALL_TO_NULL":
        return "trap: uninitialized element: indirect call of a null reference";
      case "BAD_SIGNATURE":
        return "trap: indirect call type mismatch";
      case "BAD_CONVERSION_TO_INTEGER":
        return "trap: invalid conversion to integer";
      default:
        return "trap: " + name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Text of a trap that Wasmtime described by its back trace.
   *
   * @param binary the module's file
   */
  static String described(String text, String binary) throws IOException {
    if (!text.startsWith(BACKTRACE)) {
      return text.startsWith("wasm trap: ")
          ? "trap: " + text.substring("wasm trap: ".length())
          : "trap: " + text;
    }
    List<String> lines = new ArrayList<>();
    text.lines().skip(1).forEach(lines::add);
    String what = "trap";
    if (!lines.isEmpty()) {
      Matcher innermost = FRAME.matcher(lines.get(0));
      if (innermost.matches()) {
        what = "trap: " + cause(innermost.group(1), binary);
      }
    }
    StringBuilder result = new StringBuilder(what).append("\nback trace, innermost first:");
    for (int i = 0; i < lines.size(); i++) {
      if (i == FIRST_FRAMES && lines.size() > FIRST_FRAMES + LAST_FRAMES) {
        int left = lines.size() - FIRST_FRAMES - LAST_FRAMES;
        result.append("\n      … ").append(left).append(" more lines …");
        i += left;
      }
      result.append('\n').append(lines.get(i).replace("<unknown>!", ""));
    }
    return result.toString();
  }

  private static String cause(String offset, String binary) throws IOException {
    if (offset == null) {
      return "call stack exhausted"; // Only a function's prologue has no place in the module.
    }
    try (RandomAccessFile file = new RandomAccessFile(binary, "r")) {
      file.seek(Long.parseLong(offset, 16));
      int opcode = file.read();
      return ofInstruction(opcode, opcode == 0xfc ? file.read() : 0);
    }
  }

  /** What an instruction traps for: WebAssembly core 1.0, 4.4, and bulk memory, 2.0. */
  private static String ofInstruction(int opcode, int second) {
    if (opcode >= 0x28 && opcode <= 0x3e || opcode == 0xfd) {
      return "out of bounds memory access";
    }
    if (opcode >= 0xa8 && opcode <= 0xab || opcode >= 0xae && opcode <= 0xb1) {
      return "invalid conversion to integer: not a number, or out of range";
    }
    switch (opcode) {
      case 0x00:
        return "unreachable executed";
      case 0x10:
        return "a function of the host failed";
      case 0x11:
        return "indirect call of an undefined, null or differently typed function";
      case 0x25:
      case 0x26:
        return "out of bounds table access";
      case 0x6d:
      case 0x7f:
        return "integer divide by zero, or integer overflow";
      case 0x6e:
      case 0x6f:
      case 0x70:
      case 0x80:
      case 0x81:
      case 0x82:
        return "integer divide by zero";
      case 0xfc:
        return second >= 8 && second <= 11
            ? "out of bounds memory access"
            : "out of bounds table access";
      default:
        return String.format("instruction 0x%02x trapped", opcode);
    }
  }
}
