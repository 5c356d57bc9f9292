package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.BranchHints;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.StandardNames;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.Tag;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints a binary in the text format (specification, "Text Format"): a whole module, or one
 * function or other item of it without looking at the rest. The text goes out as it is made, in the
 * order of the binary; what is printed tells which byte each of its lines stands for.
 *
 * <p>With {@link PrintOptions#encoding} the text of a well-formed module assembles to the same
 * bytes. What is malformed in a body or an expression is said in a comment where it was found,
 * after what could be read; with {@link PrintOptions#strict} it is thrown instead.
 *
 * <p>Not for use by several threads at once.
 */
public final class ModulePrinter {
  private final WasmModule module;
  private final ByteBuffer bytes;
  private final PrintOptions options;
  private final ModuleNames names;
  private final Heads heads;
  private final BranchHints hints;
  private final EncodingPrinter encoding;
  private final FieldPrinter fields;
  private final FunctionPrinter functions;

  /** What is used again for each function, of which thousands may be printed one by one. */
  private final char[] buffer = new char[LineWriter.CAPACITY];

  private final LineOffsets.Builder lines = new LineOffsets.Builder();

  /**
   * A printer of a module.
   *
   * @param bytes the file the module was decoded from, from the buffer's position on
   */
  public ModulePrinter(WasmModule module, ByteBuffer bytes, PrintOptions options) {
    this.module = module;
    this.bytes = bytes.slice();
    this.options = options;
    this.names = new ModuleNames(module, this.bytes, options);
    this.heads = new Heads(names, options);
    this.hints = BranchHints.of(module, this.bytes);
    this.encoding = new EncodingPrinter(module, this.bytes, options, heads);
    this.fields = new FieldPrinter(module, this.bytes, names, options);
    this.functions = new FunctionPrinter(module, this.bytes, names, encoding, hints, options);
  }

  /**
   * Prints the whole module.
   *
   * @throws MalformedException where something is malformed, if the printing is strict
   */
  public void print(Appendable target) throws IOException, MalformedException {
    LineWriter out = writer(target, null);
    module(out);
    out.finish();
  }

  /**
   * Prints the whole module and tells which byte each line stands for, in four bytes a line.
   *
   * @throws MalformedException where something is malformed, if the printing is strict
   */
  public LineOffsets printWithOffsets(Appendable target) throws IOException, MalformedException {
    return printing(target, this::module);
  }

  /**
   * Prints one function; of an imported one, its import.
   *
   * @throws IndexOutOfBoundsException when there is none
   * @throws MalformedException where something is malformed, if the printing is strict
   */
  public LineOffsets printFunction(int index, Appendable target)
      throws IOException, MalformedException {
    Function function = module.functions().get(index);
    return printing(target, out -> entity(function, 0, out));
  }

  /**
   * Prints one item of a section: a type, an import, a global, a function of the code section …
   *
   * @param position its place in the section, from 0; of a type, its index
   * @throws IndexOutOfBoundsException when there is none
   * @throws MalformedException where something is malformed, if the printing is strict
   */
  public LineOffsets printItem(SectionId section, int position, Appendable target)
      throws IOException, MalformedException {
    return printing(target, out -> item(section, position, 0, out));
  }

  /** Prints a custom section as an annotation. */
  public LineOffsets printCustom(Section section, Appendable target)
      throws IOException, MalformedException {
    return printing(target, out -> custom(section, "", 0, out));
  }

  @FunctionalInterface
  private interface Part {
    void print(LineWriter out) throws IOException, MalformedException;
  }

  private LineOffsets printing(Appendable target, Part part)
      throws IOException, MalformedException {
    lines.clear();
    LineWriter out = writer(target, lines);
    part.print(out);
    out.finish();
    return lines.build();
  }

  private LineWriter writer(Appendable target, LineOffsets.@Nullable Builder offsets) {
    return new LineWriter(target, buffer, options.width(), options.deepest(), offsets);
  }

  private void module(LineWriter out) throws IOException, MalformedException {
    heads.line(0, 0, out);
    out.put("(module");
    String name = options.names() ? module.name() : null;
    if (name != null && !name.isEmpty()) {
      out.piece(Identifiers.of(name));
    } else {
      heads.name(name, out);
    }
    Set<SectionId> printed = EnumSet.noneOf(SectionId.class);
    Section implied = impliedNames();
    String place = "(before first)";
    for (Section section : module.sections()) {
      SectionId id = Objects.requireNonNull(section.id(), "a module has no such section");
      if (section == implied) {
        place = "(after last)";
      } else if (id == SectionId.CUSTOM) {
        encoding.custom(section, 1, out);
        if (section != hints.section()) {
          custom(section, place, 1, out);
        }
      } else if (printed.add(id)) {
        encoding.section(section, 1, out);
        section(id, out);
        place = "(after " + word(id) + ")";
      }
    }
    out.put(')');
  }

  /**
   * The name section, when the identifiers of the text stand for it: a standard one behind all
   * sections that are not custom.
   */
  private @Nullable Section impliedNames() {
    Section found = null;
    for (Section section : module.sections()) {
      boolean isNames = section.isCustom() && section.name().equals("name");
      if (isNames && found != null) {
        return null;
      }
      found = isNames ? section : section.isCustom() ? found : null;
    }
    if (found == null || !options.names()) {
      return null;
    }
    return StandardNames.are(module, bytes, found) && encoding.isUsual(found) ? found : null;
  }

  /** The word for a section in annotations. */
  static String word(SectionId id) {
    return switch (id) {
      case FUNCTION -> "func";
      case ELEMENT -> "elem";
      case DATA_COUNT -> "datacount";
      default -> id.word();
    };
  }

  private void section(SectionId id, LineWriter out) throws IOException, MalformedException {
    switch (id) {
      case CUSTOM, DATA_COUNT -> {}
      case TYPE -> types(out);
      case FUNCTION -> {
        if (module.section(SectionId.CODE) == null) {
          defined(ExternKind.FUNCTION, out);
        }
      }
      case CODE -> defined(ExternKind.FUNCTION, out);
      case TABLE -> defined(ExternKind.TABLE, out);
      case MEMORY -> defined(ExternKind.MEMORY, out);
      case TAG -> defined(ExternKind.TAG, out);
      case GLOBAL -> defined(ExternKind.GLOBAL, out);
      case IMPORT -> items(id, module.imports().size(), out);
      case EXPORT -> items(id, module.exports().size(), out);
      case START -> items(id, module.start() == null ? 0 : 1, out);
      case ELEMENT -> items(id, module.elements().size(), out);
      case DATA -> items(id, module.data().size(), out);
    }
  }

  private void types(LineWriter out) throws IOException {
    TypeGroups groups = new TypeGroups(module, bytes);
    for (TypeDefinition type : module.types()) {
      if (type.index() == type.groupStart()) {
        for (int empty = groups.emptyBefore(type); empty > 0; empty--) {
          emptyGroup(type.range().start(), out);
        }
        if (groups.isWritten(type)) {
          heads.line(1, type.range().start(), out);
          out.put("(rec");
        }
      }
      boolean group = groups.isWritten(type);
      fields.type(type, group ? 2 : 1, out);
      if (group && type.index() == type.groupStart() + type.groupSize() - 1) {
        out.put(')');
      }
    }
    for (int empty = groups.emptyAtEnd(); empty > 0; empty--) {
      emptyGroup(LineOffsets.NONE, out);
    }
  }

  private void emptyGroup(int offset, LineWriter out) throws IOException {
    heads.line(1, offset, out);
    out.put("(rec)");
  }

  private void defined(ExternKind kind, LineWriter out) throws IOException, MalformedException {
    var space = module.entities(kind);
    for (int i = module.importedCount(kind); i < space.size(); i++) {
      entity(space.get(i), 1, out);
    }
  }

  private void items(SectionId id, int count, LineWriter out)
      throws IOException, MalformedException {
    for (int i = 0; i < count; i++) {
      item(id, i, 1, out);
    }
  }

  private void item(SectionId id, int position, int depth, LineWriter out)
      throws IOException, MalformedException {
    switch (id) {
      case TYPE -> fields.type(module.types().get(position), depth, out);
      case IMPORT -> fields.imported(module.imports().get(position), depth, out);
      case FUNCTION, CODE -> definition(ExternKind.FUNCTION, position, depth, out);
      case TABLE -> definition(ExternKind.TABLE, position, depth, out);
      case MEMORY -> definition(ExternKind.MEMORY, position, depth, out);
      case TAG -> definition(ExternKind.TAG, position, depth, out);
      case GLOBAL -> definition(ExternKind.GLOBAL, position, depth, out);
      case EXPORT -> fields.export(module.exports().get(position), depth, out);
      case START -> {
        Integer start = module.start();
        Section section = module.section(id);
        if (start == null || section == null || position != 0) {
          throw new IndexOutOfBoundsException("no such start: " + position);
        }
        fields.start(start, section.content().start(), depth, out);
      }
      case ELEMENT -> fields.element(module.elements().get(position), depth, out);
      case DATA -> fields.data(module.data().get(position), depth, out);
      case CUSTOM, DATA_COUNT ->
          throw new IndexOutOfBoundsException("a " + id.word() + " section has no items");
    }
  }

  private void definition(ExternKind kind, int position, int depth, LineWriter out)
      throws IOException, MalformedException {
    entity(module.entities(kind).get(module.importedCount(kind) + position), depth, out);
  }

  private void entity(Entity entity, int depth, LineWriter out)
      throws IOException, MalformedException {
    Import imported = entity.imported();
    if (imported != null) {
      fields.imported(imported, depth, out);
      return;
    }
    switch (entity) {
      case Function function -> functions.print(function, depth, out);
      case Table table -> fields.table(table, depth, out);
      case Memory memory -> fields.memory(memory, depth, out);
      case Global global -> fields.global(global, depth, out);
      case Tag tag -> fields.tag(tag, depth, out);
    }
  }

  private void custom(Section section, String place, int depth, LineWriter out) throws IOException {
    heads.line(depth, section.range().start(), out);
    out.put("(@custom").piece(Identifiers.quoted(section.name()));
    if (!place.isEmpty()) {
      out.piece(place);
    }
    int from = section.content().start();
    int to = section.content().end();
    StringText.put(bytes, from, to, options.shownData(), depth + 1, heads, out);
    out.put(')');
  }
}
