package dev.continuum.ide.debug.stack;

/**
 * A call that is open; its texts are harmless and short.
 *
 * @param level 0 is the innermost
 * @param name of the function, as the text format writes it
 * @param arguments such as {@code n=3, m=4}; empty without any
 * @param offset of the next instruction, or of the call that it has made, in the binary
 * @param line of that instruction in the text, from 1; 0 where there is none
 */
record Call(int level, String name, String arguments, int offset, int line) {
  String place() {
    String hex = "0x" + Integer.toHexString(offset);
    return line == 0 ? hex : ":" + line + "  " + hex;
  }

  /** For the clipboard. */
  String text() {
    return "#%d %s(%s) at 0x%x%s"
        .formatted(level, name, arguments, offset, line == 0 ? "" : ", line " + line);
  }
}
