package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AbstractHeapType;

/**
 * Value types, packed types and references as plain ints, so that a stack of types is an array of
 * ints and equal types are equal numbers (specification, "Types").
 *
 * <p>Numbers, vectors and packed types are small constants. A reference is negative: one bit says
 * whether it may be null, the low bits are its heap type. A heap type is the place of an {@link
 * AbstractHeapType} in its enumeration, or {@link #CONCRETE} plus the number a {@link TypeStore}
 * gave to a defined type.
 */
public final class TypeCode {
  /** The type of a value that code which is never reached may take for any (⊥). */
  public static final int BOTTOM = 0;

  public static final int I32 = 1;
  public static final int I64 = 2;
  public static final int F32 = 3;
  public static final int F64 = 4;
  public static final int V128 = 5;

  /** Packed types are storage, never values. */
  public static final int I8 = 6;

  public static final int I16 = 7;

  /** The heap type below all others, which only code that is never reached refers to. */
  public static final int BOTTOM_HEAP = 15;

  /** The first heap type that is a defined type. */
  public static final int CONCRETE = 16;

  /**
   * Marks a heap type that is a position in the recursion group being interned. Defined types have
   * numbers below it.
   */
  public static final int LOCAL = 1 << 29;

  private static final int REFERENCE = 1 << 31;
  private static final int NULLABLE = 1 << 30;
  private static final int HEAP_MASK = NULLABLE - 1;

  public static final int FUNCREF = reference(true, AbstractHeapType.FUNC.ordinal());
  public static final int EXTERNREF = reference(true, AbstractHeapType.EXTERN.ordinal());
  public static final int ANYREF = reference(true, AbstractHeapType.ANY.ordinal());
  public static final int EQREF = reference(true, AbstractHeapType.EQ.ordinal());
  public static final int I31REF = reference(true, AbstractHeapType.I31.ordinal());
  public static final int STRUCTREF = reference(true, AbstractHeapType.STRUCT.ordinal());
  public static final int ARRAYREF = reference(true, AbstractHeapType.ARRAY.ordinal());
  public static final int EXNREF = reference(true, AbstractHeapType.EXN.ordinal());

  private TypeCode() {}

  public static int reference(boolean nullable, int heap) {
    return nullable ? REFERENCE | NULLABLE | heap : REFERENCE | heap;
  }

  /** A reference to a defined type, by the number a store gave it. */
  public static int referenceTo(boolean nullable, int defined) {
    return reference(nullable, CONCRETE + defined);
  }

  public static boolean isReference(int code) {
    return code < 0;
  }

  public static boolean isNullable(int reference) {
    return (reference & NULLABLE) != 0;
  }

  /** The same reference, without null. */
  public static int nonNull(int reference) {
    return reference & ~NULLABLE;
  }

  /** The same reference, with null. */
  public static int nullable(int reference) {
    return reference | NULLABLE;
  }

  public static int heap(int reference) {
    return reference & HEAP_MASK;
  }

  public static boolean isConcrete(int heap) {
    return heap >= CONCRETE;
  }

  public static boolean isPacked(int storage) {
    return storage == I8 || storage == I16;
  }

  /** What reading a field of this storage gives: an i32 for packed types. */
  public static int unpacked(int storage) {
    return isPacked(storage) ? I32 : storage;
  }

  /** Whether a local or a field may start without a value given to it. */
  public static boolean isDefaultable(int code) {
    return code >= 0 || isNullable(code);
  }

  /** Whether it is a number or a vector: what a data segment can fill an array with. */
  public static boolean isNumericOrVector(int storage) {
    return storage > BOTTOM;
  }
}
