package dev.continuum.inspector.syntax;

/** What an instruction carries in its own bytes (specification, "Instructions"). */
public enum Immediate {
  /** Nothing, one result, or a type index for parameters and results. */
  BLOCK_TYPE,
  /** How many blocks to count outwards; 0 is the innermost. */
  LABEL,
  /** A list of labels, and one more for every other operand. */
  LABELS,
  FUNCTION,
  TYPE,
  /** A type index that the text format writes as {@code (type …)}, {@code (param …)} and so on. */
  TYPE_USE,
  TABLE,
  MEMORY,
  GLOBAL,
  LOCAL,
  TAG,
  ELEMENT,
  DATA,
  /** The index of a field within the structure type before it. */
  FIELD,
  /** An unsigned 32-bit number of operands. */
  COUNT,
  I32,
  I64,
  /** The bits of a 32-bit float, little end first. */
  F32,
  /** The bits of a 64-bit float, little end first. */
  F64,
  /** 16 bytes. */
  V128,
  /** Alignment, memory index and offset of an access; the text omits what is usual. */
  MEMARG,
  /** A byte that picks a lane. */
  LANE,
  /** 16 bytes, each of which picks a lane. */
  LANES,
  /** The result types of {@code select}. */
  VALUE_TYPES,
  HEAP_TYPE,
  /** A heap type whose nullability is in the opcode; the text writes a reference type. */
  CAST_TARGET,
  /** Two reference types, in the text only: the binary holds {@link #CAST_FLAGS} and heap types. */
  CAST,
  /** A byte of the binary, bit 0: whether the first of two types may be null, bit 1: the second. */
  CAST_FLAGS,
  /** A list of catch clauses: kind, tag unless it catches all, label. */
  CATCHES,
  /** A byte that must be 0; the text writes nothing. */
  ZERO;

  /** Whether the binary holds one unsigned 32-bit number for it. */
  public boolean isIndex() {
    return ordinal() >= FUNCTION.ordinal() && ordinal() <= COUNT.ordinal() || this == LABEL;
  }
}
