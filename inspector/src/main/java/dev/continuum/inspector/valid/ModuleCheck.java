package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Limits;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for everything in a module but its function bodies (specification, "Modules"). */
final class ModuleCheck {
  private static final long MOST_ELEMENTS = 0xffff_ffffL;

  private final WasmModule module;
  private final ByteBuffer bytes;
  private final Features features;
  private final Problems problems;

  private ModuleCheck(WasmModule module, ByteBuffer bytes, Features features, Problems problems) {
    this.module = module;
    this.bytes = bytes;
    this.features = features;
    this.problems = problems;
  }

  /**
   * Checks a module but for its function bodies.
   *
   * @param bytes the whole file, from its first byte on whatever its position
   * @param problems takes what is wrong
   * @param uses takes what constant expressions use
   * @return what bodies are checked against; null when types are missing, so that nothing more can
   *     be said
   */
  static @Nullable ModuleContext check(
      WasmModule module,
      ByteBuffer bytes,
      Features features,
      Problems problems,
      InstructionUses uses) {
    return new ModuleCheck(module, bytes, features, problems).check(uses);
  }

  private @Nullable ModuleContext check(InstructionUses uses) {
    exports();
    TypeSpace types = TypeSectionCheck.check(module, new TypeStore(), problems);
    if (types == null || !declarations(types)) {
      return null;
    }
    ModuleContext context = new ModuleContext(module, types);
    start(context);
    ConstantCheck constants = new ConstantCheck(module, bytes, context, features, problems);
    constants.check();
    uses.add(constants.uses());
    return context;
  }

  /** Checks the types of everything that has an index; false when one refers to no type. */
  private boolean declarations(TypeSpace types) {
    boolean known = true;
    for (ExternKind kind : ExternKind.values()) {
      for (Entity entity : module.entities(kind)) {
        int offset = entity.range().start();
        known &=
            switch (entity.type()) {
              case FunctionUse use -> functionType(types, offset, use.typeIndex()) != null;
              case TagType tag -> tag(types, offset, tag.typeIndex());
              case TableType table -> {
                table(offset, table);
                yield valueType(types, offset, table.element());
              }
              case MemoryType memory -> {
                memory(offset, memory);
                yield true;
              }
              case GlobalType global -> valueType(types, offset, global.type());
            };
      }
    }
    for (ElementSegment segment : module.elements()) {
      known &= valueType(types, segment.range().start(), segment.type());
    }
    return known;
  }

  private @Nullable DefinedType functionType(TypeSpace types, int offset, int typeIndex) {
    DefinedType type = types.function(typeIndex);
    if (type == null) {
      problems.invalid(
          offset,
          types.has(typeIndex)
              ? "type mismatch: type " + types.indexWords(typeIndex) + " is not a function type"
              : Problems.unknown("type", typeIndex));
    }
    return type;
  }

  private boolean tag(TypeSpace types, int offset, int typeIndex) {
    DefinedType type = functionType(types, offset, typeIndex);
    if (type != null && type.more.length > 0) {
      problems.invalid(offset, "non-empty tag result type " + types.words(type.more));
    }
    return type != null;
  }

  private boolean valueType(TypeSpace types, int offset, ValueType type) {
    long unknown = types.unknownIndex(type);
    if (unknown >= 0) {
      problems.invalid(offset, Problems.unknown("type", (int) unknown));
    }
    return unknown < 0;
  }

  private void table(int offset, TableType table) {
    limits(offset, table.limits());
    if (table.limits().address() == AddressType.I32 && exceeds(table.limits(), MOST_ELEMENTS)) {
      problems.invalid(offset, "table size must be at most 2^32-1 elements");
    }
  }

  private void memory(int offset, MemoryType memory) {
    int pageSize = memory.pageSizeLog2();
    boolean customSize = pageSize != MemoryType.STANDARD_PAGE_SIZE_LOG2;
    if (memory.shared() && memory.limits().maximum() == null) {
      problems.invalid(offset, "shared memory must have maximum");
    }
    if (customSize && pageSize != 0) {
      problems.invalid(offset, "invalid custom page size: it must be 1 or 65536");
      return;
    }
    limits(offset, memory.limits());
    // Of pages of one byte there is one fewer than addresses, so that a size is an address too.
    int bits = memory.limits().address() == AddressType.I32 ? 32 : 64;
    long most = customSize ? -1L >>> 64 - bits : 1L << bits - pageSize;
    if (exceeds(memory.limits(), most)) {
      problems.invalid(
          offset,
          "memory size must be at most "
              + Long.toUnsignedString(most)
              + " pages"
              + (bits == 32 ? " (4GiB)" : ""));
    }
  }

  private void limits(int offset, Limits limits) {
    Long maximum = limits.maximum();
    if (maximum != null && Long.compareUnsigned(limits.minimum(), maximum) > 0) {
      problems.invalid(offset, "size minimum must not be greater than maximum");
    }
  }

  private static boolean exceeds(Limits limits, long most) {
    Long maximum = limits.maximum();
    return Long.compareUnsigned(limits.minimum(), most) > 0
        || maximum != null && Long.compareUnsigned(maximum, most) > 0;
  }

  private void exports() {
    Set<String> names = new HashSet<>();
    for (Export export : module.exports()) {
      int offset = export.range().start();
      if (!names.add(export.name())) {
        problems.invalid(
            offset, "duplicate export name " + Identifiers.quoted(Problems.brief(export.name())));
      }
      if (module.target(export) == null) {
        problems.unknown(offset, export.kind(), export.index());
      }
    }
  }

  private void start(ModuleContext context) {
    Integer start = module.start();
    Section section = module.section(SectionId.START);
    if (start == null || section == null) {
      return;
    }
    int offset = section.content().start();
    if (start < 0 || start >= context.functions.length) {
      problems.unknown(offset, ExternKind.FUNCTION, start);
      return;
    }
    DefinedType type = context.functions[start];
    if (type.parts.length + type.more.length > 0) {
      problems.invalid(offset, "start function must take and return nothing");
    }
  }
}
