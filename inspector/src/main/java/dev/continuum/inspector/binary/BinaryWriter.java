package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the values of the binary format (specification, "Values") into a growing array. Numbers
 * take as few bytes as they can.
 *
 * <p>What is preceded by its size in bytes is written between {@link #begin} and {@link #end}:
 *
 * <pre>{@code
 * int section = out.begin();
 * out.u32(count);
 * ...
 * out.end(section);
 * }</pre>
 */
public final class BinaryWriter {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int size;

  /** An empty writer. */
  public BinaryWriter() {
    this(256);
  }

  /** An empty writer with room for so many bytes. */
  public BinaryWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** How many bytes are written: the offset of the next. */
  public int size() {
    return size;
  }

  /**
   * Forgets what was written at and behind an offset.
   *
   * @throws IllegalArgumentException if so much is not written
   */
  public void truncate(int offset) {
    if (offset < 0 || offset > size) {
      throw new IllegalArgumentException("offset " + offset + " of " + size);
    }
    size = offset;
  }

  /** What was written, as an array of its own. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The array written into, of which the first {@link #size} bytes count until the next write. */
  public byte[] array() {
    return bytes;
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      long needed = (long) size + more;
      if (needed > MOST_BYTES) {
        throw new OutOfMemoryError("a binary of more than 2 GiB");
      }
      long doubled = Math.max(needed, Math.min(MOST_BYTES, bytes.length * 2L));
      bytes = Arrays.copyOf(bytes, (int) doubled);
    }
  }

  /** One byte: the lowest of the number. */
  public void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** An unsigned number, given as the bits of an int. */
  public void u32(int value) {
    room(5);
    int rest = value;
    while (rest >>> 7 != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** An unsigned number, given as the bits of a long. */
  public void u64(long value) {
    room(10);
    long rest = value;
    while (rest >>> 7 != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A signed number of any width up to 64 bits: their encodings are the same. */
  public void signed(long value) {
    room(10);
    long rest = value;
    while (rest < -64 || rest > 63) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>= 7;
    }
    bytes[size++] = (byte) (rest & 0x7f);
  }

  /** Four bytes, little end first: a 32-bit float takes {@link Float#floatToRawIntBits}. */
  public void fixed32(int value) {
    room(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Eight bytes, little end first: a 64-bit float takes {@link Double#doubleToRawLongBits}. */
  public void fixed64(long value) {
    room(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Bytes as they are. */
  public void bytes(byte[] source) {
    bytes(source, 0, source.length);
  }

  /** Bytes as they are: so many of an array, from a position. */
  public void bytes(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  /** Bytes as they are: a range of a file, read from its first byte on. */
  public void bytes(ByteBuffer file, ByteRange range) {
    room(range.size());
    file.get(range.start(), bytes, size, range.size());
    size += range.size();
  }

  /** A name: its length in bytes and its UTF-8. */
  public void name(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    u32(utf8.length);
    bytes(utf8);
  }

  /** The opcode of an instruction: one byte, or a prefix and a number. */
  public void opcode(Opcode opcode) {
    if (opcode.prefix() == 0) {
      u8(opcode.code());
    } else {
      u8(opcode.prefix());
      u32(opcode.code());
    }
  }

  /** Starts something preceded by its size; {@link #end} takes what is returned. */
  public int begin() {
    u8(0);
    return size;
  }

  /**
   * Writes the size of what was written since {@link #begin} in front of it.
   *
   * @param begun what {@code begin} returned: where the content starts
   * @return by how many bytes the content moved back to make room: 0 to 4
   */
  public int end(int begun) {
    return end(begun, 1);
  }

  /**
   * Writes the size like {@link #end(int)}, in no fewer bytes than a width.
   *
   * @param width 1 to 5
   */
  public int end(int begun, int width) {
    int length = size - begun;
    int taken = Math.max(width, LebWidth.ofUnsigned(length));
    int moved = taken - 1;
    room(moved);
    System.arraycopy(bytes, begun, bytes, begun + moved, length);
    int at = begun - 1;
    for (int i = 0; i < moved; i++) {
      bytes[at + i] = (byte) (length >>> 7 * i | 0x80);
    }
    bytes[at + moved] = (byte) (length >>> 7 * moved);
    size += moved;
    return moved;
  }
}
