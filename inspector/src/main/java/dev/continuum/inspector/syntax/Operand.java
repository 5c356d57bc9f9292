package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/** The type of an operand or result that an instruction has whatever its surroundings. */
public enum Operand {
  I32("i32", NumberType.I32),
  I64("i64", NumberType.I64),
  F32("f32", NumberType.F32),
  F64("f64", NumberType.F64),
  V128("v128", VectorType.V128),
  EQREF("eqref", new ReferenceType(true, AbstractHeapType.EQ)),
  I31REF("i31ref", new ReferenceType(true, AbstractHeapType.I31)),
  /** A reference to a 31-bit number that is never null. */
  REF_I31("(ref i31)", new ReferenceType(false, AbstractHeapType.I31)),
  ARRAYREF("arrayref", new ReferenceType(true, AbstractHeapType.ARRAY)),
  /** The address type of the instruction's memory or table. */
  ADDRESS("at", null),
  /** The address type of the first of two memories or tables. */
  ADDRESS_1("at1", null),
  /** The address type of the second of two memories or tables. */
  ADDRESS_2("at2", null),
  /** The narrower address type of two memories or tables. */
  ADDRESS_MINIMUM("min(at1,at2)", null);

  private static final Operand[] ALL = values();

  private final String text;
  private final @Nullable ValueType type;

  Operand(String text, @Nullable ValueType type) {
    this.text = text;
    this.type = type;
  }

  /** The value type; null for an address type, which depends on the memory or table. */
  public @Nullable ValueType type() {
    return type;
  }

  static @Nullable Operand of(String text) {
    for (Operand operand : ALL) {
      if (operand.text.equals(text)) {
        return operand;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
