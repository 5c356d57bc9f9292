package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.ExternType;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Limits;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of validation (specification, "Validation") that can be checked without looking at
 * instructions: indices that exist, limits that hold, export names that differ. A module that
 * passes is not valid yet: function bodies and constant expressions are not looked into.
 */
public final class StructureCheck {
  /** After this many a module is broken enough; the rest would say the same. */
  private static final int MOST_PROBLEMS = 1000;

  private static final int MOST_SHOWN = 100;
  private static final long MOST_ELEMENTS = 0xffff_ffffL;

  private final WasmModule module;
  private final List<Problem> problems = new ArrayList<>();

  private StructureCheck(WasmModule module) {
    this.module = module;
  }

  /** The broken rules, each at the byte of the item that breaks it; at most 1000. */
  public static List<Problem> check(WasmModule module) {
    StructureCheck check = new StructureCheck(module);
    check.types();
    for (ExternKind kind : ExternKind.values()) {
      for (Entity entity : module.entities(kind)) {
        check.entity(entity);
      }
    }
    check.exports();
    check.start();
    check.segments();
    return check.problems;
  }

  private void invalid(int offset, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(Problem.Stage.INVALID, offset, message));
    }
  }

  private void types() {
    for (TypeDefinition definition : module.types()) {
      int offset = definition.range().start();
      for (int supertype : definition.type().supertypes()) {
        if (supertype < 0 || supertype >= definition.index()) {
          invalid(offset, "unknown type " + Integer.toUnsignedString(supertype));
        } else if (module.types().get(supertype).type().isFinal()) {
          invalid(offset, "sub type " + definition.index() + " extends a final type");
        }
      }
      if (definition.type().supertypes().size() > 1) {
        invalid(offset, "type " + definition.index() + " has more than one supertype");
      }
      int known = definition.groupStart() + definition.groupSize();
      TypeReferences.of(definition.type().composite())
          .filter(index -> index < 0 || index >= known)
          .findFirst()
          .ifPresent(index -> invalid(offset, "unknown type " + Integer.toUnsignedString(index)));
    }
  }

  private void entity(Entity entity) {
    int offset = entity.range().start();
    ExternType type = entity.type();
    switch (type) {
      case FunctionUse use -> functionType(offset, use.typeIndex());
      case TagType tag -> {
        FunctionType signature = functionType(offset, tag.typeIndex());
        if (!signature.results().isEmpty()) {
          invalid(offset, "non-empty tag result type");
        }
      }
      case TableType table -> {
        limits(offset, table.limits());
        if (table.limits().address() == AddressType.I32 && exceeds(table.limits(), MOST_ELEMENTS)) {
          invalid(offset, "table size must be at most 2^32-1 elements");
        }
        unknownTypes(offset, type);
      }
      case MemoryType memory -> memory(offset, memory);
      default -> unknownTypes(offset, type);
    }
  }

  private void unknownTypes(int offset, ExternType type) {
    TypeReferences.of(type)
        .filter(index -> index < 0 || index >= module.types().size())
        .findFirst()
        .ifPresent(index -> invalid(offset, "unknown type " + Integer.toUnsignedString(index)));
  }

  private FunctionType functionType(int offset, int typeIndex) {
    FunctionType type = module.functionType(typeIndex);
    if (type != null) {
      return type;
    }
    boolean exists = typeIndex >= 0 && typeIndex < module.types().size();
    String index = Integer.toUnsignedString(typeIndex);
    invalid(offset, exists ? "type " + index + " is not a function type" : "unknown type " + index);
    return new FunctionType(List.of(), List.of());
  }

  private void memory(int offset, MemoryType memory) {
    if (memory.shared() && memory.limits().maximum() == null) {
      invalid(offset, "shared memory must have maximum");
    }
    int pageSize = memory.pageSizeLog2();
    if (pageSize != 0 && pageSize != MemoryType.STANDARD_PAGE_SIZE_LOG2) {
      invalid(offset, "invalid custom page size");
      return;
    }
    limits(offset, memory.limits());
    int pageBits = (memory.limits().address() == AddressType.I32 ? 32 : 64) - pageSize;
    long most = pageBits == 64 ? -1L : 1L << pageBits;
    if (exceeds(memory.limits(), most)) {
      invalid(offset, "memory size must be at most " + Long.toUnsignedString(most) + " pages");
    }
  }

  private void limits(int offset, Limits limits) {
    Long maximum = limits.maximum();
    if (maximum != null && Long.compareUnsigned(limits.minimum(), maximum) > 0) {
      invalid(offset, "size minimum must not be greater than maximum");
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
        invalid(offset, "duplicate export name " + brief(export.name()));
      }
      if (module.target(export) == null) {
        unknown(offset, export.kind(), export.index());
      }
    }
  }

  /** A name as it can be shown: a hostile one may be as long as its file. */
  private static String brief(String name) {
    return Identifiers.quoted(
        name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name);
  }

  private void unknown(int offset, ExternKind kind, int index) {
    invalid(offset, "unknown " + kind.word() + " " + Integer.toUnsignedString(index));
  }

  private void start() {
    Integer start = module.start();
    Section section = module.section(SectionId.START);
    if (start == null || section == null) {
      return;
    }
    int offset = section.content().start();
    if (!(module.entity(ExternKind.FUNCTION, start) instanceof Function function)) {
      unknown(offset, ExternKind.FUNCTION, start);
      return;
    }
    FunctionType type = module.functionType(function.typeIndex());
    if (type != null && !(type.parameters().isEmpty() && type.results().isEmpty())) {
      invalid(offset, "start function must take and return nothing");
    }
  }

  private void segments() {
    for (ElementSegment segment : module.elements()) {
      Integer table = segment.table();
      if (table != null && module.entity(ExternKind.TABLE, table) == null) {
        unknown(segment.range().start(), ExternKind.TABLE, table);
      }
    }
    for (DataSegment segment : module.data()) {
      Integer memory = segment.memory();
      if (memory != null && module.entity(ExternKind.MEMORY, memory) == null) {
        unknown(segment.range().start(), ExternKind.MEMORY, memory);
      }
    }
  }
}
