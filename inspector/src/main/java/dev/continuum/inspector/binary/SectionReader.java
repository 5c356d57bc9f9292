package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.ExternType;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.SegmentMode;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of the sections of a core module, item by item. What was read before a
 * malformed byte is kept.
 */
final class SectionReader {
  /** As in the limits browsers have agreed on (JavaScript interface, "Limits"), or above. */
  private static final int MOST_ITEMS = 1_000_000;

  private static final int UNKNOWN = -1;
  private static final long MOST_LOCALS = 0xffff_ffffL;
  private static final String INCONSISTENT_CODE =
      "function and code section have inconsistent lengths";
  private static final ExternKind[] KINDS = ExternKind.values();
  private static final ReferenceType FUNCTIONS = new ReferenceType(false, AbstractHeapType.FUNC);

  /** Something with a type, where it is declared, and its constant expression if it has one. */
  record Declared<T extends ExternType>(T type, ByteRange range, @Nullable ByteRange initializer) {}

  private final List<TypeDefinition> types = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final int[] importedOfKind = new int[KINDS.length];
  private final List<Declared<FunctionUse>> functions = new ArrayList<>();
  private final List<Declared<TableType>> tables = new ArrayList<>();
  private final List<Declared<MemoryType>> memories = new ArrayList<>();
  private final List<Declared<TagType>> tags = new ArrayList<>();
  private final List<Declared<GlobalType>> globals = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final List<ElementSegment> elements = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private final List<DataSegment> data = new ArrayList<>();
  private @Nullable Integer start;
  private int functionCount;
  private int codeCount;
  private int dataCountAnnounced = UNKNOWN;
  private int dataCount;

  /** For constant expressions; in those it is no matter whether data is counted. */
  private final InstructionReader instructions;

  SectionReader(Features features) {
    instructions = new InstructionReader(features, true);
  }

  void read(SectionId id, BinaryReader in) throws MalformedException {
    switch (id) {
      case CUSTOM -> throw new IllegalArgumentException("custom sections are read elsewhere");
      case TYPE -> types(in);
      case IMPORT -> imports(in);
      case FUNCTION -> functions(in);
      case TABLE -> tables(in);
      case MEMORY -> {
        int count = in.items("memories", MOST_ITEMS);
        for (int i = 0; i < count; i++) {
          int at = in.position();
          memories.add(new Declared<>(TypeReader.memory(in), in.since(at), null));
        }
      }
      case TAG -> {
        int count = in.items("tags", MOST_ITEMS);
        for (int i = 0; i < count; i++) {
          int at = in.position();
          tags.add(new Declared<>(TypeReader.tag(in), in.since(at), null));
        }
      }
      case GLOBAL -> {
        int count = in.items("globals", MOST_ITEMS);
        for (int i = 0; i < count; i++) {
          int at = in.position();
          GlobalType type = TypeReader.global(in);
          ByteRange initializer = in.expression(instructions);
          globals.add(new Declared<>(type, in.since(at), initializer));
        }
      }
      case EXPORT -> exports(in);
      case START -> start = in.u32();
      case ELEMENT -> {
        int count = in.items("element segments", MOST_ITEMS);
        for (int i = 0; i < count; i++) {
          elements.add(element(in, i));
        }
      }
      case DATA_COUNT -> dataCountAnnounced = in.u32();
      case CODE -> codes(in);
      case DATA -> {
        int at = in.position();
        dataCount = in.items("data segments", MOST_ITEMS);
        for (int i = 0; i < dataCount; i++) {
          data.add(data(in, i));
        }
        checkDataCount(at);
      }
    }
  }

  private void types(BinaryReader in) throws MalformedException {
    int groups = in.items("types", MOST_ITEMS);
    for (int i = 0; i < groups; i++) {
      int groupStart = types.size();
      int groupSize = 1;
      if (in.peek() == 0x4e) {
        in.u8();
        groupSize = in.items("types", MOST_ITEMS - groupStart);
      }
      for (int j = 0; j < groupSize; j++) {
        int at = in.position();
        var type = TypeReader.subType(in);
        types.add(
            new TypeDefinition(groupStart + j, null, type, groupStart, groupSize, in.since(at)));
      }
    }
  }

  private void imports(BinaryReader in) throws MalformedException {
    int count = in.items("imports", MOST_ITEMS);
    String module = "";
    for (int i = 0; i < count; i++) {
      int at = in.position();
      String from = in.name();
      module = from.equals(module) ? module : from; // one string for a run of imports
      String name = in.name();
      ExternType type = externType(in);
      int index = importedOfKind[type.kind().ordinal()]++;
      imports.add(new Import(i, module, name, type, index, in.since(at)));
    }
  }

  private static ExternType externType(BinaryReader in) throws MalformedException {
    int at = in.position();
    return switch (in.u8()) {
      case 0 -> new FunctionUse(in.u32());
      case 1 -> TypeReader.table(in);
      case 2 -> TypeReader.memory(in);
      case 3 -> TypeReader.global(in);
      case 4 -> TypeReader.tag(in);
      default -> throw in.malformed(at, "malformed import kind");
    };
  }

  private void functions(BinaryReader in) throws MalformedException {
    functionCount = in.items("functions", MOST_ITEMS);
    for (int i = 0; i < functionCount; i++) {
      int at = in.position();
      functions.add(new Declared<>(new FunctionUse(in.u32()), in.since(at), null));
    }
  }

