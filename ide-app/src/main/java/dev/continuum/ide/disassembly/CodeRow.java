package dev.continuum.ide.disassembly;

import dev.continuum.ide.editor.Tokenizer.Token;
import java.util.List;

/**
 * A row as it is shown.
 *
 * @param kind what it stands for
 * @param function the index of its function
 * @param instruction which instruction of the function, from 0; -1 for another kind of row
 * @param offset where it lies in the file; -1 for one that has no place of its own
 * @param bytes of the instruction, in hexadecimal, at most eight
 * @param depth how many blocks it is indented by; 0 for what stands at the edge
 * @param text in the text format, harmless and of bounded length
 * @param tokens the colours of the text
 */
public record CodeRow(
    Kind kind,
    int function,
    int instruction,
    int offset,
    String bytes,
    int depth,
    String text,
    List<Token> tokens) {
  /** What a row stands for. */
  public enum Kind {
    /** The function's name and type. */
    HEADING,
    /** What locals it declares. */
    LOCALS,
    INSTRUCTION,
    /** Why there are no more instructions. */
    FAULT,
    /** Room between functions. */
    BLANK
  }

  /** How it reads where there is only text. */
  @Override
  public String toString() {
    return kind == Kind.BLANK
        ? ""
        : (offset < 0 ? "" : "0x" + Integer.toHexString(offset) + "  ") + "  ".repeat(depth) + text;
  }
}
