package dev.continuum.inspector.text.format;

import dev.continuum.inspector.text.TokenKind;
import java.util.HashMap;
import java.util.Map;

/** How a list of the text format is laid out once it does not stand on one line. */
enum ListLayout {
  /** Every list in it starts a line: the fields of a module, the types of a group. */
  ITEMS,
  /** A header, then instructions, flat or folded, that may open and close blocks. */
  CODE,
  /** A folded instruction: immediates behind its mnemonic, each operand on a line. */
  OPERANDS,
  /** Lines break where the source has them, and where the width asks for it. */
  LINES,
  /** As many pieces to the line as fit, wherever the source breaks its lines. */
  FILL;

  private static final Map<String, ListLayout> BY_HEAD = new HashMap<>();

  static {
    put(ITEMS, "module", "rec", "struct", "thread");
    put(CODE, "func", "block", "loop", "if", "then", "else", "try", "do", "try_table");
    put(CODE, "catch", "catch_all");
    put(FILL, "param", "result", "local", "type", "sub", "array", "field", "mut", "ref");
    put(FILL, "export", "import", "start", "tag", "invoke", "get", "register", "either");
  }

  private static void put(ListLayout layout, String... heads) {
    for (String head : heads) {
      BY_HEAD.put(head, layout);
    }
  }

  /** The layout of the list that a word opens. */
  static ListLayout of(String head, TokenKind kind) {
    ListLayout known = BY_HEAD.get(head);
    if (known != null) {
      return known;
    }
    return kind == TokenKind.INSTRUCTION ? OPERANDS : LINES;
  }
}
