package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.binary.BodyForms;
import dev.continuum.inspector.binary.LebWidths;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.text.FieldKind;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Parses one field of a module after the other, and writes what it stands for. */
final class FieldParser {
  private static final int PAGE = 16;

  private final Scope scope;
  private final TokenReader in;
  private final Sections sections;
  private final NameSection names;
  private final CodeNames codeNames;
  private final CodeMetadata metadata = new CodeMetadata();
  private final Locals locals;
  private final CodeParser code;
  private final SegmentParser segments;
  private final BinaryWriter scratch = new BinaryWriter();

  /** The indices that the next field of each kind has. */
  private int function;

  private int table;
  private int memory;
  private int global;
  private int tag;
  private int type;
  private boolean started;

  /** How the body of the function is encoded that is being parsed, or null for as usual. */
  private @Nullable LebWidths widths;

  /** All bytes the entry of that function had in the code section, or null when nothing is said. */
  private byte @Nullable [] kept;

  FieldParser(Scope scope, Sections sections, NameSection names, boolean named) {
    this.scope = scope;
    this.in = scope.in;
    this.sections = sections;
    this.names = names;
    codeNames = new CodeNames(in.tree().symbols(), named);
    locals = new Locals(in);
    code = new CodeParser(scope, sections.code, locals, codeNames, metadata);
    segments = new SegmentParser(scope, sections, code);
  }

  CodeNames names() {
    return codeNames;
  }

  CodeMetadata metadata() {
    return metadata;
  }

  boolean usesData() {
    return code.usesData();
  }

  /** Parses the field whose parenthesis comes next. */
  void field(int list) throws Refusal {
    int head = in.head(list);
    in.moveTo(head + 1);
    Keyword keyword = in.keyword(head);
    if (keyword == null) {
      throw in.unexpected("a field");
    }
    locals.clear();
    switch (keyword) {
      case TYPE -> {
        in.takeId();
        name(scope.types, type++);
        in.skip(list);
      }
      case REC -> {
        while (in.isList(Keyword.TYPE)) {
          int definition = in.takeList(Keyword.TYPE);
          in.takeId();
          name(scope.types, type++);
          in.skip(definition);
        }
        in.skip(list);
      }
      case IMPORT -> imported(list);
      case FUNC -> function(list);
      case TABLE -> table(list);
      case MEMORY -> memory(list);
      case GLOBAL -> global(list);
      case TAG -> tag(list);
      case EXPORT -> export(list);
      case START -> start(list);
      case ELEM -> segments.element(list, segment(scope.elements, sections.elements));
      case DATA -> segments.data(list, segment(scope.data, sections.data));
      default -> throw in.unexpected("a field");
    }
  }

  private void head(SectionSink section, int list, int id) {
    int head = in.head(list);
    section.mark(in.start(list), in.end(id >= 0 ? id : head));
  }

  /** Takes the {@code @name} annotation that may stand here. */
  private void name(Space space, int index) {
    if (!in.hasAnnotations()) {
      return;
    }
    boolean named = false;
    for (int annotation : in.takeAnnotations()) {
      if (!named && Annotations.name(in.tree(), annotation).equals(Annotations.NAME)) {
        named = true;
        String name = Annotations.string(in, annotation);
        if (name != null) {
          names.give(space, index, name);
        }
      } else if (space == scope.functions
          && Annotations.name(in.tree(), annotation).equals(Annotations.BODY)) {
        widths = Annotations.widths(in, annotation, annotation + 1);
      } else if (space == scope.functions
          && Annotations.name(in.tree(), annotation).equals(Annotations.BYTES)) {
        kept = Annotations.bytes(in, annotation);
      } else if (Annotations.isOfCode(in.tree(), annotation)) {
        // It may belong to the first instruction of a function.
        in.giveBack(annotation);
      } else {
        Annotations.misplaced(in, annotation);
      }
    }
  }

  /** Takes the identifier of a segment, and the name it may have besides. */
  private int segment(Space space, SectionSink section) {
    int id = in.takeId();
    name(space, section.count);
    return id;
  }

  private void imported(int list) throws Refusal {
    SectionSink section = sections.imports;
    section.count++;
    section.mark(in.start(list), in.end(in.head(list)));
    in.name(section.bytes);
    in.name(section.bytes);
    int inner = in.at();
    ExternKind kind = externKind("what is imported, such as (func …)");
    in.takeId();
    name(space(kind), next(kind));
    description(kind, section.bytes);
    in.leave(inner);
    in.leave(list);
  }

  /** Takes the parenthesis and the keyword of the list here, which says what is meant. */
  private ExternKind externKind(String expected) throws Refusal {
    Keyword keyword = in.listKeyword();
    FieldKind field = keyword == null ? null : FieldKind.of(keyword);
    ExternKind kind = field == null ? null : field.extern();
    if (kind == null) {
      throw in.unexpected(expected);
    }
    in.moveTo(in.head(in.at()) + 1);
    return kind;
  }

