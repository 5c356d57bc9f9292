package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.ElementItems;
import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.ArrayType;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.ExternType;
import dev.continuum.inspector.syntax.FieldType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.SegmentMode;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.SubType;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.Tag;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModuleNames.Space;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Prints the fields of a module that are no functions with bodies: one item at a time. */
final class FieldPrinter {
  private static final int SUB_FINAL = 0x4f;

  /** The bit in the flags of an active segment that says that its table or memory is named. */
  private static final int EXPLICIT = 2;

  /** The bit in the flags of a memory that says that its page size is named. */
  private static final int PAGE_SIZE = 8;

  private final WasmModule module;
  private final ByteBuffer bytes;
  private final ModuleNames names;
  private final PrintOptions options;
  private final Heads heads;
  private final InstructionReader reader = new InstructionReader();
  private final InstructionText instructions;

  FieldPrinter(WasmModule module, ByteBuffer bytes, ModuleNames names, PrintOptions options) {
    this.module = module;
    this.bytes = bytes;
    this.names = names;
    this.options = options;
    this.heads = new Heads(names, options);
    this.instructions = new InstructionText(module, names, false);
  }

  void type(TypeDefinition definition, int depth, LineWriter out) throws IOException {
    heads.line(depth, definition.range().start(), out);
    out.put("(type");
    heads.definition(Space.TYPE, definition.index(), out);
    SubType type = definition.type();
    boolean written = bytes.get(definition.range().start()) == SUB_FINAL;
    boolean sub = written || !type.isFinal() || !type.supertypes().isEmpty();
    if (sub) {
      out.put(type.isFinal() ? " (sub final" : " (sub");
      for (int supertype : type.supertypes()) {
        out.piece(names.reference(Space.TYPE, supertype));
      }
    }
    switch (type.composite()) {
      case FunctionType function -> {
        out.put(" (func");
        heads.signature(function, Map.of(), Map.of(), out);
      }
      case StructType struct -> struct(definition.index(), struct, out);
      case ArrayType array -> out.put(" (array ").put(array.element().wat(names.typeNames()));
    }
    out.put(sub ? ")))" : "))");
  }

  private void struct(int index, StructType struct, LineWriter out) throws IOException {
    out.put(" (struct");
    Map<Integer, String> given = names.inner(InnerNames.Kind.FIELD, index);
    Map<Integer, String> ids = ModuleNames.ids(given);
    int position = 0;
    for (FieldType field : struct.fields()) {
      String text = field.wat(names.typeNames());
      out.gap(text.length() + 8).put("(field");
      heads.local(position++, given, ids, out);
      out.piece(text).put(')');
    }
  }

  void imported(Import item, int depth, LineWriter out) throws IOException {
    heads.line(depth, item.range().start(), out);
    out.put("(import").piece(Identifiers.quoted(item.module()));
    out.piece(Identifiers.quoted(item.name())).gap(8).put('(').put(item.kind().keyword());
    heads.definition(space(item.kind()), item.index(), out);
    external(item.type(), item.index(), typeStart(item), out);
    out.put("))");
  }

  /** Where the type of an import starts: behind two names and the kind. */
  private int typeStart(Import item) {
    int at = item.range().start();
    for (int name = 0; name < 2; name++) {
      int length = 0;
      int shift = 0;
      byte part;
      do {
        part = bytes.get(at++);
        length |= (part & 0x7f) << shift;
        shift += 7;
      } while (part < 0);
      at += length;
    }
    return at + 1;
  }

  private static Space space(ExternKind kind) {
    return switch (kind) {
      case FUNCTION -> Space.FUNCTION;
      case TABLE -> Space.TABLE;
      case MEMORY -> Space.MEMORY;
      case GLOBAL -> Space.GLOBAL;
      case TAG -> Space.TAG;
    };
  }

  /**
   * Writes a type.
   *
   * @param start where it starts in the file
   */
  private void external(ExternType type, int index, int start, LineWriter out) throws IOException {
    switch (type) {
      case FunctionUse use -> {
        Map<Integer, String> given = names.inner(InnerNames.Kind.LOCAL, index);
        heads.signature(module, use.typeIndex(), given, ModuleNames.ids(given), out);
      }
      case TagType tag -> heads.signature(module, tag.typeIndex(), Map.of(), Map.of(), out);
      case TableType table -> out.piece(table.wat(names.typeNames()));
      case MemoryType memory -> {
        out.piece(memory.wat(names.typeNames()));
        boolean standard = memory.pageSizeLog2() == MemoryType.STANDARD_PAGE_SIZE_LOG2;
        if (standard && (bytes.get(start) & PAGE_SIZE) != 0) {
          out.piece("(pagesize " + (1 << memory.pageSizeLog2()) + ")");
        }
      }
      case GlobalType global -> out.piece(global.wat(names.typeNames()));
    }
  }

