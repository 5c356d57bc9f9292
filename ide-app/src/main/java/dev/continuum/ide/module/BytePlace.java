package dev.continuum.ide.module;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmModule;
import org.jspecify.annotations.Nullable;

/**
 * A byte offset in a module, and what lies there.
 *
 * @param offset in bytes from the first byte of the file
 * @param section the section it lies in, or null
 * @param sentence what lies there, as a sentence
 */
record BytePlace(int offset, @Nullable Section section, String sentence) {
  /** The magic number and the version, 4 bytes each. */
  private static final int HEADER = 8;

  /** The thing found so far that holds the offset most closely. */
  private static final class Nearest {
    private final int offset;
    private @Nullable ByteRange range;
    private String name = "";

    Nearest(int offset) {
      this.offset = offset;
    }

    void offer(ByteRange candidate, String what, String called) {
      if (candidate.contains(offset) && (range == null || candidate.size() <= range.size())) {
        range = candidate;
        name = what + " " + called;
      }
    }
  }

  /** What lies at {@code offset}, which may be outside of the file. */
  static BytePlace of(WasmBinary binary, int offset) {
    String at = Sized.offset(offset);
    if (offset >= binary.size()) {
      String end = at + " is the end of the file: nothing comes behind it.";
      String behind =
          at + " is behind the end of the file, which is at " + Sized.offset(binary.size()) + ".";
      return new BytePlace(offset, null, offset == binary.size() ? end : behind);
    }
    for (Section section : binary.sections()) {
      if (section.range().contains(offset)) {
        return new BytePlace(offset, section, at + " lies in " + inside(binary, section, offset));
      }
    }
    return new BytePlace(
        offset,
        null,
        offset < HEADER
            ? at + " lies in the first eight bytes, which say what the file is."
            : at + " lies where no section could be read.");
  }

  private static String inside(WasmBinary binary, Section section, int offset) {
    String where =
        "the "
            + (section.isCustom()
                ? "custom section " + section.name()
                : section.name() + " section")
            + " ("
            + range(section.range())
            + ")";
    if (binary instanceof WasmModule module) {
      Nearest item = item(module, offset);
      if (item.range != null) {
        return where + ", in " + item.name + " (" + range(item.range) + ").";
      }
    }
    return where + (offset < section.content().start() ? ", in its head." : ".");
  }

  private static Nearest item(WasmModule module, int offset) {
    Nearest nearest = new Nearest(offset);
    for (TypeDefinition type : module.types()) {
      nearest.offer(type.range(), "type", name(type.name(), type.index()));
    }
    module
        .imports()
        .forEach(each ->
            nearest.offer(
                each.range(),
                "the import",
                Identifiers.quoted(each.module()) + " " + Identifiers.quoted(each.name())));
    for (ExternKind kind : ExternKind.values()) {
      for (Entity entity : module.entities(kind)) {
        if (entity.imported() == null) {
          offer(nearest, entity);
        }
      }
    }
    module
        .exports()
        .forEach(
            each -> nearest.offer(each.range(), "the export", Identifiers.quoted(each.name())));
    for (ElementSegment segment : module.elements()) {
      nearest.offer(segment.range(), "element segment", name(segment.name(), segment.index()));
    }
    for (DataSegment segment : module.data()) {
      nearest.offer(segment.range(), "data segment", name(segment.name(), segment.index()));
    }
    return nearest;
  }

  private static void offer(Nearest nearest, Entity entity) {
    boolean here = entity.range().contains(nearest.offset);
    if (entity instanceof Function function && function.code() != null) {
      here |= function.code().range().contains(nearest.offset);
      if (here) {
        nearest.offer(
            function.code().range().contains(nearest.offset)
                ? function.code().range()
                : entity.range(),
            "function",
            Overview.label(entity));
      }
    } else if (here) {
      nearest.offer(entity.range(), entity.kind().word(), Overview.label(entity));
    }
  }

  private static String name(@Nullable String name, int index) {
    return name == null ? String.valueOf(index) : Identifiers.of(name);
  }

  private static String range(ByteRange range) {
    return Sized.offset(range.start())
        + " to "
        + Sized.offset(Math.max(range.start(), range.end() - 1));
  }
}
