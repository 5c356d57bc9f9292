package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How bytes of a memory are read: the word behind the colon of {@code memory[0x400]:i32}. */
public enum DataType {
  I8("i8", 1),
  U8("u8", 1),
  I16("i16", 2),
  U16("u16", 2),
  I32("i32", 4),
  U32("u32", 4),
  I64("i64", 8),
  U64("u64", 8),
  F32("f32", 4),
  F64("f64", 8),
  V128("v128", 16),
  /** UTF-8, as many bytes as one says. */
  TEXT("str", 0);

  private final String word;
  private final int width;

  DataType(String word, int width) {
    this.word = word;
    this.width = width;
  }

  public String word() {
    return word;
  }

  /** How many bytes it takes; 0 for a text. */
  public int width() {
    return width;
  }

  /** The type that a word behind a colon stands for, or null when it is none. */
  public static @Nullable DataType named(String word) {
    for (DataType type : values()) {
      if (type != TEXT && type.word.equals(word)) {
        return type;
      }
    }
    return null;
  }

  boolean isUnsigned() {
    return this == U8 || this == U16 || this == U32 || this == U64;
  }

  /**
   * The bytes that a value of this type is in memory.
   *
   * @param value as {@link Assignment#resolve} gives it
   */
  public byte[] bytes(Value value) {
    return switch (value) {
      case Value.I32(int number) -> number(number);
      case Value.I64(long number) -> number(number);
      case Value.F32(int bits) -> number(bits);
      case Value.F64(long bits) -> number(bits);
      case Value.V128(long low, long high) ->
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(low).putLong(high).array();
      case Value.Text(String text, boolean cut) -> text.getBytes(StandardCharsets.UTF_8);
      case Value.Reference reference ->
          throw new IllegalArgumentException("a reference has no bytes: " + reference);
    };
  }

  private byte[] number(long bits) {
    byte[] bytes = new byte[width];
    for (int at = 0; at < width; at++) {
      bytes[at] = (byte) (bits >>> 8 * at);
    }
    return bytes;
  }

  /** Reads a value that lies within the memory. */
  void load(ScopeMemory memory, long address, Cell out) {
    switch (this) {
      case I8 -> out.setI32((byte) memory.load(address, 1));
      case U8 -> out.setI32((int) memory.load(address, 1));
      case I16 -> out.setI32((short) memory.load(address, 2));
      case U16 -> out.setI32((int) memory.load(address, 2));
      case I32 -> out.setI32((int) memory.load(address, 4));
      case U32 -> out.setI64(memory.load(address, 4));
      case I64, U64 -> out.setI64(memory.load(address, 8));
      case F32 -> out.setF32((int) memory.load(address, 4));
      case F64 -> out.setF64(memory.load(address, 8));
      case V128 -> out.setV128(memory.load(address, 8), memory.load(address + 8, 8));
      case TEXT -> throw new IllegalStateException("a text has no width");
    }
  }
}
