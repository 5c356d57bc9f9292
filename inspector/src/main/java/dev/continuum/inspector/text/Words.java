package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.Opcode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The words of the text format, numbered: first the {@link Keyword}s, then the {@link Opcode}s
 * whose mnemonic is none of them. Of two instructions with one mnemonic only the first has a
 * number.
 */
final class Words {
  /** No word. */
  static final int NONE = -1;

  /** Where the numbers of instructions start. */
  static final int FIRST_OPCODE = 256;

  private static final Opcode[] OPCODES = Opcode.values();
  private static final int SLOTS = 1 << 13;
  private static final char[][] WORDS = new char[SLOTS][];
  private static final short[] NUMBERS = new short[SLOTS];

  static {
    for (Keyword keyword : Keyword.values()) {
      add(keyword.text(), keyword.ordinal());
    }
    for (Opcode opcode : OPCODES) {
      add(opcode.mnemonic(), FIRST_OPCODE + opcode.ordinal());
    }
  }

  private Words() {}

  private static void add(String word, int number) {
    char[] characters = word.toCharArray();
    int hash = hash(word);
    if (find(characters, 0, characters.length, hash) != NONE) {
      return;
    }
    int slot = slot(hash);
    while (WORDS[slot] != null) {
      slot = slot + 1 & SLOTS - 1;
    }
    WORDS[slot] = characters;
    NUMBERS[slot] = (short) number;
  }

  /** The hash that {@link #find} wants: that of {@link String#hashCode}. */
  static int hash(String word) {
    return word.hashCode();
  }

  private static int slot(int hash) {
    return hash * 0x9e3779b1 >>> 19;
  }

  /** The number of a word, or {@link #NONE}. */
  static int find(char[] text, int start, int end, int hash) {
    int slot = slot(hash);
    for (char[] word = WORDS[slot]; word != null; word = WORDS[slot]) {
      if (word.length == end - start && Arrays.equals(word, 0, word.length, text, start, end)) {
        return NUMBERS[slot];
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return NONE;
  }

  /** What a word is, by itself and what stands before it. */
  static TokenKind kind(int number, boolean afterOpenParen) {
    if (number >= FIRST_OPCODE) {
      return TokenKind.INSTRUCTION;
    }
    Keyword keyword = Keyword.at(number);
    return afterOpenParen && keyword.isDefinitionToo() ? TokenKind.KEYWORD : keyword.kind();
  }

  /** The keyword of a number, or null. */
  static @Nullable Keyword keyword(int number) {
    return number >= 0 && number < FIRST_OPCODE ? Keyword.at(number) : null;
  }

  /** The instruction of a number, or null. */
  static @Nullable Opcode opcode(int number) {
    return number >= FIRST_OPCODE ? OPCODES[number - FIRST_OPCODE] : null;
  }

  /** Whether a kind of token, as a {@link SyntaxTree} has it, is numbered here. */
  static boolean isWord(byte kind) {
    return kind == SyntaxTree.KEYWORD || kind == SyntaxTree.TYPE || kind == SyntaxTree.INSTRUCTION;
  }

  /** Whether characters form {@code offset=…} or {@code align=…} with a number. */
  static boolean isAttribute(char[] text, int start, int end) {
    return isAttribute("offset=", text, start, end) || isAttribute("align=", text, start, end);
  }

  private static boolean isAttribute(String name, char[] text, int start, int end) {
    if (end - start <= name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (text[start + i] != name.charAt(i)) {
        return false;
      }
    }
    char first = text[start + name.length()];
    return first >= '0' && first <= '9' && Numbers.isNumber(text, start + name.length(), end);
  }
}
