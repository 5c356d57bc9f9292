package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.binary.LebWidth;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;

/**
 * Parses element and data segments (specification, text format, "Element Segments" and "Data
 * Segments"), those within tables and memories too.
 */
final class SegmentParser {
  private static final int ACTIVE = 0;
  private static final int PASSIVE = 1;
  private static final int EXPLICIT = 2;
  private static final int DECLARATIVE = 3;
  private static final int EXPRESSIONS = 4;

  /** What {@link TypeParser#reference()} returns for {@code funcref}. */
  private static final long FUNCREF = (long) (0x70 - 0x80) << 1 | 1;

  private final Scope scope;
  private final TokenReader in;
  private final SectionSink elements;
  private final SectionSink data;
  private final SectionSink tables;
  private final CodeParser code;

  SegmentParser(Scope scope, Sections sections, CodeParser code) {
    this.scope = scope;
    this.in = scope.in;
    this.elements = sections.elements;
    this.data = sections.data;
    this.tables = sections.tables;
    this.code = code;
  }

  private void head(SectionSink section, int list, int id) {
    section.count++;
    section.mark(in.start(list), in.end(id >= 0 ? id : in.head(list)));
  }

  /** Takes {@code (offset …)} or an instruction in parentheses as an expression. */
  private void offset(SectionSink section) throws Refusal {
    int list = in.takeList(Keyword.OFFSET);
    if (list < 0) {
      if (!isInstruction()) {
        throw noOffset();
      }
      code.foldedExpression(section);
    } else {
      code.expression(section, in.close(list));
      in.leave(list);
    }
  }

  private Refusal noOffset() {
    return in.unexpected("an offset: (offset …) or an instruction in parentheses");
  }

  /** Whether an offset comes next: an instruction in parentheses, or {@code (offset …)}. */
  private boolean isOffset() {
    return in.isList(Keyword.OFFSET) || isInstruction();
  }

  private boolean isInstruction() {
    return in.isOpen() && in.is(in.head(in.at()), TokenKind.INSTRUCTION);
  }

  /**
   * Takes what follows the identifier of an element segment.
   *
   * @param id the token of the identifier, or -1
   */
  void element(int list, int id) throws Refusal {
    head(elements, list, id);
    BinaryWriter out = elements.bytes;
    if (in.take(Keyword.DECLARE)) {
      contents(DECLARATIVE, list);
      return;
    }
    int use = in.takeList(Keyword.TABLE);
    boolean listed = use >= 0;
    boolean bare = !listed;
    int table = 0;
    if (use >= 0) {
      table = scope.tables.index(in);
      in.leave(use);
    } else if (in.isIndex() && isBeforeOffset()) {
      table = scope.tables.index(in);
      use = in.at();
      bare = table == 0;
    }
    if (use < 0 && !isOffset()) {
      contents(PASSIVE, list);
      return;
    }
    if (!isOffset()) {
      throw noOffset();
    }
    // The flags depend on what follows the offset, so that is looked at first.
    int offset = in.at();
    in.skip(offset);
    boolean functions = in.is(Keyword.FUNC) || in.isIndex() || in.at() == in.close(list);
    int mode = bare ? ACTIVE : EXPLICIT;
    long type = FUNCREF;
    int rest = in.at();
    if (!functions) {
      type = scope.typeParser.reference();
      rest = in.at();
      mode = (mode == ACTIVE && type == FUNCREF ? ACTIVE : EXPLICIT) | EXPRESSIONS;
    }
    out.u32(mode);
    if ((mode & EXPLICIT) != 0) {
      out.u32(table);
    }
    in.moveTo(offset);
    offset(elements);
    in.moveTo(rest);
    if (functions) {
      if (!in.take(Keyword.FUNC) && in.isIndex() && listed) {
        throw in.unexpected("\"func\" or a reference type");
      }
      if ((mode & EXPLICIT) != 0) {
        out.u8(0);
      }
      indices(list);
    } else {
      if ((mode & EXPLICIT) != 0) {
        TypeParser.write(type, out);
      }
      expressions(list);
    }
    in.leave(list);
  }

  /** Whether an index stands before an offset: the old way to name the table. */
  private boolean isBeforeOffset() {
    int index = in.at();
    in.advance();
    boolean before = isOffset();
    in.moveTo(index);
    return before;
  }

  private void contents(int mode, int list) throws Refusal {
    BinaryWriter out = elements.bytes;
    if (in.take(Keyword.FUNC)) {
      out.u32(mode);
      out.u8(0);
      indices(list);
    } else {
      long type = scope.typeParser.reference();
      out.u32(mode | EXPRESSIONS);
      TypeParser.write(type, out);
      expressions(list);
    }
    in.leave(list);
  }

  private void indices(int list) throws Refusal {
    BinaryWriter indices = new BinaryWriter();
    int count = 0;
    while (in.at() != in.close(list)) {
      indices.u32(scope.functions.index(in));
      count++;
    }
    elements.bytes.u32(count);
    elements.bytes.bytes(indices.array(), 0, indices.size());
  }