  private void tables(BinaryReader in) throws MalformedException {
    int count = in.items("tables", MOST_ITEMS);
    for (int i = 0; i < count; i++) {
      int at = in.position();
      boolean initialized = in.peek() == 0x40;
      if (initialized) {
        in.u8();
        int zero = in.position();
        if (in.u8() != 0) {
          throw in.malformed(zero, "zero byte expected");
        }
      }
      TableType type = TypeReader.table(in);
      ByteRange initializer = initialized ? in.expression(instructions) : null;
      tables.add(new Declared<>(type, in.since(at), initializer));
    }
  }

  private void exports(BinaryReader in) throws MalformedException {
    int count = in.items("exports", MOST_ITEMS);
    for (int i = 0; i < count; i++) {
      int at = in.position();
      String name = in.name();
      int kindAt = in.position();
      int kind = in.u8();
      if (kind >= KINDS.length) {
        throw in.malformed(kindAt, "malformed export kind");
      }
      exports.add(new Export(i, name, KINDS[kind], in.u32(), in.since(at)));
    }
  }

  private ElementSegment element(BinaryReader in, int index) throws MalformedException {
    int at = in.position();
    int flags = in.u32();
    if ((flags & ~0b111) != 0) {
      throw in.malformed(at, "malformed elements segment kind");
    }
    boolean active = (flags & 0b001) == 0;
    boolean explicit = (flags & 0b010) != 0; // with a table when active, declarative otherwise
    boolean expressions = (flags & 0b100) != 0;
    SegmentMode mode =
        active ? SegmentMode.ACTIVE : explicit ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
    Integer table = null;
    ByteRange offset = null;
    if (active) {
      table = explicit ? in.u32() : 0;
      offset = in.expression(instructions);
    }
    ReferenceType type = expressions ? ReferenceType.FUNCREF : FUNCTIONS;
    if (!active || explicit) {
      if (expressions) {
        type = TypeReader.reference(in);
      } else {
        int kind = in.position();
        if (in.u8() != 0) {
          throw in.malformed(kind, "malformed element kind");
        }
      }
    }
    int count = in.length();
    int items = in.position();
    for (int i = 0; i < count; i++) {
      if (expressions) {
        in.expression(instructions);
      } else {
        in.u32();
      }
    }
    return new ElementSegment(
        index, null, mode, table, offset, type, count, expressions, in.since(items), in.since(at));
  }

  private DataSegment data(BinaryReader in, int index) throws MalformedException {
    int at = in.position();
    int flags = in.u32();
    if (flags < 0 || flags > 2) {
      throw in.malformed(at, "malformed data segment kind");
    }
    Integer memory = null;
    ByteRange offset = null;
    if (flags != 1) {
      memory = flags == 2 ? in.u32() : 0;
      offset = in.expression(instructions);
    }
    int length = in.length();
    int content = in.position();
    in.skip(length);
    return new DataSegment(
        index,
        null,
        flags == 1 ? SegmentMode.PASSIVE : SegmentMode.ACTIVE,
        memory,
        offset,
        in.since(content),
        in.since(at));
  }

  private void codes(BinaryReader in) throws MalformedException {
    int at = in.position();
    codeCount = in.items("functions", MOST_ITEMS);
    for (int i = 0; i < codeCount; i++) {
      int entry = in.position();
      int length = in.length();
      ByteRange body = new ByteRange(in.position(), in.position() + length);
      codes.add(code(in.part(body), entry, body));
      in.skip(length);
    }
    if (codeCount != functionCount) {
      throw in.malformed(at, INCONSISTENT_CODE);
    }
  }

  private static Code code(BinaryReader in, int entry, ByteRange body) throws MalformedException {
    int runs = in.length();
    long locals = 0;
    for (int i = 0; i < runs; i++) {
      int at = in.position();
      locals += Integer.toUnsignedLong(in.u32());
      if (locals > MOST_LOCALS) {
        throw in.malformed(at, "too many locals");
      }
      TypeReader.value(in);
    }
    if (in.atEnd()) {
      throw in.malformed(in.position(), BinaryReader.UNEXPECTED_END);
    }
    return new Code(
        new ByteRange(entry, body.end()), new ByteRange(in.position(), body.end()), locals);
  }

  /** What can only be seen once all sections are read. */
  void checkCounts(int end) throws MalformedException {
    if (functionCount != 0 && codeCount == 0) {
      throw new MalformedException(end, INCONSISTENT_CODE);
    }
    if (dataCountAnnounced != UNKNOWN && dataCount == 0) {
      checkDataCount(end);
    }
  }

  private void checkDataCount(int at) throws MalformedException {
    if (dataCountAnnounced != UNKNOWN && dataCountAnnounced != dataCount) {
      throw new MalformedException(at, "data count and data section have inconsistent lengths");
    }
  }

  Names names() {
    return new Names(
        types.size(),
        importedOfKind[ExternKind.FUNCTION.ordinal()] + functions.size(),
        importedOfKind[ExternKind.TABLE.ordinal()] + tables.size(),
        importedOfKind[ExternKind.MEMORY.ordinal()] + memories.size(),
        importedOfKind[ExternKind.GLOBAL.ordinal()] + globals.size(),
        importedOfKind[ExternKind.TAG.ordinal()] + tags.size(),
        elements.size(),
        data.size());
  }

  /** Gives everything that was read its name, and puts imports and definitions into one list. */
  void build(WasmModule.Builder module, Names names) {
    EntityBuilder entities = new EntityBuilder(imports, names);
    module
        .name(names.module())
        .types(entities.types(types))
        .imports(imports)
        .functions(entities.functions(functions, codes))
        .tables(entities.tables(tables))
        .memories(entities.memories(memories))
        .globals(entities.globals(globals))
        .tags(entities.tags(tags))
        .exports(exports)
        .start(start)
        .elements(entities.elements(elements))
        .data(entities.data(data));
  }
}
