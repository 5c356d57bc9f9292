package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Features;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the binary format (specification, "Values") from a part of a file. Never
 * reads past its end; offsets are those of the file.
 */
final class BinaryReader {
  static final String UNEXPECTED_END = "unexpected end of section or function";

  /**
   * What one file may make us keep, counted in small things (parameters, fields …). A file that was
   * made to exhaust memory reaches it; real modules stay far below.
   */
  private static final int MOST_KEPT = 20_000_000;

  /** What an item of a section weighs in small things: as objects it takes 100 to 200 bytes. */
  private static final int ITEM_WEIGHT = 8;

  /** What is copied at first to look for the end of an expression outside the heap. */
  private static final int FIRST_LOOK = 64;

  private final ByteBuffer bytes;
  private final Features features;
  private final int[] kept;
  private final int end;
  private int position;
  private @Nullable LebSink sink;

  BinaryReader(ByteBuffer bytes) {
    this(bytes, Features.ALL);
  }

  BinaryReader(ByteBuffer bytes, Features features) {
    this(bytes, features, 0, bytes.limit(), new int[1]);
  }

  private BinaryReader(ByteBuffer bytes, Features features, int start, int end, int[] kept) {
    this.bytes = bytes;
    this.features = features;
    this.position = start;
    this.end = end;
    this.kept = kept;
  }

  /** A reader of a part of what is left, which shares this reader's bounds on memory. */
  BinaryReader part(ByteRange range) {
    return new BinaryReader(bytes, features, range.start(), range.end(), kept);
  }

  /** Lets something hear of every number that is read from here on, and returns this reader. */
  BinaryReader hearing(LebSink listener) {
    sink = listener;
    return this;
  }

