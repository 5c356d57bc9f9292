package dev.continuum.inspector.exec.other;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/** How an engine's results are written down, so that they can be compared as lines. */
public final class RunResult {
  private static final List<String> TRAPS =
      List.of(
          "unreachable",
          "integer overflow",
          "divide by zero",
          "invalid conversion to integer",
          "out of bounds memory",
          "out of bounds table",
          "undefined element",
          "uninitialized element",
          "indirect call type mismatch",
          "call stack exhausted",
          "cast failure",
          "out of bounds array",
          "unhandled exception",
          "unaligned atomic",
          "heap exhausted");

  private RunResult() {}

  /** What a call has resulted in. */
  public static String results(String call, long[] results) {
    return call + " = " + Arrays.stream(results).mapToObj(HexFormat.of()::toHexDigits).toList();
  }

  /**
   * Why a call has failed.
   *
   * @param message begins like, or holds, the words of the specification's test suite
   */
  public static String trap(String call, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("null ") && words.contains("reference")) {
      return call + " traps: null reference";
    }
    for (String trap : TRAPS) {
      if (words.contains(trap)) {
        // Some engines call all three by one name.
        boolean table = trap.equals("undefined element") || trap.equals("out of bounds table");
        return call + " traps: " + (table ? "no such element" : trap);
      }
    }
    return call + " fails: " + message;
  }

  /** The content of a memory. */
  public static String memory(String name, byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return name + ": " + content.length + " bytes " + Long.toHexString(sum.getValue());
  }
}
