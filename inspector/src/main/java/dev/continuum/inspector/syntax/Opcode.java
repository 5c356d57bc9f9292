package dev.continuum.inspector.syntax;

import static dev.continuum.inspector.syntax.Immediates.BLOCK_TYPE;
import static dev.continuum.inspector.syntax.Immediates.BLOCK_TYPE_CATCHES;
import static dev.continuum.inspector.syntax.Immediates.CAST_TARGET;
import static dev.continuum.inspector.syntax.Immediates.DATA;
import static dev.continuum.inspector.syntax.Immediates.DATA_MEMORY;
import static dev.continuum.inspector.syntax.Immediates.ELEMENT;
import static dev.continuum.inspector.syntax.Immediates.ELEMENT_TABLE;
import static dev.continuum.inspector.syntax.Immediates.F32;
import static dev.continuum.inspector.syntax.Immediates.F64;
import static dev.continuum.inspector.syntax.Immediates.FENCE;
import static dev.continuum.inspector.syntax.Immediates.FUNCTION;
import static dev.continuum.inspector.syntax.Immediates.GLOBAL;
import static dev.continuum.inspector.syntax.Immediates.HEAP_TYPE;
import static dev.continuum.inspector.syntax.Immediates.I32;
import static dev.continuum.inspector.syntax.Immediates.I64;
import static dev.continuum.inspector.syntax.Immediates.LABEL;
import static dev.continuum.inspector.syntax.Immediates.LABELS;
import static dev.continuum.inspector.syntax.Immediates.LABEL_CAST;
import static dev.continuum.inspector.syntax.Immediates.LANE;
import static dev.continuum.inspector.syntax.Immediates.LANES;
import static dev.continuum.inspector.syntax.Immediates.LOCAL;
import static dev.continuum.inspector.syntax.Immediates.MEMARG;
import static dev.continuum.inspector.syntax.Immediates.MEMARG_LANE;
import static dev.continuum.inspector.syntax.Immediates.MEMORY;
import static dev.continuum.inspector.syntax.Immediates.MEMORY_MEMORY;
import static dev.continuum.inspector.syntax.Immediates.NONE;
import static dev.continuum.inspector.syntax.Immediates.TABLE;
import static dev.continuum.inspector.syntax.Immediates.TABLE_TABLE;
import static dev.continuum.inspector.syntax.Immediates.TAG;
import static dev.continuum.inspector.syntax.Immediates.TYPE;
import static dev.continuum.inspector.syntax.Immediates.TYPE_COUNT;
import static dev.continuum.inspector.syntax.Immediates.TYPE_DATA;
import static dev.continuum.inspector.syntax.Immediates.TYPE_ELEMENT;
import static dev.continuum.inspector.syntax.Immediates.TYPE_FIELD;
import static dev.continuum.inspector.syntax.Immediates.TYPE_TYPE;
import static dev.continuum.inspector.syntax.Immediates.TYPE_USE_TABLE;
import static dev.continuum.inspector.syntax.Immediates.V128;
import static dev.continuum.inspector.syntax.Immediates.VALUE_TYPES;
import static dev.continuum.inspector.syntax.Proposal.BULK_MEMORY;
import static dev.continuum.inspector.syntax.Proposal.EXCEPTIONS;
import static dev.continuum.inspector.syntax.Proposal.FUNCTION_REFERENCES;
import static dev.continuum.inspector.syntax.Proposal.GC;
import static dev.continuum.inspector.syntax.Proposal.LEGACY_EXCEPTIONS;
import static dev.continuum.inspector.syntax.Proposal.MVP;
import static dev.continuum.inspector.syntax.Proposal.REFERENCE_TYPES;
import static dev.continuum.inspector.syntax.Proposal.RELAXED_SIMD;
import static dev.continuum.inspector.syntax.Proposal.SATURATING_CONVERSION;
import static dev.continuum.inspector.syntax.Proposal.SIGN_EXTENSION;
import static dev.continuum.inspector.syntax.Proposal.SIMD;
import static dev.continuum.inspector.syntax.Proposal.TAIL_CALLS;
import static dev.continuum.inspector.syntax.Proposal.THREADS;
import static dev.continuum.inspector.syntax.Proposal.WIDE_ARITHMETIC;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every instruction (specification, "Instructions" and "Index of Instructions"): mnemonic,
 * encoding, immediates, stack type, where it comes from and what it does. This is the one table of
 * them; decoder, validator, printer, parser and engine all read it.
 *
 * <p>A mnemonic may have two encodings, which its immediates tell apart: {@code select} without and
 * with types, {@code ref.test} and {@code ref.cast} to references that may be null or not. {@link
 * #named} gives the first of them and {@link #alternative} leads to the other.
 *
 * <p>The class is long because the table is.
 */
public enum Opcode {

  // Control instructions
  UNREACHABLE(op("unreachable", 0x00, NONE, "t1* -> t2*", MVP), "Traps always."),
  NOP(op("nop", 0x01, NONE, "->", MVP), "Does nothing."),
  BLOCK(
      op("block", 0x02, BLOCK_TYPE, "t1* -> t2*", MVP),
      "Starts a block; a branch to it goes behind its end."),
  LOOP(
      op("loop", 0x03, BLOCK_TYPE, "t1* -> t2*", MVP),
      "Starts a loop; a branch to it goes back to its start."),
  IF(
      op("if", 0x04, BLOCK_TYPE, "t1* i32 -> t2*", MVP),
      "Runs its first part unless the operand is 0, its else part otherwise."),
  ELSE(op("else", 0x05, NONE, "t2* -> t1*", MVP), "Separates the two parts of an if."),
  TRY(
      op("try", 0x06, BLOCK_TYPE, "t1* -> t2*", LEGACY_EXCEPTIONS),
      "Starts a block whose exceptions are caught by its catch parts."),
  CATCH(
      op("catch", 0x07, TAG, "t1* -> t2*", LEGACY_EXCEPTIONS),
      "Starts the part of a try that catches exceptions of a tag."),
  THROW(
      op("throw", 0x08, TAG, "t1* t* -> t2*", EXCEPTIONS),
      "Throws an exception of a tag with the operands as its values."),
  RETHROW(
      op("rethrow", 0x09, LABEL, "t1* -> t2*", LEGACY_EXCEPTIONS),
      "Throws again what the catch part of a label has caught."),
  THROW_REF(
      op("throw_ref", 0x0a, NONE, "t1* exnref -> t2*", EXCEPTIONS),
      "Throws again the exception a reference points at; traps on null."),
  END(
      op("end", 0x0b, NONE, "t* -> t*", MVP),
      "Ends a block, a function body or a constant expression."),
  BR(op("br", 0x0c, LABEL, "t1* t* -> t2*", MVP), "Branches to a label."),
  BR_IF(
      op("br_if", 0x0d, LABEL, "t* i32 -> t*", MVP),
      "Branches to a label unless the operand is 0."),
  BR_TABLE(
      op("br_table", 0x0e, LABELS, "t1* t* i32 -> t2*", MVP),
      "Branches to the label at the position of the operand, or to the last."),
  RETURN(op("return", 0x0f, NONE, "t1* t* -> t2*", MVP), "Returns from the function."),
  CALL(op("call", 0x10, FUNCTION, "t1* -> t2*", MVP), "Calls a function."),
  CALL_INDIRECT(
      op("call_indirect", 0x11, TYPE_USE_TABLE, "t1* at -> t2*", MVP),
      "Calls the function in a table slot; traps unless it has the type."),
  RETURN_CALL(
      op("return_call", 0x12, FUNCTION, "t3* t1* -> t4*", TAIL_CALLS),
      "Calls a function in place of the running one."),
  RETURN_CALL_INDIRECT(
      op("return_call_indirect", 0x13, TYPE_USE_TABLE, "t3* t1* at -> t4*", TAIL_CALLS),
      "Calls the function in a table slot in place of the running one."),
  CALL_REF(
      op("call_ref", 0x14, TYPE, "t1* (ref null x) -> t2*", FUNCTION_REFERENCES),
      "Calls the function a reference points at; traps on null."),
  RETURN_CALL_REF(
      op("return_call_ref", 0x15, TYPE, "t3* t1* (ref null x) -> t4*", FUNCTION_REFERENCES),
      "Calls through a reference in place of the running function."),
  DELEGATE(
      op("delegate", 0x18, LABEL, "t2* -> t2*", LEGACY_EXCEPTIONS),
      "Ends a try and hands its exceptions to the try of a label."),
  CATCH_ALL(
      op("catch_all", 0x19, NONE, "t1* -> t2*", LEGACY_EXCEPTIONS),
      "Starts the part of a try that catches every exception."),
  TRY_TABLE(
      op("try_table", 0x1f, BLOCK_TYPE_CATCHES, "t1* -> t2*", EXCEPTIONS),
      "Starts a block whose catch clauses branch when an exception leaves it."),

  // Parametric instructions
  DROP(op("drop", 0x1a, NONE, "t ->", MVP), "Throws the operand away."),
  SELECT(
      op("select", 0x1b, NONE, "t t i32 -> t", MVP),
      "Keeps the first operand unless the third is 0, the second otherwise."),
  SELECT_TYPED(
      op("select", 0x1c, VALUE_TYPES, "t t i32 -> t", REFERENCE_TYPES),
      "Selects one of two operands of the given type."),

  // Variable instructions
  LOCAL_GET(op("local.get", 0x20, LOCAL, "-> t", MVP), "Reads a local."),
  LOCAL_SET(op("local.set", 0x21, LOCAL, "t ->", MVP), "Writes a local."),
  LOCAL_TEE(op("local.tee", 0x22, LOCAL, "t -> t", MVP), "Writes a local and keeps the value."),
  GLOBAL_GET(op("global.get", 0x23, GLOBAL, "-> t", MVP), "Reads a global."),
  GLOBAL_SET(op("global.set", 0x24, GLOBAL, "t ->", MVP), "Writes a mutable global."),

  // Table access
  TABLE_GET(
      op("table.get", 0x25, TABLE, "at -> t", REFERENCE_TYPES),
      "Reads a table slot; traps out of bounds."),
  TABLE_SET(
      op("table.set", 0x26, TABLE, "at t ->", REFERENCE_TYPES),
      "Writes a table slot; traps out of bounds."),

  // Memory access
  I32_LOAD(op("i32.load", 0x28, MEMARG, 2, "at -> i32", MVP), "Loads 4 bytes."),
  I64_LOAD(op("i64.load", 0x29, MEMARG, 3, "at -> i64", MVP), "Loads 8 bytes."),
  F32_LOAD(op("f32.load", 0x2a, MEMARG, 2, "at -> f32", MVP), "Loads 4 bytes."),
  F64_LOAD(op("f64.load", 0x2b, MEMARG, 3, "at -> f64", MVP), "Loads 8 bytes."),
  I32_LOAD8_S(
      op("i32.load8_s", 0x2c, MEMARG, 0, "at -> i32", MVP),
      "Loads 1 byte and extends with the sign."),
  I32_LOAD8_U(
      op("i32.load8_u", 0x2d, MEMARG, 0, "at -> i32", MVP), "Loads 1 byte and extends with zeros."),
  I32_LOAD16_S(
      op("i32.load16_s", 0x2e, MEMARG, 1, "at -> i32", MVP),
      "Loads 2 bytes and extends with the sign."),
  I32_LOAD16_U(
      op("i32.load16_u", 0x2f, MEMARG, 1, "at -> i32", MVP),
      "Loads 2 bytes and extends with zeros."),
  I64_LOAD8_S(
      op("i64.load8_s", 0x30, MEMARG, 0, "at -> i64", MVP),
      "Loads 1 byte and extends with the sign."),
  I64_LOAD8_U(
      op("i64.load8_u", 0x31, MEMARG, 0, "at -> i64", MVP), "Loads 1 byte and extends with zeros."),
  I64_LOAD16_S(
      op("i64.load16_s", 0x32, MEMARG, 1, "at -> i64", MVP),
      "Loads 2 bytes and extends with the sign."),
  I64_LOAD16_U(
      op("i64.load16_u", 0x33, MEMARG, 1, "at -> i64", MVP),
      "Loads 2 bytes and extends with zeros."),
  I64_LOAD32_S(
      op("i64.load32_s", 0x34, MEMARG, 2, "at -> i64", MVP),
      "Loads 4 bytes and extends with the sign."),
  I64_LOAD32_U(
      op("i64.load32_u", 0x35, MEMARG, 2, "at -> i64", MVP),
      "Loads 4 bytes and extends with zeros."),
  I32_STORE(op("i32.store", 0x36, MEMARG, 2, "at i32 ->", MVP), "Stores 4 bytes."),
  I64_STORE(op("i64.store", 0x37, MEMARG, 3, "at i64 ->", MVP), "Stores 8 bytes."),
  F32_STORE(op("f32.store", 0x38, MEMARG, 2, "at f32 ->", MVP), "Stores 4 bytes."),
  F64_STORE(op("f64.store", 0x39, MEMARG, 3, "at f64 ->", MVP), "Stores 8 bytes."),
  I32_STORE8(op("i32.store8", 0x3a, MEMARG, 0, "at i32 ->", MVP), "Stores the low byte."),
  I32_STORE16(op("i32.store16", 0x3b, MEMARG, 1, "at i32 ->", MVP), "Stores the 2 low bytes."),
  I64_STORE8(op("i64.store8", 0x3c, MEMARG, 0, "at i64 ->", MVP), "Stores the low byte."),
  I64_STORE16(op("i64.store16", 0x3d, MEMARG, 1, "at i64 ->", MVP), "Stores the 2 low bytes."),
  I64_STORE32(op("i64.store32", 0x3e, MEMARG, 2, "at i64 ->", MVP), "Stores the 4 low bytes."),
  MEMORY_SIZE(
      op("memory.size", 0x3f, MEMORY, "-> at", MVP), "Gives the size of a memory in pages."),
  MEMORY_GROW(
      op("memory.grow", 0x40, MEMORY, "at -> at", MVP),
      "Adds pages; gives the size before, or -1 on failure."),

  // Numeric constants
  I32_CONST(op("i32.const", 0x41, I32, "-> i32", MVP), "Gives a constant."),
  I64_CONST(op("i64.const", 0x42, I64, "-> i64", MVP), "Gives a constant."),
  F32_CONST(op("f32.const", 0x43, F32, "-> f32", MVP), "Gives a constant."),
  F64_CONST(op("f64.const", 0x44, F64, "-> f64", MVP), "Gives a constant."),

  // Comparisons
  I32_EQZ(op("i32.eqz", 0x45, NONE, "i32 -> i32", MVP), "Whether it is 0."),
  I32_EQ(op("i32.eq", 0x46, NONE, "i32 i32 -> i32", MVP), "Whether both are equal."),
  I32_NE(op("i32.ne", 0x47, NONE, "i32 i32 -> i32", MVP), "Whether both differ."),
  I32_LT_S(
      op("i32.lt_s", 0x48, NONE, "i32 i32 -> i32", MVP), "Whether the first is less, both signed."),
  I32_LT_U(
      op("i32.lt_u", 0x49, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is less, both unsigned."),
  I32_GT_S(
      op("i32.gt_s", 0x4a, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is greater, both signed."),
  I32_GT_U(
      op("i32.gt_u", 0x4b, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is greater, both unsigned."),
  I32_LE_S(
      op("i32.le_s", 0x4c, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is less or equal, both signed."),
  I32_LE_U(
      op("i32.le_u", 0x4d, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is less or equal, both unsigned."),
  I32_GE_S(
      op("i32.ge_s", 0x4e, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is greater or equal, both signed."),
  I32_GE_U(
      op("i32.ge_u", 0x4f, NONE, "i32 i32 -> i32", MVP),
      "Whether the first is greater or equal, both unsigned."),
  I64_EQZ(op("i64.eqz", 0x50, NONE, "i64 -> i32", MVP), "Whether it is 0."),
  I64_EQ(op("i64.eq", 0x51, NONE, "i64 i64 -> i32", MVP), "Whether both are equal."),
  I64_NE(op("i64.ne", 0x52, NONE, "i64 i64 -> i32", MVP), "Whether both differ."),
  I64_LT_S(
      op("i64.lt_s", 0x53, NONE, "i64 i64 -> i32", MVP), "Whether the first is less, both signed."),
  I64_LT_U(
      op("i64.lt_u", 0x54, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is less, both unsigned."),
  I64_GT_S(
      op("i64.gt_s", 0x55, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is greater, both signed."),
  I64_GT_U(
      op("i64.gt_u", 0x56, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is greater, both unsigned."),
  I64_LE_S(
      op("i64.le_s", 0x57, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is less or equal, both signed."),
  I64_LE_U(
      op("i64.le_u", 0x58, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is less or equal, both unsigned."),
  I64_GE_S(
      op("i64.ge_s", 0x59, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is greater or equal, both signed."),
  I64_GE_U(
      op("i64.ge_u", 0x5a, NONE, "i64 i64 -> i32", MVP),
      "Whether the first is greater or equal, both unsigned."),
  F32_EQ(
      op("f32.eq", 0x5b, NONE, "f32 f32 -> i32", MVP), "Whether both are equal; false with a NaN."),
  F32_NE(op("f32.ne", 0x5c, NONE, "f32 f32 -> i32", MVP), "Whether both differ; true with a NaN."),
  F32_LT(
      op("f32.lt", 0x5d, NONE, "f32 f32 -> i32", MVP),
      "Whether the first is less; false with a NaN."),
  F32_GT(
      op("f32.gt", 0x5e, NONE, "f32 f32 -> i32", MVP),
      "Whether the first is greater; false with a NaN."),
  F32_LE(
      op("f32.le", 0x5f, NONE, "f32 f32 -> i32", MVP),
      "Whether the first is less or equal; false with a NaN."),
  F32_GE(
      op("f32.ge", 0x60, NONE, "f32 f32 -> i32", MVP),
      "Whether the first is greater or equal; false with a NaN."),
  F64_EQ(
      op("f64.eq", 0x61, NONE, "f64 f64 -> i32", MVP), "Whether both are equal; false with a NaN."),
  F64_NE(op("f64.ne", 0x62, NONE, "f64 f64 -> i32", MVP), "Whether both differ; true with a NaN."),
  F64_LT(
      op("f64.lt", 0x63, NONE, "f64 f64 -> i32", MVP),
      "Whether the first is less; false with a NaN."),
  F64_GT(
      op("f64.gt", 0x64, NONE, "f64 f64 -> i32", MVP),
      "Whether the first is greater; false with a NaN."),
  F64_LE(
      op("f64.le", 0x65, NONE, "f64 f64 -> i32", MVP),
      "Whether the first is less or equal; false with a NaN."),
  F64_GE(
      op("f64.ge", 0x66, NONE, "f64 f64 -> i32", MVP),
      "Whether the first is greater or equal; false with a NaN."),

  // Arithmetic
  I32_CLZ(op("i32.clz", 0x67, NONE, "i32 -> i32", MVP), "Counts the zero bits at the high end."),
  I32_CTZ(op("i32.ctz", 0x68, NONE, "i32 -> i32", MVP), "Counts the zero bits at the low end."),
  I32_POPCNT(op("i32.popcnt", 0x69, NONE, "i32 -> i32", MVP), "Counts the one bits."),
  I32_ADD(op("i32.add", 0x6a, NONE, "i32 i32 -> i32", MVP), "Adds, wrapping around."),
  I32_SUB(op("i32.sub", 0x6b, NONE, "i32 i32 -> i32", MVP), "Subtracts, wrapping around."),
  I32_MUL(op("i32.mul", 0x6c, NONE, "i32 i32 -> i32", MVP), "Multiplies, wrapping around."),
  I32_DIV_S(
      op("i32.div_s", 0x6d, NONE, "i32 i32 -> i32", MVP),
      "Divides, signed; traps on 0 and on overflow."),
  I32_DIV_U(op("i32.div_u", 0x6e, NONE, "i32 i32 -> i32", MVP), "Divides, unsigned; traps on 0."),
  I32_REM_S(
      op("i32.rem_s", 0x6f, NONE, "i32 i32 -> i32", MVP),
      "Remainder of a signed division; traps on 0."),
  I32_REM_U(
      op("i32.rem_u", 0x70, NONE, "i32 i32 -> i32", MVP),
      "Remainder of an unsigned division; traps on 0."),
  I32_AND(op("i32.and", 0x71, NONE, "i32 i32 -> i32", MVP), "Bitwise and."),
  I32_OR(op("i32.or", 0x72, NONE, "i32 i32 -> i32", MVP), "Bitwise or."),
  I32_XOR(op("i32.xor", 0x73, NONE, "i32 i32 -> i32", MVP), "Bitwise exclusive or."),
  I32_SHL(
      op("i32.shl", 0x74, NONE, "i32 i32 -> i32", MVP),
      "Shifts left, by the second modulo the width."),
  I32_SHR_S(op("i32.shr_s", 0x75, NONE, "i32 i32 -> i32", MVP), "Shifts right and keeps the sign."),
  I32_SHR_U(
      op("i32.shr_u", 0x76, NONE, "i32 i32 -> i32", MVP), "Shifts right and fills with zeros."),
  I32_ROTL(op("i32.rotl", 0x77, NONE, "i32 i32 -> i32", MVP), "Rotates left."),
  I32_ROTR(op("i32.rotr", 0x78, NONE, "i32 i32 -> i32", MVP), "Rotates right."),
  I64_CLZ(op("i64.clz", 0x79, NONE, "i64 -> i64", MVP), "Counts the zero bits at the high end."),
  I64_CTZ(op("i64.ctz", 0x7a, NONE, "i64 -> i64", MVP), "Counts the zero bits at the low end."),
  I64_POPCNT(op("i64.popcnt", 0x7b, NONE, "i64 -> i64", MVP), "Counts the one bits."),
  I64_ADD(op("i64.add", 0x7c, NONE, "i64 i64 -> i64", MVP), "Adds, wrapping around."),
  I64_SUB(op("i64.sub", 0x7d, NONE, "i64 i64 -> i64", MVP), "Subtracts, wrapping around."),
  I64_MUL(op("i64.mul", 0x7e, NONE, "i64 i64 -> i64", MVP), "Multiplies, wrapping around."),
  I64_DIV_S(
      op("i64.div_s", 0x7f, NONE, "i64 i64 -> i64", MVP),
      "Divides, signed; traps on 0 and on overflow."),
  I64_DIV_U(op("i64.div_u", 0x80, NONE, "i64 i64 -> i64", MVP), "Divides, unsigned; traps on 0."),
  I64_REM_S(
      op("i64.rem_s", 0x81, NONE, "i64 i64 -> i64", MVP),
      "Remainder of a signed division; traps on 0."),
  I64_REM_U(
      op("i64.rem_u", 0x82, NONE, "i64 i64 -> i64", MVP),
      "Remainder of an unsigned division; traps on 0."),
  I64_AND(op("i64.and", 0x83, NONE, "i64 i64 -> i64", MVP), "Bitwise and."),
  I64_OR(op("i64.or", 0x84, NONE, "i64 i64 -> i64", MVP), "Bitwise or."),
  I64_XOR(op("i64.xor", 0x85, NONE, "i64 i64 -> i64", MVP), "Bitwise exclusive or."),
  I64_SHL(
      op("i64.shl", 0x86, NONE, "i64 i64 -> i64", MVP),
      "Shifts left, by the second modulo the width."),
  I64_SHR_S(op("i64.shr_s", 0x87, NONE, "i64 i64 -> i64", MVP), "Shifts right and keeps the sign."),
  I64_SHR_U(
      op("i64.shr_u", 0x88, NONE, "i64 i64 -> i64", MVP), "Shifts right and fills with zeros."),
  I64_ROTL(op("i64.rotl", 0x89, NONE, "i64 i64 -> i64", MVP), "Rotates left."),
  I64_ROTR(op("i64.rotr", 0x8a, NONE, "i64 i64 -> i64", MVP), "Rotates right."),
  F32_ABS(op("f32.abs", 0x8b, NONE, "f32 -> f32", MVP), "Absolute value."),
  F32_NEG(op("f32.neg", 0x8c, NONE, "f32 -> f32", MVP), "Negates."),
  F32_CEIL(op("f32.ceil", 0x8d, NONE, "f32 -> f32", MVP), "Rounds up."),
  F32_FLOOR(op("f32.floor", 0x8e, NONE, "f32 -> f32", MVP), "Rounds down."),
  F32_TRUNC(op("f32.trunc", 0x8f, NONE, "f32 -> f32", MVP), "Rounds towards zero."),
  F32_NEAREST(
      op("f32.nearest", 0x90, NONE, "f32 -> f32", MVP),
      "Rounds to the nearest whole number, ties to even."),
  F32_SQRT(op("f32.sqrt", 0x91, NONE, "f32 -> f32", MVP), "Square root."),
  F32_ADD(op("f32.add", 0x92, NONE, "f32 f32 -> f32", MVP), "Adds."),
  F32_SUB(op("f32.sub", 0x93, NONE, "f32 f32 -> f32", MVP), "Subtracts."),
  F32_MUL(op("f32.mul", 0x94, NONE, "f32 f32 -> f32", MVP), "Multiplies."),
  F32_DIV(op("f32.div", 0x95, NONE, "f32 f32 -> f32", MVP), "Divides."),
  F32_MIN(op("f32.min", 0x96, NONE, "f32 f32 -> f32", MVP), "The lesser; a NaN with a NaN."),
  F32_MAX(op("f32.max", 0x97, NONE, "f32 f32 -> f32", MVP), "The greater; a NaN with a NaN."),
  F32_COPYSIGN(
      op("f32.copysign", 0x98, NONE, "f32 f32 -> f32", MVP),
      "The first with the sign of the second."),
  F64_ABS(op("f64.abs", 0x99, NONE, "f64 -> f64", MVP), "Absolute value."),
  F64_NEG(op("f64.neg", 0x9a, NONE, "f64 -> f64", MVP), "Negates."),
  F64_CEIL(op("f64.ceil", 0x9b, NONE, "f64 -> f64", MVP), "Rounds up."),
  F64_FLOOR(op("f64.floor", 0x9c, NONE, "f64 -> f64", MVP), "Rounds down."),
  F64_TRUNC(op("f64.trunc", 0x9d, NONE, "f64 -> f64", MVP), "Rounds towards zero."),
  F64_NEAREST(
      op("f64.nearest", 0x9e, NONE, "f64 -> f64", MVP),
      "Rounds to the nearest whole number, ties to even."),
  F64_SQRT(op("f64.sqrt", 0x9f, NONE, "f64 -> f64", MVP), "Square root."),
  F64_ADD(op("f64.add", 0xa0, NONE, "f64 f64 -> f64", MVP), "Adds."),
  F64_SUB(op("f64.sub", 0xa1, NONE, "f64 f64 -> f64", MVP), "Subtracts."),
  F64_MUL(op("f64.mul", 0xa2, NONE, "f64 f64 -> f64", MVP), "Multiplies."),
  F64_DIV(op("f64.div", 0xa3, NONE, "f64 f64 -> f64", MVP), "Divides."),
  F64_MIN(op("f64.min", 0xa4, NONE, "f64 f64 -> f64", MVP), "The lesser; a NaN with a NaN."),
  F64_MAX(op("f64.max", 0xa5, NONE, "f64 f64 -> f64", MVP), "The greater; a NaN with a NaN."),
  F64_COPYSIGN(
      op("f64.copysign", 0xa6, NONE, "f64 f64 -> f64", MVP),
      "The first with the sign of the second."),

  // Conversions
  I32_WRAP_I64(op("i32.wrap_i64", 0xa7, NONE, "i64 -> i32", MVP), "Keeps the low 32 bits."),
  I32_TRUNC_F32_S(
      op("i32.trunc_f32_s", 0xa8, NONE, "f32 -> i32", MVP),
      "Rounds towards zero, signed; traps on NaN and out of range."),
  I32_TRUNC_F32_U(
      op("i32.trunc_f32_u", 0xa9, NONE, "f32 -> i32", MVP),
      "Rounds towards zero, unsigned; traps on NaN and out of range."),
  I32_TRUNC_F64_S(
      op("i32.trunc_f64_s", 0xaa, NONE, "f64 -> i32", MVP),
      "Rounds towards zero, signed; traps on NaN and out of range."),
  I32_TRUNC_F64_U(
      op("i32.trunc_f64_u", 0xab, NONE, "f64 -> i32", MVP),
      "Rounds towards zero, unsigned; traps on NaN and out of range."),
  I64_EXTEND_I32_S(op("i64.extend_i32_s", 0xac, NONE, "i32 -> i64", MVP), "Extends with the sign."),
  I64_EXTEND_I32_U(op("i64.extend_i32_u", 0xad, NONE, "i32 -> i64", MVP), "Extends with zeros."),
  I64_TRUNC_F32_S(
      op("i64.trunc_f32_s", 0xae, NONE, "f32 -> i64", MVP),
      "Rounds towards zero, signed; traps on NaN and out of range."),
  I64_TRUNC_F32_U(
      op("i64.trunc_f32_u", 0xaf, NONE, "f32 -> i64", MVP),
      "Rounds towards zero, unsigned; traps on NaN and out of range."),
  I64_TRUNC_F64_S(
      op("i64.trunc_f64_s", 0xb0, NONE, "f64 -> i64", MVP),
      "Rounds towards zero, signed; traps on NaN and out of range."),
  I64_TRUNC_F64_U(
      op("i64.trunc_f64_u", 0xb1, NONE, "f64 -> i64", MVP),
      "Rounds towards zero, unsigned; traps on NaN and out of range."),
  F32_CONVERT_I32_S(
      op("f32.convert_i32_s", 0xb2, NONE, "i32 -> f32", MVP),
      "Converts a signed number, to the nearest."),
  F32_CONVERT_I32_U(
      op("f32.convert_i32_u", 0xb3, NONE, "i32 -> f32", MVP),
      "Converts an unsigned number, to the nearest."),
  F32_CONVERT_I64_S(
      op("f32.convert_i64_s", 0xb4, NONE, "i64 -> f32", MVP),
      "Converts a signed number, to the nearest."),
  F32_CONVERT_I64_U(
      op("f32.convert_i64_u", 0xb5, NONE, "i64 -> f32", MVP),
      "Converts an unsigned number, to the nearest."),
  F32_DEMOTE_F64(
      op("f32.demote_f64", 0xb6, NONE, "f64 -> f32", MVP), "Rounds to single precision."),
  F64_CONVERT_I32_S(
      op("f64.convert_i32_s", 0xb7, NONE, "i32 -> f64", MVP), "Converts a signed number."),
  F64_CONVERT_I32_U(
      op("f64.convert_i32_u", 0xb8, NONE, "i32 -> f64", MVP), "Converts an unsigned number."),
  F64_CONVERT_I64_S(
      op("f64.convert_i64_s", 0xb9, NONE, "i64 -> f64", MVP),
      "Converts a signed number, to the nearest."),
  F64_CONVERT_I64_U(
      op("f64.convert_i64_u", 0xba, NONE, "i64 -> f64", MVP),
      "Converts an unsigned number, to the nearest."),
  F64_PROMOTE_F32(
      op("f64.promote_f32", 0xbb, NONE, "f32 -> f64", MVP), "Widens to double precision."),
  I32_REINTERPRET_F32(
      op("i32.reinterpret_f32", 0xbc, NONE, "f32 -> i32", MVP), "Takes the bits as they are."),
  I64_REINTERPRET_F64(
      op("i64.reinterpret_f64", 0xbd, NONE, "f64 -> i64", MVP), "Takes the bits as they are."),
  F32_REINTERPRET_I32(
      op("f32.reinterpret_i32", 0xbe, NONE, "i32 -> f32", MVP), "Takes the bits as they are."),
  F64_REINTERPRET_I64(
      op("f64.reinterpret_i64", 0xbf, NONE, "i64 -> f64", MVP), "Takes the bits as they are."),
  I32_EXTEND8_S(
      op("i32.extend8_s", 0xc0, NONE, "i32 -> i32", SIGN_EXTENSION),
      "Extends the low 8 bits with their sign."),
  I32_EXTEND16_S(
      op("i32.extend16_s", 0xc1, NONE, "i32 -> i32", SIGN_EXTENSION),
      "Extends the low 16 bits with their sign."),
  I64_EXTEND8_S(
      op("i64.extend8_s", 0xc2, NONE, "i64 -> i64", SIGN_EXTENSION),
      "Extends the low 8 bits with their sign."),
  I64_EXTEND16_S(
      op("i64.extend16_s", 0xc3, NONE, "i64 -> i64", SIGN_EXTENSION),
      "Extends the low 16 bits with their sign."),
  I64_EXTEND32_S(
      op("i64.extend32_s", 0xc4, NONE, "i64 -> i64", SIGN_EXTENSION),
      "Extends the low 32 bits with their sign."),

  // Reference instructions
  REF_NULL(
      op("ref.null", 0xd0, HEAP_TYPE, "-> (ref null ht)", REFERENCE_TYPES),
      "Gives the null reference of a heap type."),
  REF_IS_NULL(
      op("ref.is_null", 0xd1, NONE, "(ref null ht) -> i32", REFERENCE_TYPES),
      "Whether a reference is null."),
  REF_FUNC(
      op("ref.func", 0xd2, FUNCTION, "-> (ref x)", REFERENCE_TYPES),
      "Gives a reference to a function."),
  REF_EQ(
      op("ref.eq", 0xd3, NONE, "eqref eqref -> i32", GC), "Whether two references are the same."),
  REF_AS_NON_NULL(
      op("ref.as_non_null", 0xd4, NONE, "(ref null ht) -> (ref ht)", FUNCTION_REFERENCES),
      "Traps when a reference is null."),
  BR_ON_NULL(
      op("br_on_null", 0xd5, LABEL, "t* (ref null ht) -> t* (ref ht)", FUNCTION_REFERENCES),
      "Branches when a reference is null, and drops it then."),
  BR_ON_NON_NULL(
      op("br_on_non_null", 0xd6, LABEL, "t* (ref null ht) -> t*", FUNCTION_REFERENCES),
      "Branches with a reference unless it is null."),

  // Aggregate instructions
  STRUCT_NEW(
      op("struct.new", 0xfb, 0, TYPE, "t* -> (ref x)", GC), "Makes a structure of the operands."),
  STRUCT_NEW_DEFAULT(
      op("struct.new_default", 0xfb, 1, TYPE, "-> (ref x)", GC),
      "Makes a structure of zeros and nulls."),
  STRUCT_GET(
      op("struct.get", 0xfb, 2, TYPE_FIELD, "(ref null x) -> t", GC),
      "Reads a field; traps on null."),
  STRUCT_GET_S(
      op("struct.get_s", 0xfb, 3, TYPE_FIELD, "(ref null x) -> i32", GC),
      "Reads a packed field and extends it with its sign."),
  STRUCT_GET_U(
      op("struct.get_u", 0xfb, 4, TYPE_FIELD, "(ref null x) -> i32", GC),
      "Reads a packed field and extends it with zeros."),
  STRUCT_SET(
      op("struct.set", 0xfb, 5, TYPE_FIELD, "(ref null x) t ->", GC),
      "Writes a mutable field; traps on null."),
  ARRAY_NEW(
      op("array.new", 0xfb, 6, TYPE, "t i32 -> (ref x)", GC),
      "Makes an array of as many copies of a value."),
  ARRAY_NEW_DEFAULT(
      op("array.new_default", 0xfb, 7, TYPE, "i32 -> (ref x)", GC),
      "Makes an array of zeros or nulls."),
  ARRAY_NEW_FIXED(
      op("array.new_fixed", 0xfb, 8, TYPE_COUNT, "t* -> (ref x)", GC),
      "Makes an array of the operands."),
  ARRAY_NEW_DATA(
      op("array.new_data", 0xfb, 9, TYPE_DATA, "i32 i32 -> (ref x)", GC),
      "Makes an array of a part of a data segment."),
  ARRAY_NEW_ELEM(
      op("array.new_elem", 0xfb, 10, TYPE_ELEMENT, "i32 i32 -> (ref x)", GC),
      "Makes an array of a part of an element segment."),
  ARRAY_GET(
      op("array.get", 0xfb, 11, TYPE, "(ref null x) i32 -> t", GC),
      "Reads an element; traps on null and out of bounds."),
  ARRAY_GET_S(
      op("array.get_s", 0xfb, 12, TYPE, "(ref null x) i32 -> i32", GC),
      "Reads a packed element and extends it with its sign."),
  ARRAY_GET_U(
      op("array.get_u", 0xfb, 13, TYPE, "(ref null x) i32 -> i32", GC),
      "Reads a packed element and extends it with zeros."),
  ARRAY_SET(
      op("array.set", 0xfb, 14, TYPE, "(ref null x) i32 t ->", GC),
      "Writes an element; traps on null and out of bounds."),
  ARRAY_LEN(
      op("array.len", 0xfb, 15, NONE, "arrayref -> i32", GC),
      "Gives the length of an array; traps on null."),
  ARRAY_FILL(
      op("array.fill", 0xfb, 16, TYPE, "(ref null x) i32 t i32 ->", GC),
      "Fills a part of an array with a value."),
  ARRAY_COPY(
      op("array.copy", 0xfb, 17, TYPE_TYPE, "(ref null x) i32 (ref null y) i32 i32 ->", GC),
      "Copies a part of an array; both may overlap."),
  ARRAY_INIT_DATA(
      op("array.init_data", 0xfb, 18, TYPE_DATA, "(ref null x) i32 i32 i32 ->", GC),
      "Copies a part of a data segment into an array."),
  ARRAY_INIT_ELEM(
      op("array.init_elem", 0xfb, 19, TYPE_ELEMENT, "(ref null x) i32 i32 i32 ->", GC),
      "Copies a part of an element segment into an array."),
  REF_TEST(
      op("ref.test", 0xfb, 20, CAST_TARGET, "(ref null ht) -> i32", GC),
      "Whether a reference is of a type and not null."),
  REF_TEST_NULL(
      op("ref.test", 0xfb, 21, CAST_TARGET, "(ref null ht) -> i32", GC),
      "Whether a reference is null or of a type."),
  REF_CAST(
      op("ref.cast", 0xfb, 22, CAST_TARGET, "(ref null ht1) -> (ref ht2)", GC),
      "Traps unless a reference is of a type and not null."),
  REF_CAST_NULL(
      op("ref.cast", 0xfb, 23, CAST_TARGET, "(ref null ht1) -> (ref null ht2)", GC),
      "Traps unless a reference is null or of a type."),
  BR_ON_CAST(
      op("br_on_cast", 0xfb, 24, LABEL_CAST, "t* rt1 -> t* rt3", GC),
      "Branches with a reference when it is of the second type."),
  BR_ON_CAST_FAIL(
      op("br_on_cast_fail", 0xfb, 25, LABEL_CAST, "t* rt1 -> t* rt2", GC),
      "Branches with a reference unless it is of the second type."),
  ANY_CONVERT_EXTERN(
      op("any.convert_extern", 0xfb, 26, NONE, "(ref null1 extern) -> (ref null2 any)", GC),
      "Takes a reference of the host in."),
  EXTERN_CONVERT_ANY(
      op("extern.convert_any", 0xfb, 27, NONE, "(ref null1 any) -> (ref null2 extern)", GC),
      "Makes a reference one for the host."),
  REF_I31(
      op("ref.i31", 0xfb, 28, NONE, "i32 -> (ref i31)", GC),
      "Makes a reference of the low 31 bits."),
  I31_GET_S(
      op("i31.get_s", 0xfb, 29, NONE, "i31ref -> i32", GC),
      "Reads 31 bits and extends them with their sign; traps on null."),
  I31_GET_U(
      op("i31.get_u", 0xfb, 30, NONE, "i31ref -> i32", GC),
      "Reads 31 bits and extends them with a zero; traps on null."),

  // Saturating conversions, bulk memory and table instructions, wide arithmetic
  I32_TRUNC_SAT_F32_S(
      op("i32.trunc_sat_f32_s", 0xfc, 0, NONE, "f32 -> i32", SATURATING_CONVERSION),
      "Rounds towards zero, signed; the nearest number out of range, 0 for NaN."),
  I32_TRUNC_SAT_F32_U(
      op("i32.trunc_sat_f32_u", 0xfc, 1, NONE, "f32 -> i32", SATURATING_CONVERSION),
      "Rounds towards zero, unsigned; the nearest number out of range, 0 for NaN."),
  I32_TRUNC_SAT_F64_S(
      op("i32.trunc_sat_f64_s", 0xfc, 2, NONE, "f64 -> i32", SATURATING_CONVERSION),
      "Rounds towards zero, signed; the nearest number out of range, 0 for NaN."),
  I32_TRUNC_SAT_F64_U(
      op("i32.trunc_sat_f64_u", 0xfc, 3, NONE, "f64 -> i32", SATURATING_CONVERSION),
      "Rounds towards zero, unsigned; the nearest number out of range, 0 for NaN."),
  I64_TRUNC_SAT_F32_S(
      op("i64.trunc_sat_f32_s", 0xfc, 4, NONE, "f32 -> i64", SATURATING_CONVERSION),
      "Rounds towards zero, signed; the nearest number out of range, 0 for NaN."),
  I64_TRUNC_SAT_F32_U(
      op("i64.trunc_sat_f32_u", 0xfc, 5, NONE, "f32 -> i64", SATURATING_CONVERSION),
      "Rounds towards zero, unsigned; the nearest number out of range, 0 for NaN."),
  I64_TRUNC_SAT_F64_S(
      op("i64.trunc_sat_f64_s", 0xfc, 6, NONE, "f64 -> i64", SATURATING_CONVERSION),
      "Rounds towards zero, signed; the nearest number out of range, 0 for NaN."),
  I64_TRUNC_SAT_F64_U(
      op("i64.trunc_sat_f64_u", 0xfc, 7, NONE, "f64 -> i64", SATURATING_CONVERSION),
      "Rounds towards zero, unsigned; the nearest number out of range, 0 for NaN."),
  MEMORY_INIT(
      op("memory.init", 0xfc, 8, DATA_MEMORY, "at i32 i32 ->", BULK_MEMORY),
      "Copies a part of a data segment into a memory."),
  DATA_DROP(op("data.drop", 0xfc, 9, DATA, "->", BULK_MEMORY), "Empties a data segment."),
  MEMORY_COPY(
      op("memory.copy", 0xfc, 10, MEMORY_MEMORY, "at1 at2 min(at1,at2) ->", BULK_MEMORY),
      "Copies a part of a memory; both may overlap."),
  MEMORY_FILL(
      op("memory.fill", 0xfc, 11, MEMORY, "at i32 at ->", BULK_MEMORY),
      "Fills a part of a memory with a byte."),
  TABLE_INIT(
      op("table.init", 0xfc, 12, ELEMENT_TABLE, "at i32 i32 ->", BULK_MEMORY),
      "Copies a part of an element segment into a table."),
  ELEM_DROP(op("elem.drop", 0xfc, 13, ELEMENT, "->", BULK_MEMORY), "Empties an element segment."),
  TABLE_COPY(
      op("table.copy", 0xfc, 14, TABLE_TABLE, "at1 at2 min(at1,at2) ->", BULK_MEMORY),
      "Copies a part of a table; both may overlap."),
  TABLE_GROW(
      op("table.grow", 0xfc, 15, TABLE, "t at -> at", REFERENCE_TYPES),
      "Adds slots; gives the size before, or -1 on failure."),
  TABLE_SIZE(
      op("table.size", 0xfc, 16, TABLE, "-> at", REFERENCE_TYPES), "Gives the size of a table."),
  TABLE_FILL(
      op("table.fill", 0xfc, 17, TABLE, "at t at ->", REFERENCE_TYPES),
      "Fills a part of a table with a value."),
  I64_ADD128(
      op("i64.add128", 0xfc, 19, NONE, "i64 i64 i64 i64 -> i64 i64", WIDE_ARITHMETIC),
      "Adds 128-bit numbers, each as low and high half."),
  I64_SUB128(
      op("i64.sub128", 0xfc, 20, NONE, "i64 i64 i64 i64 -> i64 i64", WIDE_ARITHMETIC),
      "Subtracts 128-bit numbers, each as low and high half."),
  I64_MUL_WIDE_S(
      op("i64.mul_wide_s", 0xfc, 21, NONE, "i64 i64 -> i64 i64", WIDE_ARITHMETIC),
      "The 128 bits of a signed product, low half first."),
  I64_MUL_WIDE_U(
      op("i64.mul_wide_u", 0xfc, 22, NONE, "i64 i64 -> i64 i64", WIDE_ARITHMETIC),
      "The 128 bits of an unsigned product, low half first."),

  // Vector instructions
  V128_LOAD(op("v128.load", 0xfd, 0, MEMARG, 4, "at -> v128", SIMD), "Loads 16 bytes."),
  V128_LOAD8X8_S(
      op("v128.load8x8_s", 0xfd, 1, MEMARG, 3, "at -> v128", SIMD),
      "Loads 8 bytes and extends each lane with its sign."),
  V128_LOAD8X8_U(
      op("v128.load8x8_u", 0xfd, 2, MEMARG, 3, "at -> v128", SIMD),
      "Loads 8 bytes and extends each lane with zeros."),
  V128_LOAD16X4_S(
      op("v128.load16x4_s", 0xfd, 3, MEMARG, 3, "at -> v128", SIMD),
      "Loads 8 bytes and extends each lane with its sign."),
  V128_LOAD16X4_U(
      op("v128.load16x4_u", 0xfd, 4, MEMARG, 3, "at -> v128", SIMD),
      "Loads 8 bytes and extends each lane with zeros."),
  V128_LOAD32X2_S(
      op("v128.load32x2_s", 0xfd, 5, MEMARG, 3, "at -> v128", SIMD),
      "Loads 8 bytes and extends each lane with its sign."),
  V128_LOAD32X2_U(
      op("v128.load32x2_u", 0xfd, 6, MEMARG, 3, "at -> v128", SIMD),
      "Loads 8 bytes and extends each lane with zeros."),
  V128_LOAD8_SPLAT(
      op("v128.load8_splat", 0xfd, 7, MEMARG, 0, "at -> v128", SIMD),
      "Loads 8 bits into every lane."),
  V128_LOAD16_SPLAT(
      op("v128.load16_splat", 0xfd, 8, MEMARG, 1, "at -> v128", SIMD),
      "Loads 16 bits into every lane."),
  V128_LOAD32_SPLAT(
      op("v128.load32_splat", 0xfd, 9, MEMARG, 2, "at -> v128", SIMD),
      "Loads 32 bits into every lane."),
  V128_LOAD64_SPLAT(
      op("v128.load64_splat", 0xfd, 10, MEMARG, 3, "at -> v128", SIMD),
      "Loads 64 bits into every lane."),
  V128_STORE(op("v128.store", 0xfd, 11, MEMARG, 4, "at v128 ->", SIMD), "Stores 16 bytes."),
  V128_CONST(op("v128.const", 0xfd, 12, V128, "-> v128", SIMD), "Gives a constant."),
  I8X16_SHUFFLE(
      op("i8x16.shuffle", 0xfd, 13, LANES, "v128 v128 -> v128", SIMD),
      "Picks 16 of the 32 bytes of both."),
  I8X16_SWIZZLE(
      op("i8x16.swizzle", 0xfd, 14, NONE, "v128 v128 -> v128", SIMD),
      "Picks bytes of the first by the indices in the second, 0 out of range."),
  I8X16_SPLAT(
      op("i8x16.splat", 0xfd, 15, NONE, "i32 -> v128", SIMD),
      "Copies the operand into every lane."),
  I16X8_SPLAT(
      op("i16x8.splat", 0xfd, 16, NONE, "i32 -> v128", SIMD),
      "Copies the operand into every lane."),
  I32X4_SPLAT(
      op("i32x4.splat", 0xfd, 17, NONE, "i32 -> v128", SIMD),
      "Copies the operand into every lane."),
  I64X2_SPLAT(
      op("i64x2.splat", 0xfd, 18, NONE, "i64 -> v128", SIMD),
      "Copies the operand into every lane."),
  F32X4_SPLAT(
      op("f32x4.splat", 0xfd, 19, NONE, "f32 -> v128", SIMD),
      "Copies the operand into every lane."),
  F64X2_SPLAT(
      op("f64x2.splat", 0xfd, 20, NONE, "f64 -> v128", SIMD),
      "Copies the operand into every lane."),
  I8X16_EXTRACT_LANE_S(
      op("i8x16.extract_lane_s", 0xfd, 21, LANE, "v128 -> i32", SIMD),
      "Reads a lane and extends it with its sign."),
  I8X16_EXTRACT_LANE_U(
      op("i8x16.extract_lane_u", 0xfd, 22, LANE, "v128 -> i32", SIMD),
      "Reads a lane and extends it with zeros."),
  I8X16_REPLACE_LANE(
      op("i8x16.replace_lane", 0xfd, 23, LANE, "v128 i32 -> v128", SIMD), "Replaces a lane."),
  I16X8_EXTRACT_LANE_S(
      op("i16x8.extract_lane_s", 0xfd, 24, LANE, "v128 -> i32", SIMD),
      "Reads a lane and extends it with its sign."),
  I16X8_EXTRACT_LANE_U(
      op("i16x8.extract_lane_u", 0xfd, 25, LANE, "v128 -> i32", SIMD),
      "Reads a lane and extends it with zeros."),
  I16X8_REPLACE_LANE(
      op("i16x8.replace_lane", 0xfd, 26, LANE, "v128 i32 -> v128", SIMD), "Replaces a lane."),
  I32X4_EXTRACT_LANE(
      op("i32x4.extract_lane", 0xfd, 27, LANE, "v128 -> i32", SIMD), "Reads a lane."),
  I32X4_REPLACE_LANE(
      op("i32x4.replace_lane", 0xfd, 28, LANE, "v128 i32 -> v128", SIMD), "Replaces a lane."),
  I64X2_EXTRACT_LANE(
      op("i64x2.extract_lane", 0xfd, 29, LANE, "v128 -> i64", SIMD), "Reads a lane."),
  I64X2_REPLACE_LANE(
      op("i64x2.replace_lane", 0xfd, 30, LANE, "v128 i64 -> v128", SIMD), "Replaces a lane."),
  F32X4_EXTRACT_LANE(
      op("f32x4.extract_lane", 0xfd, 31, LANE, "v128 -> f32", SIMD), "Reads a lane."),
  F32X4_REPLACE_LANE(
      op("f32x4.replace_lane", 0xfd, 32, LANE, "v128 f32 -> v128", SIMD), "Replaces a lane."),
  F64X2_EXTRACT_LANE(
      op("f64x2.extract_lane", 0xfd, 33, LANE, "v128 -> f64", SIMD), "Reads a lane."),
  F64X2_REPLACE_LANE(
      op("f64x2.replace_lane", 0xfd, 34, LANE, "v128 f64 -> v128", SIMD), "Replaces a lane."),
  I8X16_EQ(
      op("i8x16.eq", 0xfd, 35, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both are equal."),
  I8X16_NE(
      op("i8x16.ne", 0xfd, 36, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both differ."),
  I8X16_LT_S(
      op("i8x16.lt_s", 0xfd, 37, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, signed."),
  I8X16_LT_U(
      op("i8x16.lt_u", 0xfd, 38, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, unsigned."),
  I8X16_GT_S(
      op("i8x16.gt_s", 0xfd, 39, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, signed."),
  I8X16_GT_U(
      op("i8x16.gt_u", 0xfd, 40, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, unsigned."),
  I8X16_LE_S(
      op("i8x16.le_s", 0xfd, 41, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, signed."),
  I8X16_LE_U(
      op("i8x16.le_u", 0xfd, 42, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, unsigned."),
  I8X16_GE_S(
      op("i8x16.ge_s", 0xfd, 43, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, signed."),
  I8X16_GE_U(
      op("i8x16.ge_u", 0xfd, 44, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, unsigned."),
  I16X8_EQ(
      op("i16x8.eq", 0xfd, 45, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both are equal."),
  I16X8_NE(
      op("i16x8.ne", 0xfd, 46, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both differ."),
  I16X8_LT_S(
      op("i16x8.lt_s", 0xfd, 47, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, signed."),
  I16X8_LT_U(
      op("i16x8.lt_u", 0xfd, 48, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, unsigned."),
  I16X8_GT_S(
      op("i16x8.gt_s", 0xfd, 49, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, signed."),
  I16X8_GT_U(
      op("i16x8.gt_u", 0xfd, 50, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, unsigned."),
  I16X8_LE_S(
      op("i16x8.le_s", 0xfd, 51, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, signed."),
  I16X8_LE_U(
      op("i16x8.le_u", 0xfd, 52, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, unsigned."),
  I16X8_GE_S(
      op("i16x8.ge_s", 0xfd, 53, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, signed."),
  I16X8_GE_U(
      op("i16x8.ge_u", 0xfd, 54, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, unsigned."),
  I32X4_EQ(
      op("i32x4.eq", 0xfd, 55, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both are equal."),
  I32X4_NE(
      op("i32x4.ne", 0xfd, 56, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both differ."),
  I32X4_LT_S(
      op("i32x4.lt_s", 0xfd, 57, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, signed."),
  I32X4_LT_U(
      op("i32x4.lt_u", 0xfd, 58, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, unsigned."),
  I32X4_GT_S(
      op("i32x4.gt_s", 0xfd, 59, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, signed."),
  I32X4_GT_U(
      op("i32x4.gt_u", 0xfd, 60, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, unsigned."),
  I32X4_LE_S(
      op("i32x4.le_s", 0xfd, 61, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, signed."),
  I32X4_LE_U(
      op("i32x4.le_u", 0xfd, 62, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, unsigned."),
  I32X4_GE_S(
      op("i32x4.ge_s", 0xfd, 63, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, signed."),
  I32X4_GE_U(
      op("i32x4.ge_u", 0xfd, 64, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, unsigned."),
  F32X4_EQ(
      op("f32x4.eq", 0xfd, 65, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both are equal."),
  F32X4_NE(
      op("f32x4.ne", 0xfd, 66, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both differ."),
  F32X4_LT(
      op("f32x4.lt", 0xfd, 67, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less."),
  F32X4_GT(
      op("f32x4.gt", 0xfd, 68, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater."),
  F32X4_LE(
      op("f32x4.le", 0xfd, 69, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal."),
  F32X4_GE(
      op("f32x4.ge", 0xfd, 70, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal."),
  F64X2_EQ(
      op("f64x2.eq", 0xfd, 71, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both are equal."),
  F64X2_NE(
      op("f64x2.ne", 0xfd, 72, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both differ."),
  F64X2_LT(
      op("f64x2.lt", 0xfd, 73, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less."),
  F64X2_GT(
      op("f64x2.gt", 0xfd, 74, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater."),
  F64X2_LE(
      op("f64x2.le", 0xfd, 75, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal."),
  F64X2_GE(
      op("f64x2.ge", 0xfd, 76, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal."),
  V128_NOT(op("v128.not", 0xfd, 77, NONE, "v128 -> v128", SIMD), "Bitwise not."),
  V128_AND(op("v128.and", 0xfd, 78, NONE, "v128 v128 -> v128", SIMD), "Bitwise and."),
  V128_ANDNOT(
      op("v128.andnot", 0xfd, 79, NONE, "v128 v128 -> v128", SIMD),
      "Bitwise and of the first with the inverted second."),
  V128_OR(op("v128.or", 0xfd, 80, NONE, "v128 v128 -> v128", SIMD), "Bitwise or."),
  V128_XOR(op("v128.xor", 0xfd, 81, NONE, "v128 v128 -> v128", SIMD), "Bitwise exclusive or."),
  V128_BITSELECT(
      op("v128.bitselect", 0xfd, 82, NONE, "v128 v128 v128 -> v128", SIMD),
      "Takes each bit of the first where the third has a one, else of the second."),
  V128_ANY_TRUE(
      op("v128.any_true", 0xfd, 83, NONE, "v128 -> i32", SIMD), "Whether any bit is one."),
  V128_LOAD8_LANE(
      op("v128.load8_lane", 0xfd, 84, MEMARG_LANE, 0, "at v128 -> v128", SIMD),
      "Loads 8 bits into one lane."),
  V128_LOAD16_LANE(
      op("v128.load16_lane", 0xfd, 85, MEMARG_LANE, 1, "at v128 -> v128", SIMD),
      "Loads 16 bits into one lane."),
  V128_LOAD32_LANE(
      op("v128.load32_lane", 0xfd, 86, MEMARG_LANE, 2, "at v128 -> v128", SIMD),
      "Loads 32 bits into one lane."),
  V128_LOAD64_LANE(
      op("v128.load64_lane", 0xfd, 87, MEMARG_LANE, 3, "at v128 -> v128", SIMD),
      "Loads 64 bits into one lane."),
  V128_STORE8_LANE(
      op("v128.store8_lane", 0xfd, 88, MEMARG_LANE, 0, "at v128 ->", SIMD),
      "Stores the 8 bits of one lane."),
  V128_STORE16_LANE(
      op("v128.store16_lane", 0xfd, 89, MEMARG_LANE, 1, "at v128 ->", SIMD),
      "Stores the 16 bits of one lane."),
  V128_STORE32_LANE(
      op("v128.store32_lane", 0xfd, 90, MEMARG_LANE, 2, "at v128 ->", SIMD),
      "Stores the 32 bits of one lane."),
  V128_STORE64_LANE(
      op("v128.store64_lane", 0xfd, 91, MEMARG_LANE, 3, "at v128 ->", SIMD),
      "Stores the 64 bits of one lane."),
  V128_LOAD32_ZERO(
      op("v128.load32_zero", 0xfd, 92, MEMARG, 2, "at -> v128", SIMD),
      "Loads 32 bits into the lowest lane, zeros above."),
  V128_LOAD64_ZERO(
      op("v128.load64_zero", 0xfd, 93, MEMARG, 3, "at -> v128", SIMD),
      "Loads 64 bits into the lowest lane, zeros above."),
  F32X4_DEMOTE_F64X2_ZERO(
      op("f32x4.demote_f64x2_zero", 0xfd, 94, NONE, "v128 -> v128", SIMD),
      "Rounds two lanes to single precision, zeros above."),
  F64X2_PROMOTE_LOW_F32X4(
      op("f64x2.promote_low_f32x4", 0xfd, 95, NONE, "v128 -> v128", SIMD),
      "Widens the two low lanes to double precision."),
  I8X16_ABS(op("i8x16.abs", 0xfd, 96, NONE, "v128 -> v128", SIMD), "Absolute value of each lane."),
  I8X16_NEG(op("i8x16.neg", 0xfd, 97, NONE, "v128 -> v128", SIMD), "Negates each lane."),
  I8X16_POPCNT(
      op("i8x16.popcnt", 0xfd, 98, NONE, "v128 -> v128", SIMD),
      "Counts the one bits of each lane."),
  I8X16_ALL_TRUE(
      op("i8x16.all_true", 0xfd, 99, NONE, "v128 -> i32", SIMD), "Whether no lane is 0."),
  I8X16_BITMASK(
      op("i8x16.bitmask", 0xfd, 100, NONE, "v128 -> i32", SIMD),
      "Gathers the highest bit of every lane."),
  I8X16_NARROW_I16X8_S(
      op("i8x16.narrow_i16x8_s", 0xfd, 101, NONE, "v128 v128 -> v128", SIMD),
      "Narrows the lanes of both, keeping to the signed range."),
  I8X16_NARROW_I16X8_U(
      op("i8x16.narrow_i16x8_u", 0xfd, 102, NONE, "v128 v128 -> v128", SIMD),
      "Narrows the lanes of both, keeping to the unsigned range."),
  F32X4_CEIL(op("f32x4.ceil", 0xfd, 103, NONE, "v128 -> v128", SIMD), "Rounds each lane up."),
  F32X4_FLOOR(op("f32x4.floor", 0xfd, 104, NONE, "v128 -> v128", SIMD), "Rounds each lane down."),
  F32X4_TRUNC(
      op("f32x4.trunc", 0xfd, 105, NONE, "v128 -> v128", SIMD), "Rounds each lane towards zero."),
  F32X4_NEAREST(
      op("f32x4.nearest", 0xfd, 106, NONE, "v128 -> v128", SIMD),
      "Rounds each lane to the nearest whole number, ties to even."),
  I8X16_SHL(op("i8x16.shl", 0xfd, 107, NONE, "v128 i32 -> v128", SIMD), "Shifts each lane left."),
  I8X16_SHR_S(
      op("i8x16.shr_s", 0xfd, 108, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and keeps its sign."),
  I8X16_SHR_U(
      op("i8x16.shr_u", 0xfd, 109, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and fills with zeros."),
  I8X16_ADD(
      op("i8x16.add", 0xfd, 110, NONE, "v128 v128 -> v128", SIMD), "Adds lanes, wrapping around."),
  I8X16_ADD_SAT_S(
      op("i8x16.add_sat_s", 0xfd, 111, NONE, "v128 v128 -> v128", SIMD),
      "Adds lanes, keeping to the signed range."),
  I8X16_ADD_SAT_U(
      op("i8x16.add_sat_u", 0xfd, 112, NONE, "v128 v128 -> v128", SIMD),
      "Adds lanes, keeping to the unsigned range."),
  I8X16_SUB(
      op("i8x16.sub", 0xfd, 113, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, wrapping around."),
  I8X16_SUB_SAT_S(
      op("i8x16.sub_sat_s", 0xfd, 114, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, keeping to the signed range."),
  I8X16_SUB_SAT_U(
      op("i8x16.sub_sat_u", 0xfd, 115, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, keeping to the unsigned range."),
  F64X2_CEIL(op("f64x2.ceil", 0xfd, 116, NONE, "v128 -> v128", SIMD), "Rounds each lane up."),
  F64X2_FLOOR(op("f64x2.floor", 0xfd, 117, NONE, "v128 -> v128", SIMD), "Rounds each lane down."),
  I8X16_MIN_S(
      op("i8x16.min_s", 0xfd, 118, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes, signed."),
  I8X16_MIN_U(
      op("i8x16.min_u", 0xfd, 119, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes, unsigned."),
  I8X16_MAX_S(
      op("i8x16.max_s", 0xfd, 120, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes, signed."),
  I8X16_MAX_U(
      op("i8x16.max_u", 0xfd, 121, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes, unsigned."),
  F64X2_TRUNC(
      op("f64x2.trunc", 0xfd, 122, NONE, "v128 -> v128", SIMD), "Rounds each lane towards zero."),
  I8X16_AVGR_U(
      op("i8x16.avgr_u", 0xfd, 123, NONE, "v128 v128 -> v128", SIMD),
      "The average of each two lanes, rounded up, unsigned."),
  I16X8_EXTADD_PAIRWISE_I8X16_S(
      op("i16x8.extadd_pairwise_i8x16_s", 0xfd, 124, NONE, "v128 -> v128", SIMD),
      "Adds neighbouring lanes into lanes twice as wide, signed."),
  I16X8_EXTADD_PAIRWISE_I8X16_U(
      op("i16x8.extadd_pairwise_i8x16_u", 0xfd, 125, NONE, "v128 -> v128", SIMD),
      "Adds neighbouring lanes into lanes twice as wide, unsigned."),
  I32X4_EXTADD_PAIRWISE_I16X8_S(
      op("i32x4.extadd_pairwise_i16x8_s", 0xfd, 126, NONE, "v128 -> v128", SIMD),
      "Adds neighbouring lanes into lanes twice as wide, signed."),
  I32X4_EXTADD_PAIRWISE_I16X8_U(
      op("i32x4.extadd_pairwise_i16x8_u", 0xfd, 127, NONE, "v128 -> v128", SIMD),
      "Adds neighbouring lanes into lanes twice as wide, unsigned."),
  I16X8_ABS(op("i16x8.abs", 0xfd, 128, NONE, "v128 -> v128", SIMD), "Absolute value of each lane."),
  I16X8_NEG(op("i16x8.neg", 0xfd, 129, NONE, "v128 -> v128", SIMD), "Negates each lane."),
  I16X8_Q15MULR_SAT_S(
      op("i16x8.q15mulr_sat_s", 0xfd, 130, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies fractions of 15 bits, rounded, keeping to the range."),
  I16X8_ALL_TRUE(
      op("i16x8.all_true", 0xfd, 131, NONE, "v128 -> i32", SIMD), "Whether no lane is 0."),
  I16X8_BITMASK(
      op("i16x8.bitmask", 0xfd, 132, NONE, "v128 -> i32", SIMD),
      "Gathers the highest bit of every lane."),
  I16X8_NARROW_I32X4_S(
      op("i16x8.narrow_i32x4_s", 0xfd, 133, NONE, "v128 v128 -> v128", SIMD),
      "Narrows the lanes of both, keeping to the signed range."),
  I16X8_NARROW_I32X4_U(
      op("i16x8.narrow_i32x4_u", 0xfd, 134, NONE, "v128 v128 -> v128", SIMD),
      "Narrows the lanes of both, keeping to the unsigned range."),
  I16X8_EXTEND_LOW_I8X16_S(
      op("i16x8.extend_low_i8x16_s", 0xfd, 135, NONE, "v128 -> v128", SIMD),
      "Widens the low half of the lanes, signed."),
  I16X8_EXTEND_HIGH_I8X16_S(
      op("i16x8.extend_high_i8x16_s", 0xfd, 136, NONE, "v128 -> v128", SIMD),
      "Widens the high half of the lanes, signed."),
  I16X8_EXTEND_LOW_I8X16_U(
      op("i16x8.extend_low_i8x16_u", 0xfd, 137, NONE, "v128 -> v128", SIMD),
      "Widens the low half of the lanes, unsigned."),
  I16X8_EXTEND_HIGH_I8X16_U(
      op("i16x8.extend_high_i8x16_u", 0xfd, 138, NONE, "v128 -> v128", SIMD),
      "Widens the high half of the lanes, unsigned."),
  I16X8_SHL(op("i16x8.shl", 0xfd, 139, NONE, "v128 i32 -> v128", SIMD), "Shifts each lane left."),
  I16X8_SHR_S(
      op("i16x8.shr_s", 0xfd, 140, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and keeps its sign."),
  I16X8_SHR_U(
      op("i16x8.shr_u", 0xfd, 141, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and fills with zeros."),
  I16X8_ADD(
      op("i16x8.add", 0xfd, 142, NONE, "v128 v128 -> v128", SIMD), "Adds lanes, wrapping around."),
  I16X8_ADD_SAT_S(
      op("i16x8.add_sat_s", 0xfd, 143, NONE, "v128 v128 -> v128", SIMD),
      "Adds lanes, keeping to the signed range."),
  I16X8_ADD_SAT_U(
      op("i16x8.add_sat_u", 0xfd, 144, NONE, "v128 v128 -> v128", SIMD),
      "Adds lanes, keeping to the unsigned range."),
  I16X8_SUB(
      op("i16x8.sub", 0xfd, 145, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, wrapping around."),
  I16X8_SUB_SAT_S(
      op("i16x8.sub_sat_s", 0xfd, 146, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, keeping to the signed range."),
  I16X8_SUB_SAT_U(
      op("i16x8.sub_sat_u", 0xfd, 147, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, keeping to the unsigned range."),
  F64X2_NEAREST(
      op("f64x2.nearest", 0xfd, 148, NONE, "v128 -> v128", SIMD),
      "Rounds each lane to the nearest whole number, ties to even."),
  I16X8_MUL(
      op("i16x8.mul", 0xfd, 149, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies lanes, wrapping around."),
  I16X8_MIN_S(
      op("i16x8.min_s", 0xfd, 150, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes, signed."),
  I16X8_MIN_U(
      op("i16x8.min_u", 0xfd, 151, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes, unsigned."),
  I16X8_MAX_S(
      op("i16x8.max_s", 0xfd, 152, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes, signed."),
  I16X8_MAX_U(
      op("i16x8.max_u", 0xfd, 153, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes, unsigned."),
  I16X8_AVGR_U(
      op("i16x8.avgr_u", 0xfd, 155, NONE, "v128 v128 -> v128", SIMD),
      "The average of each two lanes, rounded up, unsigned."),
  I16X8_EXTMUL_LOW_I8X16_S(
      op("i16x8.extmul_low_i8x16_s", 0xfd, 156, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the low halves of the lanes, twice as wide, signed."),
  I16X8_EXTMUL_HIGH_I8X16_S(
      op("i16x8.extmul_high_i8x16_s", 0xfd, 157, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the high halves of the lanes, twice as wide, signed."),
  I16X8_EXTMUL_LOW_I8X16_U(
      op("i16x8.extmul_low_i8x16_u", 0xfd, 158, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the low halves of the lanes, twice as wide, unsigned."),
  I16X8_EXTMUL_HIGH_I8X16_U(
      op("i16x8.extmul_high_i8x16_u", 0xfd, 159, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the high halves of the lanes, twice as wide, unsigned."),
  I32X4_ABS(op("i32x4.abs", 0xfd, 160, NONE, "v128 -> v128", SIMD), "Absolute value of each lane."),
  I32X4_NEG(op("i32x4.neg", 0xfd, 161, NONE, "v128 -> v128", SIMD), "Negates each lane."),
  I32X4_ALL_TRUE(
      op("i32x4.all_true", 0xfd, 163, NONE, "v128 -> i32", SIMD), "Whether no lane is 0."),
  I32X4_BITMASK(
      op("i32x4.bitmask", 0xfd, 164, NONE, "v128 -> i32", SIMD),
      "Gathers the highest bit of every lane."),
  I32X4_EXTEND_LOW_I16X8_S(
      op("i32x4.extend_low_i16x8_s", 0xfd, 167, NONE, "v128 -> v128", SIMD),
      "Widens the low half of the lanes, signed."),
  I32X4_EXTEND_HIGH_I16X8_S(
      op("i32x4.extend_high_i16x8_s", 0xfd, 168, NONE, "v128 -> v128", SIMD),
      "Widens the high half of the lanes, signed."),
  I32X4_EXTEND_LOW_I16X8_U(
      op("i32x4.extend_low_i16x8_u", 0xfd, 169, NONE, "v128 -> v128", SIMD),
      "Widens the low half of the lanes, unsigned."),
  I32X4_EXTEND_HIGH_I16X8_U(
      op("i32x4.extend_high_i16x8_u", 0xfd, 170, NONE, "v128 -> v128", SIMD),
      "Widens the high half of the lanes, unsigned."),
  I32X4_SHL(op("i32x4.shl", 0xfd, 171, NONE, "v128 i32 -> v128", SIMD), "Shifts each lane left."),
  I32X4_SHR_S(
      op("i32x4.shr_s", 0xfd, 172, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and keeps its sign."),
  I32X4_SHR_U(
      op("i32x4.shr_u", 0xfd, 173, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and fills with zeros."),
  I32X4_ADD(
      op("i32x4.add", 0xfd, 174, NONE, "v128 v128 -> v128", SIMD), "Adds lanes, wrapping around."),
  I32X4_SUB(
      op("i32x4.sub", 0xfd, 177, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, wrapping around."),
  I32X4_MUL(
      op("i32x4.mul", 0xfd, 181, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies lanes, wrapping around."),
  I32X4_MIN_S(
      op("i32x4.min_s", 0xfd, 182, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes, signed."),
  I32X4_MIN_U(
      op("i32x4.min_u", 0xfd, 183, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes, unsigned."),
  I32X4_MAX_S(
      op("i32x4.max_s", 0xfd, 184, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes, signed."),
  I32X4_MAX_U(
      op("i32x4.max_u", 0xfd, 185, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes, unsigned."),
  I32X4_DOT_I16X8_S(
      op("i32x4.dot_i16x8_s", 0xfd, 186, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies lanes and adds neighbouring products."),
  I32X4_EXTMUL_LOW_I16X8_S(
      op("i32x4.extmul_low_i16x8_s", 0xfd, 188, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the low halves of the lanes, twice as wide, signed."),
  I32X4_EXTMUL_HIGH_I16X8_S(
      op("i32x4.extmul_high_i16x8_s", 0xfd, 189, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the high halves of the lanes, twice as wide, signed."),
  I32X4_EXTMUL_LOW_I16X8_U(
      op("i32x4.extmul_low_i16x8_u", 0xfd, 190, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the low halves of the lanes, twice as wide, unsigned."),
  I32X4_EXTMUL_HIGH_I16X8_U(
      op("i32x4.extmul_high_i16x8_u", 0xfd, 191, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the high halves of the lanes, twice as wide, unsigned."),
  I64X2_ABS(op("i64x2.abs", 0xfd, 192, NONE, "v128 -> v128", SIMD), "Absolute value of each lane."),
  I64X2_NEG(op("i64x2.neg", 0xfd, 193, NONE, "v128 -> v128", SIMD), "Negates each lane."),
  I64X2_ALL_TRUE(
      op("i64x2.all_true", 0xfd, 195, NONE, "v128 -> i32", SIMD), "Whether no lane is 0."),
  I64X2_BITMASK(
      op("i64x2.bitmask", 0xfd, 196, NONE, "v128 -> i32", SIMD),
      "Gathers the highest bit of every lane."),
  I64X2_EXTEND_LOW_I32X4_S(
      op("i64x2.extend_low_i32x4_s", 0xfd, 199, NONE, "v128 -> v128", SIMD),
      "Widens the low half of the lanes, signed."),
  I64X2_EXTEND_HIGH_I32X4_S(
      op("i64x2.extend_high_i32x4_s", 0xfd, 200, NONE, "v128 -> v128", SIMD),
      "Widens the high half of the lanes, signed."),
  I64X2_EXTEND_LOW_I32X4_U(
      op("i64x2.extend_low_i32x4_u", 0xfd, 201, NONE, "v128 -> v128", SIMD),
      "Widens the low half of the lanes, unsigned."),
  I64X2_EXTEND_HIGH_I32X4_U(
      op("i64x2.extend_high_i32x4_u", 0xfd, 202, NONE, "v128 -> v128", SIMD),
      "Widens the high half of the lanes, unsigned."),
  I64X2_SHL(op("i64x2.shl", 0xfd, 203, NONE, "v128 i32 -> v128", SIMD), "Shifts each lane left."),
  I64X2_SHR_S(
      op("i64x2.shr_s", 0xfd, 204, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and keeps its sign."),
  I64X2_SHR_U(
      op("i64x2.shr_u", 0xfd, 205, NONE, "v128 i32 -> v128", SIMD),
      "Shifts each lane right and fills with zeros."),
  I64X2_ADD(
      op("i64x2.add", 0xfd, 206, NONE, "v128 v128 -> v128", SIMD), "Adds lanes, wrapping around."),
  I64X2_SUB(
      op("i64x2.sub", 0xfd, 209, NONE, "v128 v128 -> v128", SIMD),
      "Subtracts lanes, wrapping around."),
  I64X2_MUL(
      op("i64x2.mul", 0xfd, 213, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies lanes, wrapping around."),
  I64X2_EQ(
      op("i64x2.eq", 0xfd, 214, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both are equal."),
  I64X2_NE(
      op("i64x2.ne", 0xfd, 215, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where both differ."),
  I64X2_LT_S(
      op("i64x2.lt_s", 0xfd, 216, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less, signed."),
  I64X2_GT_S(
      op("i64x2.gt_s", 0xfd, 217, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater, signed."),
  I64X2_LE_S(
      op("i64x2.le_s", 0xfd, 218, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is less or equal, signed."),
  I64X2_GE_S(
      op("i64x2.ge_s", 0xfd, 219, NONE, "v128 v128 -> v128", SIMD),
      "All ones in each lane where the first is greater or equal, signed."),
  I64X2_EXTMUL_LOW_I32X4_S(
      op("i64x2.extmul_low_i32x4_s", 0xfd, 220, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the low halves of the lanes, twice as wide, signed."),
  I64X2_EXTMUL_HIGH_I32X4_S(
      op("i64x2.extmul_high_i32x4_s", 0xfd, 221, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the high halves of the lanes, twice as wide, signed."),
  I64X2_EXTMUL_LOW_I32X4_U(
      op("i64x2.extmul_low_i32x4_u", 0xfd, 222, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the low halves of the lanes, twice as wide, unsigned."),
  I64X2_EXTMUL_HIGH_I32X4_U(
      op("i64x2.extmul_high_i32x4_u", 0xfd, 223, NONE, "v128 v128 -> v128", SIMD),
      "Multiplies the high halves of the lanes, twice as wide, unsigned."),
  F32X4_ABS(op("f32x4.abs", 0xfd, 224, NONE, "v128 -> v128", SIMD), "Absolute value of each lane."),
  F32X4_NEG(op("f32x4.neg", 0xfd, 225, NONE, "v128 -> v128", SIMD), "Negates each lane."),
  F32X4_SQRT(op("f32x4.sqrt", 0xfd, 227, NONE, "v128 -> v128", SIMD), "Square root of each lane."),
  F32X4_ADD(op("f32x4.add", 0xfd, 228, NONE, "v128 v128 -> v128", SIMD), "Adds lanes."),
  F32X4_SUB(op("f32x4.sub", 0xfd, 229, NONE, "v128 v128 -> v128", SIMD), "Subtracts lanes."),
  F32X4_MUL(op("f32x4.mul", 0xfd, 230, NONE, "v128 v128 -> v128", SIMD), "Multiplies lanes."),
  F32X4_DIV(op("f32x4.div", 0xfd, 231, NONE, "v128 v128 -> v128", SIMD), "Divides lanes."),
  F32X4_MIN(
      op("f32x4.min", 0xfd, 232, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes; a NaN with a NaN."),
  F32X4_MAX(
      op("f32x4.max", 0xfd, 233, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes; a NaN with a NaN."),
  F32X4_PMIN(
      op("f32x4.pmin", 0xfd, 234, NONE, "v128 v128 -> v128", SIMD),
      "The second where it is less, otherwise the first, by lane."),
  F32X4_PMAX(
      op("f32x4.pmax", 0xfd, 235, NONE, "v128 v128 -> v128", SIMD),
      "The second where it is greater, otherwise the first, by lane."),
  F64X2_ABS(op("f64x2.abs", 0xfd, 236, NONE, "v128 -> v128", SIMD), "Absolute value of each lane."),
  F64X2_NEG(op("f64x2.neg", 0xfd, 237, NONE, "v128 -> v128", SIMD), "Negates each lane."),
  F64X2_SQRT(op("f64x2.sqrt", 0xfd, 239, NONE, "v128 -> v128", SIMD), "Square root of each lane."),
  F64X2_ADD(op("f64x2.add", 0xfd, 240, NONE, "v128 v128 -> v128", SIMD), "Adds lanes."),
  F64X2_SUB(op("f64x2.sub", 0xfd, 241, NONE, "v128 v128 -> v128", SIMD), "Subtracts lanes."),
  F64X2_MUL(op("f64x2.mul", 0xfd, 242, NONE, "v128 v128 -> v128", SIMD), "Multiplies lanes."),
  F64X2_DIV(op("f64x2.div", 0xfd, 243, NONE, "v128 v128 -> v128", SIMD), "Divides lanes."),
  F64X2_MIN(
      op("f64x2.min", 0xfd, 244, NONE, "v128 v128 -> v128", SIMD),
      "The lesser of each two lanes; a NaN with a NaN."),
  F64X2_MAX(
      op("f64x2.max", 0xfd, 245, NONE, "v128 v128 -> v128", SIMD),
      "The greater of each two lanes; a NaN with a NaN."),
  F64X2_PMIN(
      op("f64x2.pmin", 0xfd, 246, NONE, "v128 v128 -> v128", SIMD),
      "The second where it is less, otherwise the first, by lane."),
  F64X2_PMAX(
      op("f64x2.pmax", 0xfd, 247, NONE, "v128 v128 -> v128", SIMD),
      "The second where it is greater, otherwise the first, by lane."),
  I32X4_TRUNC_SAT_F32X4_S(
      op("i32x4.trunc_sat_f32x4_s", 0xfd, 248, NONE, "v128 -> v128", SIMD),
      "Rounds lanes towards zero, signed, keeping to the range."),
  I32X4_TRUNC_SAT_F32X4_U(
      op("i32x4.trunc_sat_f32x4_u", 0xfd, 249, NONE, "v128 -> v128", SIMD),
      "Rounds lanes towards zero, unsigned, keeping to the range."),
  F32X4_CONVERT_I32X4_S(
      op("f32x4.convert_i32x4_s", 0xfd, 250, NONE, "v128 -> v128", SIMD),
      "Converts lanes from signed numbers."),
  F32X4_CONVERT_I32X4_U(
      op("f32x4.convert_i32x4_u", 0xfd, 251, NONE, "v128 -> v128", SIMD),
      "Converts lanes from unsigned numbers."),
  I32X4_TRUNC_SAT_F64X2_S_ZERO(
      op("i32x4.trunc_sat_f64x2_s_zero", 0xfd, 252, NONE, "v128 -> v128", SIMD),
      "Rounds lanes towards zero, signed, keeping to the range, zeros above."),
  I32X4_TRUNC_SAT_F64X2_U_ZERO(
      op("i32x4.trunc_sat_f64x2_u_zero", 0xfd, 253, NONE, "v128 -> v128", SIMD),
      "Rounds lanes towards zero, unsigned, keeping to the range, zeros above."),
  F64X2_CONVERT_LOW_I32X4_S(
      op("f64x2.convert_low_i32x4_s", 0xfd, 254, NONE, "v128 -> v128", SIMD),
      "Converts the low lanes from signed numbers."),
  F64X2_CONVERT_LOW_I32X4_U(
      op("f64x2.convert_low_i32x4_u", 0xfd, 255, NONE, "v128 -> v128", SIMD),
      "Converts the low lanes from unsigned numbers."),

  // Relaxed vector instructions: where lanes disagree between machines, each may do as it does
  I8X16_RELAXED_SWIZZLE(
      op("i8x16.relaxed_swizzle", 0xfd, 256, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "Swizzles; indices out of range may give anything."),
  I32X4_RELAXED_TRUNC_F32X4_S(
      op("i32x4.relaxed_trunc_f32x4_s", 0xfd, 257, NONE, "v128 -> v128", RELAXED_SIMD),
      "Rounds towards zero, signed; anything out of range."),
  I32X4_RELAXED_TRUNC_F32X4_U(
      op("i32x4.relaxed_trunc_f32x4_u", 0xfd, 258, NONE, "v128 -> v128", RELAXED_SIMD),
      "Rounds towards zero, unsigned; anything out of range."),
  I32X4_RELAXED_TRUNC_F64X2_S_ZERO(
      op("i32x4.relaxed_trunc_f64x2_s_zero", 0xfd, 259, NONE, "v128 -> v128", RELAXED_SIMD),
      "Rounds towards zero, signed, zeros above."),
  I32X4_RELAXED_TRUNC_F64X2_U_ZERO(
      op("i32x4.relaxed_trunc_f64x2_u_zero", 0xfd, 260, NONE, "v128 -> v128", RELAXED_SIMD),
      "Rounds towards zero, unsigned, zeros above."),
  F32X4_RELAXED_MADD(
      op("f32x4.relaxed_madd", 0xfd, 261, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "First times second plus third, rounded once or twice."),
  F32X4_RELAXED_NMADD(
      op("f32x4.relaxed_nmadd", 0xfd, 262, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "Third minus first times second, rounded once or twice."),
  F64X2_RELAXED_MADD(
      op("f64x2.relaxed_madd", 0xfd, 263, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "First times second plus third, rounded once or twice."),
  F64X2_RELAXED_NMADD(
      op("f64x2.relaxed_nmadd", 0xfd, 264, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "Third minus first times second, rounded once or twice."),
  I8X16_RELAXED_LANESELECT(
      op("i8x16.relaxed_laneselect", 0xfd, 265, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "Selects lanes or bits by the third."),
  I16X8_RELAXED_LANESELECT(
      op("i16x8.relaxed_laneselect", 0xfd, 266, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "Selects lanes or bits by the third."),
  I32X4_RELAXED_LANESELECT(
      op("i32x4.relaxed_laneselect", 0xfd, 267, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "Selects lanes or bits by the third."),
  I64X2_RELAXED_LANESELECT(
      op("i64x2.relaxed_laneselect", 0xfd, 268, NONE, "v128 v128 v128 -> v128", RELAXED_SIMD),
      "Selects lanes or bits by the third."),
  F32X4_RELAXED_MIN(
      op("f32x4.relaxed_min", 0xfd, 269, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "The lesser by lane; either of NaN and signed zeros."),
  F32X4_RELAXED_MAX(
      op("f32x4.relaxed_max", 0xfd, 270, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "The greater by lane; either of NaN and signed zeros."),
  F64X2_RELAXED_MIN(
      op("f64x2.relaxed_min", 0xfd, 271, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "The lesser by lane; either of NaN and signed zeros."),
  F64X2_RELAXED_MAX(
      op("f64x2.relaxed_max", 0xfd, 272, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "The greater by lane; either of NaN and signed zeros."),
  I16X8_RELAXED_Q15MULR_S(
      op("i16x8.relaxed_q15mulr_s", 0xfd, 273, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "Multiplies fractions of 15 bits, rounded."),
  I16X8_RELAXED_DOT_I8X16_I7X16_S(
      op("i16x8.relaxed_dot_i8x16_i7x16_s", 0xfd, 274, NONE, "v128 v128 -> v128", RELAXED_SIMD),
      "Multiplies lanes and adds neighbouring products."),
  I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S(
      op(
          "i32x4.relaxed_dot_i8x16_i7x16_add_s",
          0xfd,
          275,
          NONE,
          "v128 v128 v128 -> v128",
          RELAXED_SIMD),
      "Adds four products each, and the third."),

  // Atomic instructions
  MEMORY_ATOMIC_NOTIFY(
      op("memory.atomic.notify", 0xfe, 0x00, MEMARG, 2, "at i32 -> i32", THREADS),
      "Wakes waiting threads; gives how many."),
  MEMORY_ATOMIC_WAIT32(
      op("memory.atomic.wait32", 0xfe, 0x01, MEMARG, 2, "at i32 i64 -> i32", THREADS),
      "Sleeps while 4 bytes have a value."),
  MEMORY_ATOMIC_WAIT64(
      op("memory.atomic.wait64", 0xfe, 0x02, MEMARG, 3, "at i64 i64 -> i32", THREADS),
      "Sleeps while 8 bytes have a value."),
  ATOMIC_FENCE(
      op("atomic.fence", 0xfe, 0x03, FENCE, "->", THREADS),
      "Orders what is before and behind it for other threads."),
  I32_ATOMIC_LOAD(
      op("i32.atomic.load", 0xfe, 0x10, MEMARG, 2, "at -> i32", THREADS),
      "Loads 4 bytes atomically."),
  I64_ATOMIC_LOAD(
      op("i64.atomic.load", 0xfe, 0x11, MEMARG, 3, "at -> i64", THREADS),
      "Loads 8 bytes atomically."),
  I32_ATOMIC_LOAD8_U(
      op("i32.atomic.load8_u", 0xfe, 0x12, MEMARG, 0, "at -> i32", THREADS),
      "Loads 1 byte atomically."),
  I32_ATOMIC_LOAD16_U(
      op("i32.atomic.load16_u", 0xfe, 0x13, MEMARG, 1, "at -> i32", THREADS),
      "Loads 2 bytes atomically."),
  I64_ATOMIC_LOAD8_U(
      op("i64.atomic.load8_u", 0xfe, 0x14, MEMARG, 0, "at -> i64", THREADS),
      "Loads 1 byte atomically."),
  I64_ATOMIC_LOAD16_U(
      op("i64.atomic.load16_u", 0xfe, 0x15, MEMARG, 1, "at -> i64", THREADS),
      "Loads 2 bytes atomically."),
  I64_ATOMIC_LOAD32_U(
      op("i64.atomic.load32_u", 0xfe, 0x16, MEMARG, 2, "at -> i64", THREADS),
      "Loads 4 bytes atomically."),
  I32_ATOMIC_STORE(
      op("i32.atomic.store", 0xfe, 0x17, MEMARG, 2, "at i32 ->", THREADS),
      "Stores 4 bytes atomically."),
  I64_ATOMIC_STORE(
      op("i64.atomic.store", 0xfe, 0x18, MEMARG, 3, "at i64 ->", THREADS),
      "Stores 8 bytes atomically."),
  I32_ATOMIC_STORE8(
      op("i32.atomic.store8", 0xfe, 0x19, MEMARG, 0, "at i32 ->", THREADS),
      "Stores 1 byte atomically."),
  I32_ATOMIC_STORE16(
      op("i32.atomic.store16", 0xfe, 0x1a, MEMARG, 1, "at i32 ->", THREADS),
      "Stores 2 bytes atomically."),
  I64_ATOMIC_STORE8(
      op("i64.atomic.store8", 0xfe, 0x1b, MEMARG, 0, "at i64 ->", THREADS),
      "Stores 1 byte atomically."),
  I64_ATOMIC_STORE16(
      op("i64.atomic.store16", 0xfe, 0x1c, MEMARG, 1, "at i64 ->", THREADS),
      "Stores 2 bytes atomically."),
  I64_ATOMIC_STORE32(
      op("i64.atomic.store32", 0xfe, 0x1d, MEMARG, 2, "at i64 ->", THREADS),
      "Stores 4 bytes atomically."),
  I32_ATOMIC_RMW_ADD(
      op("i32.atomic.rmw.add", 0xfe, 0x1e, MEMARG, 2, "at i32 -> i32", THREADS),
      "Adds to 4 bytes."),
  I64_ATOMIC_RMW_ADD(
      op("i64.atomic.rmw.add", 0xfe, 0x1f, MEMARG, 3, "at i64 -> i64", THREADS),
      "Adds to 8 bytes."),
  I32_ATOMIC_RMW8_ADD_U(
      op("i32.atomic.rmw8.add_u", 0xfe, 0x20, MEMARG, 0, "at i32 -> i32", THREADS),
      "Adds to 1 byte."),
  I32_ATOMIC_RMW16_ADD_U(
      op("i32.atomic.rmw16.add_u", 0xfe, 0x21, MEMARG, 1, "at i32 -> i32", THREADS),
      "Adds to 2 bytes."),
  I64_ATOMIC_RMW8_ADD_U(
      op("i64.atomic.rmw8.add_u", 0xfe, 0x22, MEMARG, 0, "at i64 -> i64", THREADS),
      "Adds to 1 byte."),
  I64_ATOMIC_RMW16_ADD_U(
      op("i64.atomic.rmw16.add_u", 0xfe, 0x23, MEMARG, 1, "at i64 -> i64", THREADS),
      "Adds to 2 bytes."),
  I64_ATOMIC_RMW32_ADD_U(
      op("i64.atomic.rmw32.add_u", 0xfe, 0x24, MEMARG, 2, "at i64 -> i64", THREADS),
      "Adds to 4 bytes."),
  I32_ATOMIC_RMW_SUB(
      op("i32.atomic.rmw.sub", 0xfe, 0x25, MEMARG, 2, "at i32 -> i32", THREADS),
      "Subtracts from 4 bytes."),
  I64_ATOMIC_RMW_SUB(
      op("i64.atomic.rmw.sub", 0xfe, 0x26, MEMARG, 3, "at i64 -> i64", THREADS),
      "Subtracts from 8 bytes."),
  I32_ATOMIC_RMW8_SUB_U(
      op("i32.atomic.rmw8.sub_u", 0xfe, 0x27, MEMARG, 0, "at i32 -> i32", THREADS),
      "Subtracts from 1 byte."),
  I32_ATOMIC_RMW16_SUB_U(
      op("i32.atomic.rmw16.sub_u", 0xfe, 0x28, MEMARG, 1, "at i32 -> i32", THREADS),
      "Subtracts from 2 bytes."),
  I64_ATOMIC_RMW8_SUB_U(
      op("i64.atomic.rmw8.sub_u", 0xfe, 0x29, MEMARG, 0, "at i64 -> i64", THREADS),
      "Subtracts from 1 byte."),
  I64_ATOMIC_RMW16_SUB_U(
      op("i64.atomic.rmw16.sub_u", 0xfe, 0x2a, MEMARG, 1, "at i64 -> i64", THREADS),
      "Subtracts from 2 bytes."),
  I64_ATOMIC_RMW32_SUB_U(
      op("i64.atomic.rmw32.sub_u", 0xfe, 0x2b, MEMARG, 2, "at i64 -> i64", THREADS),
      "Subtracts from 4 bytes."),
  I32_ATOMIC_RMW_AND(
      op("i32.atomic.rmw.and", 0xfe, 0x2c, MEMARG, 2, "at i32 -> i32", THREADS),
      "Bitwise and with 4 bytes."),
  I64_ATOMIC_RMW_AND(
      op("i64.atomic.rmw.and", 0xfe, 0x2d, MEMARG, 3, "at i64 -> i64", THREADS),
      "Bitwise and with 8 bytes."),
  I32_ATOMIC_RMW8_AND_U(
      op("i32.atomic.rmw8.and_u", 0xfe, 0x2e, MEMARG, 0, "at i32 -> i32", THREADS),
      "Bitwise and with 1 byte."),
  I32_ATOMIC_RMW16_AND_U(
      op("i32.atomic.rmw16.and_u", 0xfe, 0x2f, MEMARG, 1, "at i32 -> i32", THREADS),
      "Bitwise and with 2 bytes."),
  I64_ATOMIC_RMW8_AND_U(
      op("i64.atomic.rmw8.and_u", 0xfe, 0x30, MEMARG, 0, "at i64 -> i64", THREADS),
      "Bitwise and with 1 byte."),
  I64_ATOMIC_RMW16_AND_U(
      op("i64.atomic.rmw16.and_u", 0xfe, 0x31, MEMARG, 1, "at i64 -> i64", THREADS),
      "Bitwise and with 2 bytes."),
  I64_ATOMIC_RMW32_AND_U(
      op("i64.atomic.rmw32.and_u", 0xfe, 0x32, MEMARG, 2, "at i64 -> i64", THREADS),
      "Bitwise and with 4 bytes."),
  I32_ATOMIC_RMW_OR(
      op("i32.atomic.rmw.or", 0xfe, 0x33, MEMARG, 2, "at i32 -> i32", THREADS),
      "Bitwise or with 4 bytes."),
  I64_ATOMIC_RMW_OR(
      op("i64.atomic.rmw.or", 0xfe, 0x34, MEMARG, 3, "at i64 -> i64", THREADS),
      "Bitwise or with 8 bytes."),
  I32_ATOMIC_RMW8_OR_U(
      op("i32.atomic.rmw8.or_u", 0xfe, 0x35, MEMARG, 0, "at i32 -> i32", THREADS),
      "Bitwise or with 1 byte."),
  I32_ATOMIC_RMW16_OR_U(
      op("i32.atomic.rmw16.or_u", 0xfe, 0x36, MEMARG, 1, "at i32 -> i32", THREADS),
      "Bitwise or with 2 bytes."),
  I64_ATOMIC_RMW8_OR_U(
      op("i64.atomic.rmw8.or_u", 0xfe, 0x37, MEMARG, 0, "at i64 -> i64", THREADS),
      "Bitwise or with 1 byte."),
  I64_ATOMIC_RMW16_OR_U(
      op("i64.atomic.rmw16.or_u", 0xfe, 0x38, MEMARG, 1, "at i64 -> i64", THREADS),
      "Bitwise or with 2 bytes."),
  I64_ATOMIC_RMW32_OR_U(
      op("i64.atomic.rmw32.or_u", 0xfe, 0x39, MEMARG, 2, "at i64 -> i64", THREADS),
      "Bitwise or with 4 bytes."),
  I32_ATOMIC_RMW_XOR(
      op("i32.atomic.rmw.xor", 0xfe, 0x3a, MEMARG, 2, "at i32 -> i32", THREADS),
      "Exclusive or with 4 bytes."),
  I64_ATOMIC_RMW_XOR(
      op("i64.atomic.rmw.xor", 0xfe, 0x3b, MEMARG, 3, "at i64 -> i64", THREADS),
      "Exclusive or with 8 bytes."),
  I32_ATOMIC_RMW8_XOR_U(
      op("i32.atomic.rmw8.xor_u", 0xfe, 0x3c, MEMARG, 0, "at i32 -> i32", THREADS),
      "Exclusive or with 1 byte."),
  I32_ATOMIC_RMW16_XOR_U(
      op("i32.atomic.rmw16.xor_u", 0xfe, 0x3d, MEMARG, 1, "at i32 -> i32", THREADS),
      "Exclusive or with 2 bytes."),
  I64_ATOMIC_RMW8_XOR_U(
      op("i64.atomic.rmw8.xor_u", 0xfe, 0x3e, MEMARG, 0, "at i64 -> i64", THREADS),
      "Exclusive or with 1 byte."),
  I64_ATOMIC_RMW16_XOR_U(
      op("i64.atomic.rmw16.xor_u", 0xfe, 0x3f, MEMARG, 1, "at i64 -> i64", THREADS),
      "Exclusive or with 2 bytes."),
  I64_ATOMIC_RMW32_XOR_U(
      op("i64.atomic.rmw32.xor_u", 0xfe, 0x40, MEMARG, 2, "at i64 -> i64", THREADS),
      "Exclusive or with 4 bytes."),
  I32_ATOMIC_RMW_XCHG(
      op("i32.atomic.rmw.xchg", 0xfe, 0x41, MEMARG, 2, "at i32 -> i32", THREADS),
      "Replaces 4 bytes."),
  I64_ATOMIC_RMW_XCHG(
      op("i64.atomic.rmw.xchg", 0xfe, 0x42, MEMARG, 3, "at i64 -> i64", THREADS),
      "Replaces 8 bytes."),
  I32_ATOMIC_RMW8_XCHG_U(
      op("i32.atomic.rmw8.xchg_u", 0xfe, 0x43, MEMARG, 0, "at i32 -> i32", THREADS),
      "Replaces 1 byte."),
  I32_ATOMIC_RMW16_XCHG_U(
      op("i32.atomic.rmw16.xchg_u", 0xfe, 0x44, MEMARG, 1, "at i32 -> i32", THREADS),
      "Replaces 2 bytes."),
  I64_ATOMIC_RMW8_XCHG_U(
      op("i64.atomic.rmw8.xchg_u", 0xfe, 0x45, MEMARG, 0, "at i64 -> i64", THREADS),
      "Replaces 1 byte."),
  I64_ATOMIC_RMW16_XCHG_U(
      op("i64.atomic.rmw16.xchg_u", 0xfe, 0x46, MEMARG, 1, "at i64 -> i64", THREADS),
      "Replaces 2 bytes."),
  I64_ATOMIC_RMW32_XCHG_U(
      op("i64.atomic.rmw32.xchg_u", 0xfe, 0x47, MEMARG, 2, "at i64 -> i64", THREADS),
      "Replaces 4 bytes."),
  I32_ATOMIC_RMW_CMPXCHG(
      op("i32.atomic.rmw.cmpxchg", 0xfe, 0x48, MEMARG, 2, "at i32 i32 -> i32", THREADS),
      "Replaces 4 bytes if as expected."),
  I64_ATOMIC_RMW_CMPXCHG(
      op("i64.atomic.rmw.cmpxchg", 0xfe, 0x49, MEMARG, 3, "at i64 i64 -> i64", THREADS),
      "Replaces 8 bytes if as expected."),
  I32_ATOMIC_RMW8_CMPXCHG_U(
      op("i32.atomic.rmw8.cmpxchg_u", 0xfe, 0x4a, MEMARG, 0, "at i32 i32 -> i32", THREADS),
      "Replaces 1 byte if as expected."),
  I32_ATOMIC_RMW16_CMPXCHG_U(
      op("i32.atomic.rmw16.cmpxchg_u", 0xfe, 0x4b, MEMARG, 1, "at i32 i32 -> i32", THREADS),
      "Replaces 2 bytes if as expected."),
  I64_ATOMIC_RMW8_CMPXCHG_U(
      op("i64.atomic.rmw8.cmpxchg_u", 0xfe, 0x4c, MEMARG, 0, "at i64 i64 -> i64", THREADS),
      "Replaces 1 byte if as expected."),
  I64_ATOMIC_RMW16_CMPXCHG_U(
      op("i64.atomic.rmw16.cmpxchg_u", 0xfe, 0x4d, MEMARG, 1, "at i64 i64 -> i64", THREADS),
      "Replaces 2 bytes if as expected."),
  I64_ATOMIC_RMW32_CMPXCHG_U(
      op("i64.atomic.rmw32.cmpxchg_u", 0xfe, 0x4e, MEMARG, 2, "at i64 i64 -> i64", THREADS),
      "Replaces 4 bytes if as expected.");

  /** The prefix byte of aggregate instructions. */
  public static final int PREFIX_GC = 0xfb;

  /** The prefix byte of saturating conversions, bulk instructions and wide arithmetic. */
  public static final int PREFIX_MISC = 0xfc;

  /** The prefix byte of vector instructions. */
  public static final int PREFIX_VECTOR = 0xfd;

  /** The prefix byte of atomic instructions. */
  public static final int PREFIX_ATOMIC = 0xfe;

  private static final int NO_ACCESS = -1;
  private static final int FIRST_PREFIX = PREFIX_GC;
  private static final int MOST_CODES = 276;

  /** The tables of {@link #of}: without prefix first, then by prefix. */
  private static final @Nullable Opcode[][] BY_CODE = new Opcode[5][];

  private static final Map<String, Opcode> BY_MNEMONIC = new HashMap<>();
  private static final Map<Opcode, Opcode> ALTERNATIVES = new EnumMap<>(Opcode.class);

  static {
    BY_CODE[0] = new Opcode[256];
    for (int i = 1; i < BY_CODE.length; i++) {
      BY_CODE[i] = new Opcode[MOST_CODES];
    }
    for (Opcode opcode : values()) {
      BY_CODE[table(opcode.prefix)][opcode.code] = opcode;
      Opcode first = BY_MNEMONIC.putIfAbsent(opcode.mnemonic, opcode);
      if (first != null) {
        ALTERNATIVES.put(first, opcode);
        ALTERNATIVES.put(opcode, first);
      }
    }
  }

  private final String mnemonic;
  private final int prefix;
  private final int code;
  private final Immediates immediates;
  private final int accessLog2;
  private final StackType stackType;
  private final Proposal proposal;
  private final String documentation;

  Opcode(Row row, String documentation) {
    this.mnemonic = row.mnemonic;
    this.prefix = row.prefix;
    this.code = row.code;
    this.immediates = row.immediates;
    this.accessLog2 = row.accessLog2;
    this.stackType = Row.STACK_TYPES.computeIfAbsent(row.stack, StackType::new);
    this.proposal = row.proposal;
    this.documentation = documentation;
  }

  /** The columns of the table but the documentation. */
  private record Row(
      String mnemonic,
      int prefix,
      int code,
      Immediates immediates,
      int accessLog2,
      String stack,
      Proposal proposal) {
    /** One object for all instructions of the same stack type. */
    private static final Map<String, StackType> STACK_TYPES = new HashMap<>();
  }

  private static Row op(
      String mnemonic, int code, Immediates immediates, String stack, Proposal proposal) {
    return new Row(mnemonic, 0, code, immediates, NO_ACCESS, stack, proposal);
  }

  private static Row op(
      String mnemonic, int code, Immediates immediates, int access, String stack, Proposal from) {
    return new Row(mnemonic, 0, code, immediates, access, stack, from);
  }

  private static Row op(
      String mnemonic, int prefix, int code, Immediates immediates, String stack, Proposal from) {
    return new Row(mnemonic, prefix, code, immediates, NO_ACCESS, stack, from);
  }

  private static Row op(
      String mnemonic,
      int prefix,
      int code,
      Immediates immediates,
      int access,
      String stack,
      Proposal from) {
    return new Row(mnemonic, prefix, code, immediates, access, stack, from);
  }

  private static int table(int prefix) {
    return prefix == 0 ? 0 : prefix - FIRST_PREFIX + 1;
  }

  /** Whether a byte is one of the four after which the code of an instruction follows. */
  public static boolean isPrefix(int firstByte) {
    return firstByte >= PREFIX_GC && firstByte <= PREFIX_ATOMIC;
  }

  /** The instruction of one byte, 0 to 255, or null. */
  public static @Nullable Opcode of(int code) {
    return BY_CODE[0][code];
  }

  /**
   * The instruction of a prefix byte and the number behind it, or null.
   *
   * @param prefix 0 for an instruction without prefix
   * @param code any number, unsigned
   */
  public static @Nullable Opcode of(int prefix, int code) {
    if (prefix != 0 && !isPrefix(prefix)) {
      return null;
    }
    Opcode[] codes = BY_CODE[table(prefix)];
    return code >= 0 && code < codes.length ? codes[code] : null;
  }

  /** The instruction of a mnemonic (of two, the first in this table), or null. */
  public static @Nullable Opcode named(String mnemonic) {
    return BY_MNEMONIC.get(mnemonic);
  }

  /** The word of the text format, for example {@code i32.add}. */
  public String mnemonic() {
    return mnemonic;
  }

  /** The byte in front of the code, or 0. */
  public int prefix() {
    return prefix;
  }

  /** The byte of an instruction without prefix; otherwise the number, a LEB128, behind it. */
  public int code() {
    return code;
  }

  public Immediates immediates() {
    return immediates;
  }

  /** What it takes from the stack and puts there. */
  public StackType stackType() {
    return stackType;
  }

  public Proposal proposal() {
    return proposal;
  }

  /** One line on what it does, for people. */
  public String documentation() {
    return documentation;
  }

  /** The other instruction of the same mnemonic, or null. */
  public @Nullable Opcode alternative() {
    return ALTERNATIVES.get(this);
  }

  /** Whether it accesses memory at an address, and so has a natural alignment. */
  public boolean accessesMemory() {
    return accessLog2 != NO_ACCESS;
  }

  /**
   * How many bytes of memory it accesses, as a power of two, which is also the alignment the text
   * format takes when none is given and the highest that is valid: 0 to 4.
   *
   * @throws IllegalStateException unless it {@linkplain #accessesMemory accesses memory}
   */
  public int accessLog2() {
    if (accessLog2 == NO_ACCESS) {
      throw new IllegalStateException(mnemonic + " accesses no memory");
    }
    return accessLog2;
  }

  /**
   * Among how many lanes a lane immediate picks: 2 to 16, or 32 for {@code i8x16.shuffle}; 0 for an
   * instruction that has none.
   */
  public int lanes() {
    return switch (immediates) {
      case MEMARG_LANE -> 16 >> accessLog2;
      case LANES -> 32;
      case LANE -> {
        int x = mnemonic.indexOf('x');
        yield Integer.parseInt(mnemonic, x + 1, mnemonic.indexOf('.'), 10);
      }
      default -> 0;
    };
  }

  /** Whether an {@code end} (or, for {@code try}, a {@code delegate}) belongs to it. */
  public boolean opensBlock() {
    return immediates == BLOCK_TYPE || immediates == BLOCK_TYPE_CATCHES;
  }

  /** Whether it belongs to the old form of exceptions. */
  public boolean isLegacy() {
    return proposal == LEGACY_EXCEPTIONS;
  }

  /** Whether what follows it in its block is never reached. */
  public boolean neverContinues() {
    return switch (this) {
      case UNREACHABLE,
          BR,
          BR_TABLE,
          RETURN,
          RETURN_CALL,
          RETURN_CALL_INDIRECT,
          RETURN_CALL_REF,
          THROW,
          THROW_REF,
          RETHROW ->
          true;
      default -> false;
    };
  }

  /**
   * Whether it may stand in a constant expression (specification, "Constant Expressions"), {@code
   * end} included; {@code global.get} only of an immutable global.
   */
  public boolean isConstant() {
    return switch (this) {
      case END,
          I32_CONST,
          I64_CONST,
          F32_CONST,
          F64_CONST,
          V128_CONST,
          I32_ADD,
          I32_SUB,
          I32_MUL,
          I64_ADD,
          I64_SUB,
          I64_MUL,
          GLOBAL_GET,
          REF_NULL,
          REF_FUNC,
          REF_I31,
          STRUCT_NEW,
          STRUCT_NEW_DEFAULT,
          ARRAY_NEW,
          ARRAY_NEW_DEFAULT,
          ARRAY_NEW_FIXED,
          ANY_CONVERT_EXTERN,
          EXTERN_CONVERT_ANY ->
          true;
      default -> false;
    };
  }

  /** The mnemonic. */
  @Override
  public String toString() {
    return mnemonic;
  }
}