  private Space space(ExternKind kind) {
    return switch (kind) {
      case FUNCTION -> scope.functions;
      case TABLE -> scope.tables;
      case MEMORY -> scope.memories;
      case GLOBAL -> scope.globals;
      case TAG -> scope.tags;
    };
  }

  private int next(ExternKind kind) {
    return switch (kind) {
      case FUNCTION -> function++;
      case TABLE -> table++;
      case MEMORY -> memory++;
      case GLOBAL -> global++;
      case TAG -> tag++;
    };
  }

  /** The kind and the type of something imported. */
  private void description(ExternKind kind, BinaryWriter out) throws Refusal {
    out.u8(kind.code());
    switch (kind) {
      case FUNCTION -> out.u32(scope.typeUse.take(true));
      case TABLE -> scope.typeParser.table(scope.typeParser.address64(), out);
      case MEMORY -> scope.typeParser.memory(scope.typeParser.address64(), out);
      case GLOBAL -> scope.typeParser.global(out);
      case TAG -> {
        out.u8(0);
        out.u32(scope.typeUse.take(true));
      }
    }
  }

  /**
   * Takes what all definitions start with: identifier, name, exports and import.
   *
   * @param section where what is defined goes
   * @return false when it is imported, and all of the field has been taken
   */
  private boolean define(ExternKind kind, SectionSink section, int list) throws Refusal {
    int id = in.takeId();
    int index = next(kind);
    name(space(kind), index);
    exports(kind, index);
    if (inlineImport(kind, list, id)) {
      return false;
    }
    section.count++;
    head(section, list, id);
    return true;
  }

  /** Takes exports written within a definition. */
  private void exports(ExternKind kind, int index) throws Refusal {
    for (int list = in.takeList(Keyword.EXPORT); list >= 0; ) {
      SectionSink section = sections.exports;
      section.count++;
      section.mark(in.start(list), in.end(in.head(list)));
      in.name(section.bytes);
      section.bytes.u8(kind.code());
      section.bytes.u32(index);
      in.leave(list);
      list = in.takeList(Keyword.EXPORT);
    }
  }

  /** Takes an import written within a definition, and what is imported; whether there is one. */
  private boolean inlineImport(ExternKind kind, int list, int id) throws Refusal {
    int inner = in.takeList(Keyword.IMPORT);
    if (inner < 0) {
      return false;
    }
    SectionSink section = sections.imports;
    section.count++;
    head(section, list, id);
    in.name(section.bytes);
    in.name(section.bytes);
    in.leave(inner);
    description(kind, section.bytes);
    in.leave(list);
    return true;
  }

  private void function(int list) throws Refusal {
    int index = function;
    int id = in.isId() ? in.at() : -1;
    widths = null;
    kept = null;
    if (!define(ExternKind.FUNCTION, sections.functions, list)) {
      return;
    }
    int functionType = scope.typeUse.take(true);
    sections.functions.bytes.u32(functionType);
    int written = scope.typeUse.writtenParameters();
    for (int i = 0; i < written; i++) {
      locals.define(scope.typeUse.id(i), scope.typeUse.name(i));
    }
    locals.add(scope.typeTable.parameters(functionType) - written);
    SectionSink section = sections.code;
    section.count++;
    int mark = section.marks();
    head(section, list, id);
    int start = section.bytes.begin();
    codeNames.start();
    metadata.start(start);
    declareLocals(section.bytes);
    int instructions = section.bytes.size();
    code.body(section, list);
    codeNames.finish(index, locals);
    if (widths == null && kept == null || in.hasProblems()) {
      metadata.finish(in, index, IntUnaryOperator.identity());
      section.end(start, mark + 1);
    } else {
      encode(index, start, instructions, mark + 1);
    }
    in.leave(list);
  }

  /** Writes the body that was written last as its annotations say. */
  private void encode(int function, int start, int instructions, int firstMark) {
    LebWidths padded = widths;
    byte[] before = kept;
    SectionSink section = sections.code;
    int end = section.bytes.size();
    byte[] minimal = Arrays.copyOfRange(section.bytes.array(), start, end);
    BinaryWriter entry = new BinaryWriter(minimal.length + 5);
    int begun = entry.begin();
    entry.bytes(minimal);
    entry.end(begun);
    section.bytes.truncate(start - 1);
    try {
      if (before != null && BodyForms.areSame(entry.toByteArray(), before)) {
        section.bytes.bytes(before);
      } else if (padded != null) {
        padded.writeBody(entry.array(), 0, entry.size(), section.bytes);
      } else {
        section.bytes.bytes(entry.array(), 0, entry.size());
      }
      byte[] bytes = section.bytes.array();
      PaddedBody body =
          PaddedBody.of(minimal, instructions - start, bytes, start - 1, section.bytes.size());
      metadata.finish(in, function, body::padded);
      section.moveMarks(firstMark, place -> body.start() + body.padded(place - start));
    } catch (MalformedException notWellFormed) {
      // What an invalid function may hold; it is left as it was.
      section.bytes.truncate(start - 1);
      section.bytes.bytes(entry.array(), 0, entry.size());
      metadata.finish(in, function, IntUnaryOperator.identity());
      int moved = entry.size() - minimal.length - 1;
      section.moveMarks(firstMark, place -> place + moved);
    }
  }

