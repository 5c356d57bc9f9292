package dev.continuum.inspector.debug.expression;

import org.jspecify.annotations.Nullable;

/** The functions of the language. */
enum Function {
  I8("i8", 1, "the low 8 bits, with sign"),
  I16("i16", 1, "the low 16 bits, with sign"),
  I32("i32", 1, "as an i32"),
  I64("i64", 1, "as an i64"),
  U8("u8", 1, "the low 8 bits"),
  U16("u16", 1, "the low 16 bits"),
  U32("u32", 1, "without sign, in an i64"),
  U64("u64", 1, "without sign"),
  F32("f32", 1, "as an f32"),
  F64("f64", 1, "as an f64"),
  BITS("bits", 1, "the bits of a float"),
  FLOAT("float", 1, "the float that bits are"),
  ABS("abs", 1, "without its sign"),
  POPCOUNT("popcount", 1, "how many bits are 1"),
  LEN("len", 1, "how long a string, an array, a memory or a table is"),
  MIN("min", 2, "the smaller one"),
  MAX("max", 2, "the larger one"),
  CONTAINS("contains", 2, "whether a string has another in it"),
  I8X16("i8x16", 2, "a lane of a vector"),
  I16X8("i16x8", 2, "a lane of a vector"),
  I32X4("i32x4", 2, "a lane of a vector"),
  I64X2("i64x2", 2, "a lane of a vector"),
  F32X4("f32x4", 2, "a lane of a vector"),
  F64X2("f64x2", 2, "a lane of a vector"),
  IS_NULL("ref.is_null", 1, "whether a reference is null");

  final String text;
  final int parameters;

  /** What it gives, for completion. */
  final String meaning;

  Function(String text, int parameters, String meaning) {
    this.text = text;
    this.parameters = parameters;
    this.meaning = meaning;
  }

  static @Nullable Function named(String word) {
    for (Function function : values()) {
      if (function.text.equals(word)) {
        return function;
      }
    }
    return null;
  }
}
