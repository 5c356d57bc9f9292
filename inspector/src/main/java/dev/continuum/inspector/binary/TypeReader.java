package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.ArrayType;
import dev.continuum.inspector.syntax.CompositeType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.FieldType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.HeapType;
import dev.continuum.inspector.syntax.Limits;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.PackedType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.SubType;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.VectorType;
import java.util.ArrayList;
import java.util.List;

/** Reads types (binary format, "Types"). Nothing in them nests, so nothing here recurses. */
final class TypeReader {
  /** As browsers have agreed on (JavaScript interface, "Limits"). */
  private static final int MOST_VALUES = 1_000;

  private static final int MOST_FIELDS = 10_000;

  private TypeReader() {}

  static SubType subType(BinaryReader in) throws MalformedException {
    int form = in.peek();
    if (form != 0x50 && form != 0x4f) {
      return SubType.alone(composite(in));
    }
    in.u8();
    int count = in.count("supertypes", MOST_VALUES);
    List<Integer> supertypes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      supertypes.add(in.u32());
    }
    return new SubType(form == 0x4f, supertypes, composite(in));
  }

  private static CompositeType composite(BinaryReader in) throws MalformedException {
    int start = in.position();
    int form = in.u8();
    return switch (form) {
      case 0x60 -> new FunctionType(values(in), values(in));
      case 0x5f -> {
        int count = in.count("fields", MOST_FIELDS);
        List<FieldType> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          fields.add(field(in));
        }
        yield new StructType(fields);
      }
      case 0x5e -> new ArrayType(field(in));
      default ->
          throw in.malformed(
              start,
              form >= 0x80 ? "integer representation too long" : "malformed definition type");
    };
  }

  private static List<ValueType> values(BinaryReader in) throws MalformedException {
    int count = in.count("parameters or results", MOST_VALUES);
    if (count == 0) {
      return List.of();
    }
    ValueType[] types = new ValueType[count];
    for (int i = 0; i < count; i++) {
      types[i] = value(in);
    }
    return List.of(types);
  }

  private static FieldType field(BinaryReader in) throws MalformedException {
    StorageType storage =
        switch (in.peek()) {
          case 0x78 -> PackedType.I8;
          case 0x77 -> PackedType.I16;
          default -> value(in);
        };
    if (storage instanceof PackedType) {
      in.u8();
    }
    return new FieldType(storage, mutable(in));
  }

  private static boolean mutable(BinaryReader in) throws MalformedException {
    int start = in.position();
    int mutability = in.u8();
    if (mutability > 1) {
      throw in.malformed(start, "malformed mutability");
    }
    return mutability == 1;
  }

  static ValueType value(BinaryReader in) throws MalformedException {
    int code = in.peek();
    ValueType simple =
        switch (code) {
          case 0x7f -> NumberType.I32;
          case 0x7e -> NumberType.I64;
          case 0x7d -> NumberType.F32;
          case 0x7c -> NumberType.F64;
          case 0x7b -> VectorType.V128;
          default -> null;
        };
    if (simple == null) {
      return reference(in, "malformed value type");
    }
    in.u8();
    return simple;
  }

  static ReferenceType reference(BinaryReader in) throws MalformedException {
    return reference(in, "malformed reference type");
  }

  private static ReferenceType reference(BinaryReader in, String otherwise)
      throws MalformedException {
    int start = in.position();
    int code = in.u8();
    if (code == 0x70) {
      return ReferenceType.FUNCREF;
    }
    if (code == 0x63 || code == 0x64) {
      return new ReferenceType(code == 0x63, heap(in));
    }
    AbstractHeapType heap = AbstractHeapType.of(code);
    if (heap == null) {
      throw in.malformed(start, code >= 0x80 ? "integer representation too long" : otherwise);
    }
    return new ReferenceType(true, heap);
  }

  static HeapType heap(BinaryReader in) throws MalformedException {
    int start = in.position();
    long value = in.signed(33);
    if (value >= 0) {
      return new ConcreteHeapType((int) value);
    }
    AbstractHeapType heap =
        in.position() - start == 1 ? AbstractHeapType.of((int) value & 0x7f) : null;
    if (heap == null) {
      throw in.malformed(start, "malformed heap type");
    }
    return heap;
  }

  static GlobalType global(BinaryReader in) throws MalformedException {
    ValueType type = value(in);
    return new GlobalType(type, mutable(in));
  }

  static TagType tag(BinaryReader in) throws MalformedException {
    int start = in.position();
    if (in.u8() != 0) {
      throw in.malformed(start, "malformed tag attribute");
    }
    return new TagType(in.u32());
  }

  static TableType table(BinaryReader in) throws MalformedException {
    ReferenceType element = reference(in);
    int start = in.position();
    int flags = in.u8();
    if ((flags & ~0b101) != 0) {
      throw in.malformed(start, "malformed limits flags");
    }
    return new TableType(limits(in, flags), element);
  }

  static MemoryType memory(BinaryReader in) throws MalformedException {
    int start = in.position();
    int flags = in.u8();
    int known = 0b101;
    known |= in.features().threads() ? 0b10 : 0;
    known |= in.features().customPageSizes() ? 0b1000 : 0;
    if ((flags & ~known) != 0) {
      throw in.malformed(start, "malformed limits flags");
    }
    Limits limits = limits(in, flags);
    int pageSizeLog2 = MemoryType.STANDARD_PAGE_SIZE_LOG2;
    if ((flags & 0b1000) != 0) {
      int at = in.position();
      pageSizeLog2 = in.u32();
      if (pageSizeLog2 < 0 || pageSizeLog2 > 63) {
        throw in.malformed(at, "invalid custom page size: it has more than 64 bits");
      }
    }
    return new MemoryType(limits, (flags & 0b10) != 0, pageSizeLog2);
  }

  private static Limits limits(BinaryReader in, int flags) throws MalformedException {
    AddressType address = (flags & 0b100) == 0 ? AddressType.I32 : AddressType.I64;
    long minimum = in.u64();
    return new Limits(address, minimum, (flags & 1) == 0 ? null : in.u64());
  }
}
