package dev.continuum.inspector.text;

/**
 * The words of the text format that are no instructions: those that arrange a module or a script,
 * and those that name types.
 */
public enum Keyword {
  MODULE("module"),
  TYPE("type"),
  REC("rec"),
  SUB("sub"),
  FINAL("final"),
  PARAM("param"),
  RESULT("result"),
  LOCAL("local"),
  FIELD("field"),
  MUT("mut"),
  REF("ref"),
  NULL("null"),
  IMPORT("import"),
  EXPORT("export"),
  TABLE("table"),
  MEMORY("memory"),
  GLOBAL("global"),
  TAG("tag"),
  ELEM("elem"),
  DATA("data"),
  ITEM("item"),
  OFFSET("offset"),
  DECLARE("declare"),
  START("start"),
  SHARED("shared"),
  PAGESIZE("pagesize"),
  THEN("then", TokenKind.INSTRUCTION),
  ELSE("else", TokenKind.INSTRUCTION),
  END("end", TokenKind.INSTRUCTION),
  DO("do", TokenKind.INSTRUCTION),
  CATCH("catch"),
  CATCH_REF("catch_ref"),
  CATCH_ALL("catch_all"),
  CATCH_ALL_REF("catch_all_ref"),
  DELEGATE("delegate", TokenKind.INSTRUCTION),
  BINARY("binary"),
  QUOTE("quote"),
  DEFINITION("definition"),
  INSTANCE("instance"),
  REGISTER("register"),
  INVOKE("invoke"),
  GET("get"),
  SCRIPT("script"),
  INPUT("input"),
  OUTPUT("output"),
  ASSERT_RETURN("assert_return"),
  ASSERT_TRAP("assert_trap"),
  ASSERT_EXHAUSTION("assert_exhaustion"),
  ASSERT_EXCEPTION("assert_exception"),
  ASSERT_MALFORMED("assert_malformed"),
  ASSERT_MALFORMED_CUSTOM("assert_malformed_custom"),
  ASSERT_INVALID("assert_invalid"),
  ASSERT_INVALID_CUSTOM("assert_invalid_custom"),
  ASSERT_UNLINKABLE("assert_unlinkable"),
  EITHER("either"),
  THREAD("thread"),
  WAIT("wait"),
  REF_EXTERN("ref.extern", TokenKind.INSTRUCTION),
  REF_HOST("ref.host", TokenKind.INSTRUCTION),
  REF_STRUCT("ref.struct", TokenKind.INSTRUCTION),
  REF_ARRAY("ref.array", TokenKind.INSTRUCTION),
  REF_ANY("ref.any", TokenKind.INSTRUCTION),
  REF_EXN("ref.exn", TokenKind.INSTRUCTION),
  I32("i32", 0x7f),
  I64("i64", 0x7e),
  F32("f32", 0x7d),
  F64("f64", 0x7c),
  V128("v128", 0x7b),
  I8("i8", 0x78),
  I16("i16", 0x77),
  I8X16("i8x16", TokenKind.TYPE),
  I16X8("i16x8", TokenKind.TYPE),
  I32X4("i32x4", TokenKind.TYPE),
  I64X2("i64x2", TokenKind.TYPE),
  F32X4("f32x4", TokenKind.TYPE),
  F64X2("f64x2", TokenKind.TYPE),
  FUNC("func", 0x70),
  EXTERN("extern", 0x6f),
  ANY("any", 0x6e),
  EQ("eq", 0x6d),
  I31("i31", 0x6c),
  STRUCT("struct", 0x6b),
  ARRAY("array", 0x6a),
  EXN("exn", 0x69),
  NONE("none", 0x71),
  NOEXTERN("noextern", 0x72),
  NOFUNC("nofunc", 0x73),
  NOEXN("noexn", 0x74),
  FUNCREF("funcref", 0x70),
  EXTERNREF("externref", 0x6f),
  ANYREF("anyref", 0x6e),
  EQREF("eqref", 0x6d),
  I31REF("i31ref", 0x6c),
  STRUCTREF("structref", 0x6b),
  ARRAYREF("arrayref", 0x6a),
  EXNREF("exnref", 0x69),
  NULLREF("nullref", 0x71),
  NULLEXTERNREF("nullexternref", 0x72),
  NULLFUNCREF("nullfuncref", 0x73),
  NULLEXNREF("nullexnref", 0x74);

  private static final Keyword[] ALL = values();

  private final String text;
  private final TokenKind kind;
  private final int code;

  Keyword(String text) {
    this(text, TokenKind.KEYWORD, -1);
  }

  Keyword(String text, TokenKind kind) {
    this(text, kind, -1);
  }

  Keyword(String text, int code) {
    this(text, TokenKind.TYPE, code);
  }

  Keyword(String text, TokenKind kind, int code) {
    this.text = text;
    this.kind = kind;
    this.code = code;
  }

  /** The word itself. */
  public String text() {
    return text;
  }

  /** The kind of token the word is, unless it opens a list: {@code (func …)} is no type. */
  TokenKind kind() {
    return kind;
  }

  /**
   * Whether the word names a type where it stands alone, and a definition where it opens a list.
   */
  boolean isDefinitionToo() {
    return this == FUNC || this == STRUCT || this == ARRAY || this == EXTERN;
  }

  /** The byte that stands for the type in the binary format, or -1 when the word names no type. */
  public int code() {
    return code;
  }

  /** Whether the word names a number or vector type. */
  public boolean isNumberType() {
    return ordinal() >= I32.ordinal() && ordinal() <= V128.ordinal();
  }

  /** Whether the word names a packed type, {@code i8} or {@code i16}. */
  public boolean isPackedType() {
    return this == I8 || this == I16;
  }

  /** Whether the word names a heap type. */
  public boolean isHeapType() {
    return ordinal() >= FUNC.ordinal() && ordinal() <= NOEXN.ordinal();
  }

  /** Whether the word names a reference type: {@code funcref} and the like. */
  public boolean isReferenceType() {
    return ordinal() >= FUNCREF.ordinal();
  }

  /** How many lanes a vector of this shape has, or 0 when the word names no shape. */
  public int lanes() {
    return switch (this) {
      case I8X16 -> 16;
      case I16X8 -> 8;
      case I32X4, F32X4 -> 4;
      case I64X2, F64X2 -> 2;
      default -> 0;
    };
  }

  /** The word at a place of {@link #values}. */
  static Keyword at(int ordinal) {
    return ALL[ordinal];
  }
}