  /** What is understood beyond the standard. */
  Features features() {
    return features;
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  boolean atEnd() {
    return position == end;
  }

  ByteRange since(int start) {
    return new ByteRange(start, position);
  }

  MalformedException malformed(int offset, String message) {
    return new MalformedException(offset, message);
  }

  int u8() throws MalformedException {
    if (position == end) {
      throw malformed(position, UNEXPECTED_END);
    }
    return bytes.get(position++) & 0xff;
  }

  int peek() throws MalformedException {
    if (position == end) {
      throw malformed(position, UNEXPECTED_END);
    }
    return bytes.get(position) & 0xff;
  }

  void skip(int count) throws MalformedException {
    if (count > end - position) {
      throw malformed(end, UNEXPECTED_END);
    }
    position += count;
  }

  void jump(int offset) {
    position = offset;
  }

  /** Four bytes, little end first. */
  int fixed32() throws MalformedException {
    return u8() | u8() << 8 | u8() << 16 | u8() << 24;
  }

  /** An unsigned 32-bit LEB128, as the bits of an int. */
  int u32() throws MalformedException {
    int first = u8();
    return first < 0x80 && sink == null ? first : (int) unsigned(first, 32);
  }

  /** An unsigned 64-bit LEB128, as the bits of a long. */
  long u64() throws MalformedException {
    return unsigned(u8(), 64);
  }

  private long unsigned(int first, int width) throws MalformedException {
    int start = position - 1;
    long value = first & 0x7f;
    int b = first;
    int shift = 7;
    while (b >= 0x80) {
      if (shift >= width) {
        throw malformed(position, "integer representation too long");
      }
      b = next(width - shift, false);
      int left = width - shift;
      if (left < 7 && (b & 0x7f) >>> left != 0) {
        throw malformed(position - 1, "integer too large");
      }
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
    }
    if (sink != null) {
      sink.read(start, position, false, width);
    }
    return value;
  }

  /**
   * The next byte of a number. Where the section ends within the number, it is the number that is
   * wrong if it goes on too long behind the end.
   *
   * @param left how many bits it may still have
   */
  private int next(int left, boolean signed) throws MalformedException {
    if (position < end || position == bytes.limit()) {
      return u8();
    }
    BinaryReader beyond = new BinaryReader(bytes, features, position, bytes.limit(), kept);
    if (signed) {
      beyond.signed(left);
    } else {
      beyond.unsigned(beyond.u8(), left);
    }
    throw malformed(position, UNEXPECTED_END);
  }

  /** A signed LEB128 of the given width in bits. */
  long signed(int width) throws MalformedException {
    int start = position;
    long value = 0;
    int shift = 0;
    int b;
    do {
      if (shift >= width) {
        throw malformed(position, "integer representation too long");
      }
      b = next(width - shift, true);
      int left = width - shift;
      if (left < 7) {
        int mask = -1 << (left - 1) & 0x7f;
        if ((b & mask) != 0 && (b & mask) != mask) {
          throw malformed(position - 1, "integer too large");
        }
      }
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while (b >= 0x80);
    if (sink != null) {
      sink.read(start, position, true, width);
    }
    return shift < 64 && (b & 0x40) != 0 ? value | -1L << shift : value;
  }

  /** Reads a constant expression to and including its end, and returns its bytes. */
  ByteRange expression(InstructionReader instructions) throws MalformedException {
    int start = position;
    if (sink != null) {
      InstructionLebs.read(this);
      return since(start);
    }
    if (bytes.hasArray()) {
      int first = bytes.arrayOffset();
      instructions.expression(bytes.array(), first + start, first + end, start);
      while (instructions.next()) {
        // Reading finds the end.
      }
    } else {
      searchEnd(instructions);
    }
    position = instructions.position();
    return since(start);
  }

  /** Copies more and more of what is left until the end of the expression is among it. */
  private void searchEnd(InstructionReader instructions) throws MalformedException {
    int length = Math.min(FIRST_LOOK, remaining());
    while (true) {
      byte[] copy = new byte[length];
      bytes.get(position, copy);
      instructions.expression(copy, 0, length, position);
      try {
        while (instructions.next()) {
          // Reading finds the end.
        }
        return;
      } catch (MalformedException malformed) {
        // What lies within the copy stays malformed however much more there is.
        boolean cut = malformed.problem().message().startsWith(UNEXPECTED_END);
        if (!cut || length == remaining()) {
          throw malformed;
        }
        length = (int) Math.min(length * 4L, remaining());
      }
    }
  }

  /** A length that must fit into what is left. */
  int length() throws MalformedException {
    int start = position;
    long length = Integer.toUnsignedLong(u32());
    if (length > remaining()) {
      throw malformed(start, "length out of bounds");
    }
    return (int) length;
  }

  /** How many small things follow: never more than bytes are left, so a list may be made. */
  int count(String what, int most) throws MalformedException {
    return count(what, most, 1);
  }

  /** How many items of a section follow: never more than bytes are left. */
  int items(String what, int most) throws MalformedException {
    return count(what, most, ITEM_WEIGHT);
  }

  private int count(String what, int most, int weight) throws MalformedException {
    int start = position;
    long declared = Integer.toUnsignedLong(u32());
    if (declared > remaining()) {
      throw malformed(start, UNEXPECTED_END + ": " + declared + " " + what + " declared");
    }
    int count = (int) declared;
    if (count > most) {
      throw malformed(
          start, "too many " + what + ": " + count + ", where at most " + most + " are read");
    }
    kept[0] += count * weight;
    if (kept[0] > MOST_KEPT) {
      throw malformed(start, "the module declares more than can be kept in memory");
    }
    return count;
  }

  /** A name: a length and that many bytes of UTF-8. */
  String name() throws MalformedException {
    int length = length();
    byte[] text = new byte[length];
    bytes.get(position, text);
    int start = position;
    position += length;
    for (byte b : text) {
      if (b < 0) {
        return decode(text, start);
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private String decode(byte[] text, int start) throws MalformedException {
    try {
      // A decoder of its own reports what the constructors of String would replace.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed(start, "malformed UTF-8 encoding");
    }
  }
}
