package dev.continuum.inspector.syntax;

import java.util.List;

/**
 * The immediates of an instruction as a whole. The text format writes some in another order than
 * the binary format holds them, and lets tables and memories of index 0 be omitted.
 */
public enum Immediates {
  NONE,
  BLOCK_TYPE(Immediate.BLOCK_TYPE),
  BLOCK_TYPE_CATCHES(Immediate.BLOCK_TYPE, Immediate.CATCHES),
  LABEL(Immediate.LABEL),
  LABELS(Immediate.LABELS),
  /** Binary: nullability, label, heap types. Text: label, reference types. */
  LABEL_CAST(
      List.of(Immediate.CAST_FLAGS, Immediate.LABEL, Immediate.HEAP_TYPE, Immediate.HEAP_TYPE),
      List.of(Immediate.LABEL, Immediate.CAST)),
  FUNCTION(Immediate.FUNCTION),
  TYPE(Immediate.TYPE),
  /** Text: the table (omitted when 0), then the type use. */
  TYPE_USE_TABLE(true, Immediate.TYPE_USE, Immediate.TABLE),
  TYPE_FIELD(Immediate.TYPE, Immediate.FIELD),
  TYPE_COUNT(Immediate.TYPE, Immediate.COUNT),
  TYPE_DATA(Immediate.TYPE, Immediate.DATA),
  TYPE_ELEMENT(Immediate.TYPE, Immediate.ELEMENT),
  /** The types of the target and of the source. */
  TYPE_TYPE(Immediate.TYPE, Immediate.TYPE),
  TABLE(Immediate.TABLE),
  /** The tables of the target and of the source; the text omits both or none. */
  TABLE_TABLE(Immediate.TABLE, Immediate.TABLE),
  ELEMENT(Immediate.ELEMENT),
  /** Text: the table (omitted when 0), then the segment. */
  ELEMENT_TABLE(true, Immediate.ELEMENT, Immediate.TABLE),
  MEMORY(Immediate.MEMORY),
  /** The memories of the target and of the source; the text omits both or none. */
  MEMORY_MEMORY(Immediate.MEMORY, Immediate.MEMORY),
  DATA(Immediate.DATA),
  /** Text: the memory (omitted when 0), then the segment. */
  DATA_MEMORY(true, Immediate.DATA, Immediate.MEMORY),
  GLOBAL(Immediate.GLOBAL),
  LOCAL(Immediate.LOCAL),
  TAG(Immediate.TAG),
  I32(Immediate.I32),
  I64(Immediate.I64),
  F32(Immediate.F32),
  F64(Immediate.F64),
  V128(Immediate.V128),
  MEMARG(Immediate.MEMARG),
  MEMARG_LANE(Immediate.MEMARG, Immediate.LANE),
  LANE(Immediate.LANE),
  LANES(Immediate.LANES),
  VALUE_TYPES(Immediate.VALUE_TYPES),
  HEAP_TYPE(Immediate.HEAP_TYPE),
  CAST_TARGET(Immediate.CAST_TARGET),
  FENCE(Immediate.ZERO);

  private final List<Immediate> binaryOrder;
  private final List<Immediate> textOrder;

  Immediates(Immediate... binaryOrder) {
    this(false, binaryOrder);
  }

  Immediates(List<Immediate> binaryOrder, List<Immediate> textOrder) {
    this.binaryOrder = binaryOrder;
    this.textOrder = textOrder;
  }

  Immediates(boolean reversedInText, Immediate... binaryOrder) {
    this.binaryOrder = List.of(binaryOrder);
    this.textOrder = reversedInText ? this.binaryOrder.reversed() : this.binaryOrder;
  }

  /** In the order of the binary format. */
  public List<Immediate> binaryOrder() {
    return binaryOrder;
  }

  /** In the order of the text format. */
  public List<Immediate> textOrder() {
    return textOrder;
  }
}
