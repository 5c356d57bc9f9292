package dev.continuum.inspector.text;

import java.util.Set;

/** What the words of the text format are, by their own looks and what stands before them. */
final class Words {
  private static final Set<String> VALUE_TYPES =
      Set.of(
          "i32",
          "i64",
          "f32",
          "f64",
          "v128",
          "i8",
          "i16",
          "funcref",
          "externref",
          "anyref",
          "eqref",
          "i31ref",
          "structref",
          "arrayref",
          "exnref",
          "nullref",
          "nullfuncref",
          "nullexternref",
          "nullexnref",
          "eq",
          "any",
          "i31",
          "exn",
          "none",
          "nofunc",
          "noextern",
          "noexn");

  /** Heap types, unless they open a list: {@code (ref func)}, but {@code (func …)}. */
  private static final Set<String> HEAP_TYPES = Set.of("func", "extern", "struct", "array");

  private static final Set<String> KEYWORDS =
      Set.of(
          "module",
          "type",
          "rec",
          "sub",
          "final",
          "param",
          "result",
          "local",
          "field",
          "mut",
          "ref",
          "null",
          "import",
          "export",
          "table",
          "memory",
          "global",
          "tag",
          "elem",
          "data",
          "item",
          "offset",
          "declare",
          "start",
          "shared",
          "pagesize",
          "catch",
          "catch_ref",
          "catch_all",
          "catch_all_ref",
          "binary",
          "quote",
          "definition",
          "instance",
          "register",
          "invoke",
          "get",
          "script",
          "input",
          "output",
          "assert_return",
          "assert_trap",
          "assert_exhaustion",
          "assert_exception",
          "assert_malformed",
          "assert_malformed_custom",
          "assert_invalid",
          "assert_invalid_custom",
          "assert_unlinkable",
          "either",
          "thread",
          "wait");

  private static final Set<String> PLAIN_INSTRUCTIONS =
      Set.of(
          "unreachable",
          "nop",
          "block",
          "loop",
          "if",
          "then",
          "else",
          "end",
          "br",
          "br_if",
          "br_table",
          "br_on_null",
          "br_on_non_null",
          "br_on_cast",
          "br_on_cast_fail",
          "return",
          "call",
          "call_ref",
          "call_indirect",
          "return_call",
          "return_call_ref",
          "return_call_indirect",
          "drop",
          "select",
          "throw",
          "throw_ref",
          "try_table",
          "try",
          "do",
          "delegate",
          "rethrow");

  /** What stands before the dot of an instruction. */
  private static final Set<String> INSTRUCTION_FAMILIES =
      Set.of(
          "i32", "i64", "f32", "f64", "v128", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2",
          "local", "global", "table", "memory", "data", "elem", "ref", "i31", "struct", "array",
          "any", "extern", "atomic");

  private static final Set<String> LANE_SHAPES =
      Set.of("i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2");

  private Words() {}

  static TokenKind kind(String word, boolean afterOpenParen) {
    if (VALUE_TYPES.contains(word)) {
      return TokenKind.TYPE;
    }
    if (HEAP_TYPES.contains(word)) {
      return afterOpenParen ? TokenKind.KEYWORD : TokenKind.TYPE;
    }
    if (KEYWORDS.contains(word)) {
      return TokenKind.KEYWORD;
    }
    if (PLAIN_INSTRUCTIONS.contains(word)) {
      return TokenKind.INSTRUCTION;
    }
    int dot = word.indexOf('.');
    if (dot > 0 && INSTRUCTION_FAMILIES.contains(word.substring(0, dot))) {
      return dot < word.length() - 1 ? TokenKind.INSTRUCTION : TokenKind.UNKNOWN_WORD;
    }
    if (word.startsWith("offset=") || word.startsWith("align=")) {
      return TokenKind.ATTRIBUTE;
    }
    if (LANE_SHAPES.contains(word)) {
      return TokenKind.TYPE;
    }
    return TokenKind.UNKNOWN_WORD;
  }
}
