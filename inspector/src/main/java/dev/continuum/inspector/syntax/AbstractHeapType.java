package dev.continuum.inspector.syntax;

import org.jspecify.annotations.Nullable;

/** The heap types that every module knows, with the byte that stands for each. */
public enum AbstractHeapType implements HeapType {
  NOEXN(0x74, "noexn", "nullexnref"),
  NOFUNC(0x73, "nofunc", "nullfuncref"),
  NOEXTERN(0x72, "noextern", "nullexternref"),
  NONE(0x71, "none", "nullref"),
  FUNC(0x70, "func", "funcref"),
  EXTERN(0x6f, "extern", "externref"),
  ANY(0x6e, "any", "anyref"),
  EQ(0x6d, "eq", "eqref"),
  I31(0x6c, "i31", "i31ref"),
  STRUCT(0x6b, "struct", "structref"),
  ARRAY(0x6a, "array", "arrayref"),
  EXN(0x69, "exn", "exnref");

  private static final AbstractHeapType[] ALL = values();

  private final int code;
  private final String text;
  private final String nullableReference;

  AbstractHeapType(int code, String text, String nullableReference) {
    this.code = code;
    this.text = text;
    this.nullableReference = nullableReference;
  }

  /** The byte that stands for this heap type in the binary format. */
  public int code() {
    return code;
  }

  /** The short name of a nullable reference to this heap type, such as {@code funcref}. */
  public String nullableReference() {
    return nullableReference;
  }

  /** The heap type a byte stands for, or null when it stands for none. */
  public static @Nullable AbstractHeapType of(int code) {
    int position = NOEXN.code - code;
    return position >= 0 && position < ALL.length ? ALL[position] : null;
  }

  @Override
  public String wat(TypeNames names) {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
