package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;

/** Parses types (specification, text format, "Types") and writes them as the binary has them. */
final class TypeParser {
  private static final int NULLABLE = 0x63;
  private static final int NON_NULL = 0x64;

  private final TokenReader in;
  private final Space types;

  TypeParser(TokenReader in, Space types) {
    this.in = in;
    this.types = types;
  }

  /** Whether a value type may start here. */
  boolean isValue() {
    if (in.isOpen()) {
      return in.isList(Keyword.REF);
    }
    Keyword keyword = in.keyword();
    return keyword != null && (keyword.isNumberType() || keyword.isReferenceType());
  }

  void value(BinaryWriter out) throws Refusal {
    Keyword keyword = in.keyword();
    if (keyword != null && (keyword.isNumberType() || keyword.isReferenceType())) {
      out.u8(keyword.code());
      in.advance();
    } else if (in.isList(Keyword.REF)) {
      reference(out);
    } else {
      throw in.unexpected("a value type");
    }
  }

  boolean isReference() {
    Keyword keyword = in.keyword();
    return in.isList(Keyword.REF) || keyword != null && keyword.isReferenceType();
  }

  void reference(BinaryWriter out) throws Refusal {
    write(reference(), out);
  }

  /** Writes what {@link #reference()} has returned. */
  static void write(long reference, BinaryWriter out) {
    long heap = reference >> 1;
    boolean nullable = (reference & 1) != 0;
    if (heap < 0 && nullable) {
      out.u8((int) heap & 0x7f);
      return;
    }
    out.u8(nullable ? NULLABLE : NON_NULL);
    out.signed(heap);
  }

  /** Takes a reference type: its heap type, shifted left by one, and 1 if it may be null. */
  long reference() throws Refusal {
    Keyword keyword = in.keyword();
    if (keyword != null && keyword.isReferenceType()) {
      in.advance();
      return (long) (keyword.code() - 0x80) << 1 | 1;
    }
    int list = in.takeList(Keyword.REF);
    if (list < 0) {
      throw in.unexpected("a reference type");
    }
    boolean nullable = in.take(Keyword.NULL);
    long heap = heap();
    in.leave(list);
    return heap << 1 | (nullable ? 1 : 0);
  }

  /** Takes a heap type: an index, or less than 0 for those that have a name. */
  long heap() throws Refusal {
    Keyword keyword = in.keyword();
    if (keyword != null && keyword.isHeapType()) {
      in.advance();
      return keyword.code() - 0x80;
    }
    if (!in.isIndex()) {
      throw in.unexpected("a heap type");
    }
    return types.index(in) & 0xffff_ffffL;
  }

  private void storage(BinaryWriter out) throws Refusal {
    Keyword keyword = in.keyword();
    if (keyword != null && keyword.isPackedType()) {
      out.u8(keyword.code());
      in.advance();
    } else {
      value(out);
    }
  }

  /** A field type: a storage type, or {@code (mut …)} around one. */
  void field(BinaryWriter out) throws Refusal {
    int list = in.takeList(Keyword.MUT);
    storage(out);
    out.u8(list >= 0 ? 1 : 0);
    if (list >= 0) {
      in.leave(list);
    }
  }

  void global(BinaryWriter out) throws Refusal {
    int list = in.takeList(Keyword.MUT);
    value(out);
    out.u8(list >= 0 ? 1 : 0);
    if (list >= 0) {
      in.leave(list);
    }
  }

  /** Takes an address type if one is given; true for {@code i64}. */
  boolean address64() {
    boolean wide = in.take(Keyword.I64);
    if (!wide) {
      in.take(Keyword.I32);
    }
    return wide;
  }

  /** A table type without its address type, which has been read. */
  void table(boolean wide, BinaryWriter out) throws Refusal {
    BinaryWriter limits = new BinaryWriter();
    limits(wide, false, limits);
    reference(out);
    out.bytes(limits.array(), 0, limits.size());
  }

  void memory(boolean wide, BinaryWriter out) throws Refusal {
    limits(wide, true, out);
  }

  private void limits(boolean wide, boolean ofMemory, BinaryWriter out) throws Refusal {
    long minimum = size(wide);
    boolean bounded = in.is(TokenKind.NUMBER);
    long maximum = bounded ? size(wide) : 0;
    int flags = (bounded ? 1 : 0) | (wide ? 4 : 0);
    if (ofMemory && in.take(Keyword.SHARED)) {
      flags |= 2;
    }
    int page = ofMemory ? pageSizeLog2() : -1;
    out.u8(flags | (page >= 0 ? 8 : 0));
    out.u64(minimum);
    if (bounded) {
      out.u64(maximum);
    }
    if (page >= 0) {
      out.u32(page);
    }
  }

  private long size(boolean wide) throws Refusal {
    return in.unsigned(
        64, "a size", wide ? "i64 constant out of range" : "i32 constant out of range");
  }

  /** Takes {@code (pagesize n)} if it stands here; the logarithm of the size, or -1. */
  int pageSizeLog2() throws Refusal {
    int list = in.takeList(Keyword.PAGESIZE);
    if (list < 0) {
      return -1;
    }
    int token = in.at();
    long size = in.unsigned(64, "a page size", "invalid custom page size");
    if (Long.bitCount(size) != 1) {
      throw in.refuse(token, "invalid custom page size: it must be a power of two");
    }
    in.leave(list);
    return Long.numberOfTrailingZeros(size);
  }

  /** Parameters or results, without their count. */
  int values(BinaryWriter out, int list) throws Refusal {
    int count = 0;
    while (in.at() != in.close(list)) {
      value(out);
      count++;
    }
    in.leave(list);
    return count;
  }
}