  /** Locals, those of one type that follow each other together. */
  private void declareLocals(BinaryWriter out) throws Refusal {
    scratch.truncate(0);
    BinaryWriter last = new BinaryWriter();
    BinaryWriter here = new BinaryWriter();
    int runs = 0;
    int run = 0;
    for (int list = in.takeList(Keyword.LOCAL); list >= 0; ) {
      int id = in.takeId();
      String name = id < 0 ? null : Annotations.nameBehind(in, id);
      while (in.at() != in.close(list)) {
        here.truncate(0);
        scope.typeParser.value(here);
        if (run > 0 && !isSame(here, last)) {
          scratch.u32(run);
          scratch.bytes(last.array(), 0, last.size());
          runs++;
          run = 0;
        }
        run++;
        locals.define(id, name);
        if (run == 1) {
          last.truncate(0);
          last.bytes(here.array(), 0, here.size());
        }
        if (id >= 0) {
          break;
        }
      }
      in.leave(list);
      list = in.takeList(Keyword.LOCAL);
    }
    if (run > 0) {
      scratch.u32(run);
      scratch.bytes(last.array(), 0, last.size());
      runs++;
    }
    out.u32(runs);
    out.bytes(scratch.array(), 0, scratch.size());
  }

  private static boolean isSame(BinaryWriter one, BinaryWriter other) {
    return Arrays.equals(one.array(), 0, one.size(), other.array(), 0, other.size());
  }

  private void table(int list) throws Refusal {
    int index = table;
    SectionSink section = sections.tables;
    if (!define(ExternKind.TABLE, section, list)) {
      return;
    }
    boolean wide = scope.typeParser.address64();
    if (!in.is(TokenKind.NUMBER)) {
      segments.tableOf(list, index, wide);
      return;
    }
    scratch.truncate(0);
    scope.typeParser.table(wide, scratch);
    if (in.at() == in.close(list) && !takesInitializer()) {
      section.bytes.bytes(scratch.array(), 0, scratch.size());
    } else {
      section.bytes.u8(0x40);
      section.bytes.u8(0);
      section.bytes.bytes(scratch.array(), 0, scratch.size());
      code.expression(section, in.close(list));
    }
    in.leave(list);
  }

  /** Takes the annotation of an initializer that is there, and empty. */
  private boolean takesInitializer() {
    boolean found = false;
    if (in.hasAnnotations()) {
      for (int annotation : in.takeAnnotations()) {
        if (Annotations.name(in.tree(), annotation).equals(Annotations.INITIALIZER)) {
          found = true;
        } else {
          Annotations.misplaced(in, annotation);
        }
      }
    }
    return found;
  }

  private void memory(int list) throws Refusal {
    int index = memory;
    SectionSink section = sections.memories;
    if (!define(ExternKind.MEMORY, section, list)) {
      return;
    }
    boolean wide = scope.typeParser.address64();
    if (in.is(TokenKind.NUMBER)) {
      scope.typeParser.memory(wide, section.bytes);
    } else {
      int page = scope.typeParser.pageSizeLog2();
      long size = segments.memoryOf(index, wide);
      int log2 = page < 0 ? PAGE : page;
      long pages = log2 > 62 ? Math.min(size, 1) : size + (1L << log2) - 1 >>> log2;
      section.bytes.u8(1 | (wide ? 4 : 0) | (page >= 0 ? 8 : 0));
      section.bytes.u64(pages);
      section.bytes.u64(pages);
      if (page >= 0) {
        section.bytes.u32(page);
      }
    }
    in.leave(list);
  }

  private void global(int list) throws Refusal {
    SectionSink section = sections.globals;
    if (!define(ExternKind.GLOBAL, section, list)) {
      return;
    }
    scope.typeParser.global(section.bytes);
    code.expression(section, in.close(list));
    in.leave(list);
  }

  private void tag(int list) throws Refusal {
    SectionSink section = sections.tags;
    if (!define(ExternKind.TAG, section, list)) {
      return;
    }
    section.bytes.u8(0);
    section.bytes.u32(scope.typeUse.take(true));
    in.leave(list);
  }

  private void export(int list) throws Refusal {
    SectionSink section = sections.exports;
    section.count++;
    section.mark(in.start(list), in.end(in.head(list)));
    in.name(section.bytes);
    int inner = in.at();
    ExternKind kind = externKind("what is exported, such as (func $f)");
    section.bytes.u8(kind.code());
    section.bytes.u32(space(kind).index(in));
    in.leave(inner);
    in.leave(list);
  }

  private void start(int list) throws Refusal {
    if (started) {
      throw in.refuse(in.head(list), "multiple start sections: a module has at most one");
    }
    started = true;
    SectionSink section = sections.start;
    section.count++;
    section.mark(in.start(list), in.end(in.head(list)));
    section.bytes.u32(scope.functions.index(in));
    in.leave(list);
  }
}