  /** Counts the expressions up to the end of a list, then takes them. */
  private void expressions(int list) throws Refusal {
    int count = 0;
    for (int at = in.at(); at < in.close(list); at = in.tree().next(at)) {
      count += in.is(at, TokenKind.OPEN_PAREN) ? 1 : 0;
    }
    elements.bytes.u32(count);
    while (in.at() != in.close(list)) {
      int item = in.takeList(Keyword.ITEM);
      if (item >= 0) {
        code.expression(elements, in.close(item));
        in.leave(item);
      } else if (isInstruction()) {
        code.foldedExpression(elements);
      } else {
        throw in.unexpected("an instruction in parentheses");
      }
    }
  }

  /** A table given by its elements: {@code (table funcref (elem $f $g))}. */
  void tableOf(int list, int table, boolean wide) throws Refusal {
    long type = scope.typeParser.reference();
    int inner = in.takeList(Keyword.ELEM);
    if (inner < 0) {
      throw in.unexpected("the elements of the table");
    }
    int count = 0;
    for (int at = in.at(); at < in.close(inner); at = in.tree().next(at)) {
      count += in.is(at, TokenKind.ANNOTATION) ? 0 : 1;
    }
    tables.bytes.u8(1 | (wide ? 4 : 0));
    tables.bytes.u32(count);
    tables.bytes.u32(count);
    BinaryWriter moved = new BinaryWriter();
    TypeParser.write(type, moved);
    insertReference(moved, count);

    head(elements, inner, -1);
    BinaryWriter out = elements.bytes;
    boolean functions = in.isIndex() || count == 0;
    boolean asExpressions = !functions || type != FUNCREF;
    int mode =
        (table == 0 && type == FUNCREF ? ACTIVE : EXPLICIT) | (asExpressions ? EXPRESSIONS : 0);
    out.u32(mode);
    if ((mode & EXPLICIT) != 0) {
      out.u32(table);
    }
    zero(elements, wide);
    if (asExpressions) {
      if ((mode & EXPLICIT) != 0) {
        TypeParser.write(type, out);
      }
      if (functions) {
        out.u32(count);
        while (in.at() != in.close(inner)) {
          out.u8(Opcode.REF_FUNC.code());
          out.u32(scope.functions.index(in));
          out.u8(Opcode.END.code());
        }
      } else {
        expressions(inner);
      }
    } else {
      if ((mode & EXPLICIT) != 0) {
        out.u8(0);
      }
      indices(inner);
    }
    in.leave(inner);
    in.leave(list);
  }

  /** Puts the element type, which the binary has first, before the limits just written. */
  private void insertReference(BinaryWriter reference, int count) {
    int limits = 1 + 2 * LebWidth.ofUnsigned(count);
    BinaryWriter out = tables.bytes;
    int start = out.size() - limits;
    byte[] kept = Arrays.copyOfRange(out.array(), start, out.size());
    out.truncate(start);
    out.bytes(reference.array(), 0, reference.size());
    out.bytes(kept, 0, kept.length);
  }

  private static void zero(SectionSink section, boolean wide) {
    section.bytes.u8((wide ? Opcode.I64_CONST : Opcode.I32_CONST).code());
    section.bytes.u8(0);
    section.bytes.u8(Opcode.END.code());
  }

  /** Data within a memory; returns how many bytes there are. */
  long memoryOf(int memory, boolean wide) throws Refusal {
    int inner = in.takeList(Keyword.DATA);
    if (inner < 0) {
      throw in.unexpected("the size of the memory, or its data");
    }
    head(data, inner, -1);
    data.bytes.u32(memory == 0 ? ACTIVE : EXPLICIT);
    if (memory != 0) {
      data.bytes.u32(memory);
    }
    zero(data, wide);
    long size = bytes();
    in.leave(inner);
    return size;
  }

  /** Takes strings and writes their bytes with their count before. */
  private long bytes() {
    int start = data.bytes.begin();
    in.strings(data.bytes);
    int size = data.bytes.size() - start;
    data.end(start, data.marks());
    return size;
  }

  /**
   * Takes what follows the identifier of a data segment.
   *
   * @param id the token of the identifier, or -1
   */
  void data(int list, int id) throws Refusal {
    head(data, list, id);
    int use = in.takeList(Keyword.MEMORY);
    int memory = 0;
    if (use >= 0) {
      memory = scope.memories.index(in);
      in.leave(use);
    } else if (in.isIndex() && isBeforeOffset()) {
      memory = scope.memories.index(in);
      use = in.at();
    }
    if (use < 0 && !isOffset()) {
      data.bytes.u32(PASSIVE);
    } else {
      data.bytes.u32(use < 0 ? ACTIVE : EXPLICIT);
      if (use >= 0) {
        data.bytes.u32(memory);
      }
      offset(data);
    }
    bytes();
    in.leave(list);
  }
}
