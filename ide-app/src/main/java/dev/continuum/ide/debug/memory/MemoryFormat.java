package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.debug.expression.DataType;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;

/** How the bytes of a row are shown: in units of one or more bytes, little end first. */
public enum MemoryFormat {
  HEX_8("Hex, bytes", DataType.U8, 2, true),
  HEX_16("Hex, 2 bytes", DataType.U16, 4, true),
  HEX_32("Hex, 4 bytes", DataType.U32, 8, true),
  HEX_64("Hex, 8 bytes", DataType.U64, 16, true),
  I8("i8", DataType.I8, 4, false),
  U8("u8", DataType.U8, 3, false),
  I16("i16", DataType.I16, 6, false),
  U16("u16", DataType.U16, 5, false),
  I32("i32", DataType.I32, 11, false),
  U32("u32", DataType.U32, 10, false),
  I64("i64", DataType.I64, 20, false),
  U64("u64", DataType.U64, 20, false),
  F32("f32", DataType.F32, 14, false),
  F64("f64", DataType.F64, 23, false),
  /** Text alone, in longer rows. */
  TEXT("UTF-8", DataType.U8, 0, false);

  private final String title;
  private final DataType type;
  private final int columns;
  private final boolean hex;

  MemoryFormat(String title, DataType type, int columns, boolean hex) {
    this.title = title;
    this.type = type;
    this.columns = columns;
    this.hex = hex;
  }

  /** What a menu calls it. */
  public String title() {
    return title;
  }

  /** How a unit is read and changed. */
  public DataType type() {
    return type;
  }

  /** The bytes of a unit. */
  public int width() {
    return type.width();
  }

  /** How many characters a unit takes at most; 0 where only text is shown. */
  public int columns() {
    return columns;
  }

  /** Whether digits typed over a byte change it. */
  public boolean isHexBytes() {
    return this == HEX_8;
  }

  boolean isHex() {
    return hex;
  }

  /**
   * A unit in words.
   *
   * @param bits its bytes, the first lowest
   */
  public String text(long bits) {
    if (hex) {
      String digits = Long.toHexString(bits);
      return "0".repeat(Math.max(0, columns - digits.length())) + digits;
    }
    return switch (type) {
      case I8 -> Integer.toString((byte) bits);
      case I16 -> Integer.toString((short) bits);
      case I32 -> Integer.toString((int) bits);
      case I64 -> Long.toString(bits);
      case F32 -> new Value.F32((int) bits).format(ValueFormat.FLOAT);
      case F64 -> new Value.F64(bits).format(ValueFormat.FLOAT);
      default -> Long.toUnsignedString(bits);
    };
  }

  /** A unit as the user edits it: an expression. */
  String edited(long bits) {
    return hex ? "0x" + text(bits) : text(bits);
  }

  @Override
  public String toString() {
    return title;
  }
}