  void table(Table table, int depth, LineWriter out) throws IOException, MalformedException {
    heads.line(depth, table.range().start(), out);
    out.put("(table");
    heads.definition(Space.TABLE, table.index(), out);
    external(table.type(), table.index(), table.range().start(), out);
    ByteRange initializer = table.initializer();
    if (initializer != null) {
      expression(initializer, "", out);
      if (initializer.size() == 1 && options.encoding()) {
        out.put(" (@continuum.initializer)");
      }
    }
    out.put(')');
  }

  void memory(Memory memory, int depth, LineWriter out) throws IOException {
    heads.line(depth, memory.range().start(), out);
    out.put("(memory");
    heads.definition(Space.MEMORY, memory.index(), out);
    external(memory.type(), memory.index(), memory.range().start(), out);
    out.put(')');
  }

  void tag(Tag tag, int depth, LineWriter out) throws IOException {
    heads.line(depth, tag.range().start(), out);
    out.put("(tag");
    heads.definition(Space.TAG, tag.index(), out);
    external(tag.type(), tag.index(), tag.range().start(), out);
    out.put(')');
  }

  void global(Global global, int depth, LineWriter out) throws IOException, MalformedException {
    heads.line(depth, global.range().start(), out);
    out.put("(global");
    heads.definition(Space.GLOBAL, global.index(), out);
    external(global.type(), global.index(), global.range().start(), out);
    if (global.initializer() != null) {
      expression(global.initializer(), "", out);
    }
    out.put(')');
  }

  void export(Export export, int depth, LineWriter out) throws IOException {
    heads.line(depth, export.range().start(), out);
    out.put("(export").piece(Identifiers.quoted(export.name())).put(" (");
    out.put(export.kind().keyword());
    out.piece(names.reference(space(export.kind()), export.index())).put("))");
  }

  void start(int function, int offset, int depth, LineWriter out) throws IOException {
    heads.line(depth, offset, out);
    out.put("(start").piece(names.reference(Space.FUNCTION, function)).put(')');
  }

  void element(ElementSegment segment, int depth, LineWriter out)
      throws IOException, MalformedException {
    heads.line(depth, segment.range().start(), out);
    out.put("(elem");
    heads.definition(Space.ELEMENT, segment.index(), out);
    Integer table = segment.table();
    // Another type than that of all functions takes the long form, and tells it.
    boolean told = segment.expressions() && !segment.type().equals(ReferenceType.FUNCREF);
    if (table != null && (table != 0 || isExplicit(segment.range()) && !told)) {
      out.piece("(table " + names.reference(Space.TABLE, table) + ")");
    }
    if (segment.offset() != null) {
      expression(segment.offset(), "offset", out);
    }
    if (segment.mode() == SegmentMode.DECLARATIVE) {
      out.put(" declare");
    }
    if (segment.expressions()) {
      out.piece(segment.type().wat(names.typeNames()));
    } else {
      out.piece("func");
    }
    elements(segment, out);
    out.put(')');
  }

  private void elements(ElementSegment segment, LineWriter out)
      throws IOException, MalformedException {
    ElementItems items = new ElementItems(bytes, segment);
    while (items.next()) {
      if (segment.expressions()) {
        expression(items.range(), "item", out);
      } else {
        out.piece(names.reference(Space.FUNCTION, items.function()));
      }
    }
  }

  /** Whether an active segment names its table or memory, though it may be the first. */
  private boolean isExplicit(ByteRange segment) {
    return (bytes.get(segment.start()) & EXPLICIT) != 0;
  }

  void data(DataSegment segment, int depth, LineWriter out) throws IOException, MalformedException {
    heads.line(depth, segment.range().start(), out);
    out.put("(data");
    heads.definition(Space.DATA, segment.index(), out);
    Integer memory = segment.memory();
    if (memory != null && (memory != 0 || isExplicit(segment.range()))) {
      out.piece("(memory " + names.reference(Space.MEMORY, memory) + ")");
    }
    if (segment.offset() != null) {
      expression(segment.offset(), "offset", out);
    }
    ByteRange content = segment.content();
    int shown = options.shownData();
    StringText.put(bytes, content.start(), content.end(), shown, depth + 1, heads, out);
    out.put(')');
  }

  /**
   * Writes a constant expression: folded when it is one instruction, or else flat, in a list of its
   * own if there is a word for one.
   */
  private void expression(ByteRange range, String word, LineWriter out)
      throws IOException, MalformedException {
    try {
      int count = 0;
      reader.expression(bytes, range);
      while (reader.next() && reader.depth() > 0) {
        count++;
      }
      boolean list = count != 1 && !word.isEmpty();
      if (list) {
        out.gap(word.length() + 16).put('(').put(word);
      }
      instructions.start(Map.of(), Map.of());
      reader.expression(bytes, range);
      for (int i = 0; i < count; i++) {
        reader.next();
        out.gap(16);
        if (count == 1) {
          out.put('(');
        }
        instructions.put(reader, out);
      }
      if (list || count == 1) {
        out.put(')');
      }
    } catch (MalformedException broken) {
      if (options.strict()) {
        throw broken;
      }
      out.put(" (; ").put(String.valueOf(broken.getMessage())).put(" ;)");
    }
  }
}
