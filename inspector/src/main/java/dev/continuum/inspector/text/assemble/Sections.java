package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.binary.LebWidth;
import dev.continuum.inspector.binary.LebWidths;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.SectionId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sections of a module that is being put together, and their order in the binary. */
final class Sections {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  /** The position of the data count section in the order of the binary. */
  private static final int DATA_COUNT = 10;

  final SectionSink types;
  final SectionSink imports;
  final SectionSink functions;
  final SectionSink tables;
  final SectionSink memories;
  final SectionSink tags;
  final SectionSink globals;
  final SectionSink exports;
  final SectionSink start;
  final SectionSink elements;
  final SectionSink code;
  final SectionSink data;
  private final SectionSink dataCount;

  Sections(boolean mapped) {
    types = new SectionSink(mapped);
    imports = new SectionSink(mapped);
    functions = new SectionSink(mapped);
    tables = new SectionSink(mapped);
    memories = new SectionSink(mapped);
    tags = new SectionSink(mapped);
    globals = new SectionSink(mapped);
    exports = new SectionSink(mapped);
    start = new SectionSink(mapped);
    elements = new SectionSink(mapped);
    dataCount = new SectionSink(false);
    code = new SectionSink(mapped);
    data = new SectionSink(mapped);
  }

  /**
   * Puts the binary together.
   *
   * @param names the contents of the name section, if there is to be one
   * @param usesData whether an instruction needs the number of data segments
   * @param map takes what the sections know of their text
   */
  BinaryWriter write(
      CustomAnnotations customs,
      CodeMetadata metadata,
      @Nullable BinaryWriter names,
      boolean usesData,
      SourceMap.Builder map) {
    SectionSink[] order = {
      types, imports, functions, tables, memories, tags, globals, exports, start, elements,
      dataCount, code, data
    };
    SectionId[] ids = {
      SectionId.TYPE,
      SectionId.IMPORT,
      SectionId.FUNCTION,
      SectionId.TABLE,
      SectionId.MEMORY,
      SectionId.TAG,
      SectionId.GLOBAL,
      SectionId.EXPORT,
      SectionId.START,
      SectionId.ELEMENT,
      SectionId.DATA_COUNT,
      SectionId.CODE,
      SectionId.DATA
    };
    if (usesData || customs.encoding(DATA_COUNT) != null) {
      dataCount.count = 1;
      dataCount.bytes.u32(data.count);
    }
    int size = names == null ? 0 : names.size();
    for (SectionSink section : order) {
      size += section.bytes.size() + 16;
    }
    BinaryWriter out = new BinaryWriter(size);
    out.bytes(HEADER, 0, HEADER.length);
    customs.write(-1, 0, out);
    for (int i = 0; i < order.length; i++) {
      customs.write(CustomAnnotations.before(i), CustomAnnotations.before(i) + 1, out);
      if (ids[i] == SectionId.CODE) {
        metadata.sections().forEach((name, hints) -> custom(name, hints, out));
      }
      boolean counted = ids[i] != SectionId.START && ids[i] != SectionId.DATA_COUNT;
      section(ids[i].code(), order[i], counted, customs.encoding(i), out, map);
      customs.write(CustomAnnotations.before(i) + 1, CustomAnnotations.before(i) + 2, out);
    }
    if (names != null && !customs.hasNames()) {
      SectionSink section = new SectionSink(false);
      section.bytes.bytes(names.array(), 0, names.size());
      custom("name", section, out);
    }
    customs.write(CustomAnnotations.LAST, CustomAnnotations.LAST + 1, out);
    return out;
  }

  private static void section(
      int id,
      SectionSink section,
      boolean counted,
      @Nullable LebWidths widths,
      BinaryWriter out,
      SourceMap.Builder map) {
    boolean empty = section.count == 0;
    if (empty && (widths == null || id == SectionId.START.code())) {
      return;
    }
    int start = out.size();
    int countLength = counted ? LebWidth.ofUnsigned(section.count) : 0;
    out.u8(id);
    out.u32(section.bytes.size() + countLength);
    if (counted) {
      out.u32(section.count);
    }
    int contents = out.size();
    out.bytes(section.bytes.array(), 0, section.bytes.size());
    int shift = pad(widths, start, out);
    if (shift == 0 || id == SectionId.CODE.code()) {
      section.addTo(map, contents + shift);
    }
  }

  /**
   * Pads the numbers of the section written last.
   *
   * @param start where the section starts
   * @return by how many bytes it has grown
   */
  static int pad(@Nullable LebWidths widths, int start, BinaryWriter out) {
    if (widths == null || widths.isMinimal()) {
      return 0;
    }
    int end = out.size();
    byte[] minimal = Arrays.copyOfRange(out.array(), start, end);
    out.truncate(start);
    try {
      widths.writeSection(minimal, 0, minimal.length, out);
    } catch (MalformedException notWellFormed) {
      // What an invalid module may hold, such as types in parts; it is left as it was.
      out.truncate(start);
      out.bytes(minimal);
    }
    return out.size() - end;
  }

  private static void custom(String name, SectionSink section, BinaryWriter out) {
    BinaryWriter contents = new BinaryWriter();
    NameSection.name(name, contents);
    if (section.count > 0) {
      contents.u32(section.count);
    }
    contents.bytes(section.bytes.array(), 0, section.bytes.size());
    out.u8(SectionId.CUSTOM.code());
    out.u32(contents.size());
    out.bytes(contents.array(), 0, contents.size());
  }
}
