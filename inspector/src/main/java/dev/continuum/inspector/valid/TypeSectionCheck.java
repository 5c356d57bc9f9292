package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.ArrayType;
import dev.continuum.inspector.syntax.CompositeType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.FieldType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for the types a module declares (specification, "Recursive Types"). */
final class TypeSectionCheck {
  private static final long NONE = -1;

  private final WasmModule module;
  private final Problems problems;

  private TypeSectionCheck(WasmModule module, Problems problems) {
    this.module = module;
    this.problems = problems;
  }

  /** The types of a module; null when they are so wrong that nothing else can be checked. */
  static @Nullable TypeSpace check(WasmModule module, TypeStore store, Problems problems) {
    TypeSectionCheck check = new TypeSectionCheck(module, problems);
    if (!check.indices()) {
      return null;
    }
    TypeSpace types = new TypeSpace(store, module.types(), module.typeNames());
    check.hierarchy(types);
    return types;
  }

  /** Every type index must be of the same recursion group or before; a supertype's, before. */
  private boolean indices() {
    boolean good = true;
    for (TypeDefinition definition : module.types()) {
      int offset = definition.range().start();
      List<Integer> supertypes = definition.type().supertypes();
      for (int supertype : supertypes) {
        if (supertype < 0 || supertype >= definition.index()) {
          problems.invalid(offset, Problems.unknown("type", supertype));
          good = false;
        }
      }
      if (supertypes.size() > 1) {
        problems.invalid(offset, "sub type " + definition.index() + " has more than one supertype");
        good = false;
      }
      // Of a group at the end of a broken module not all types may have been read.
      int group = definition.groupStart() + definition.groupSize();
      int known = Math.min(group, module.types().size());
      long unknown = unknown(definition.type().composite(), known);
      if (unknown != NONE) {
        problems.invalid(offset, Problems.unknown("type", (int) unknown));
        good = false;
      }
    }
    return good;
  }

  private void hierarchy(TypeSpace types) {
    for (TypeDefinition definition : module.types()) {
      DefinedType type = types.get(definition.index());
      DefinedType parent = type.parent;
      if (parent == null) {
        continue;
      }
      String says =
          "sub type "
              + types.indexWords(definition.index())
              + " does not match its supertype "
              + types.indexWords(definition.type().supertypes().getFirst());
      if (parent.isFinal) {
        problems.invalid(definition.range().start(), says + ", which is final");
      } else if (!types.store().fitsParent(type)) {
        problems.invalid(definition.range().start(), says);
      }
    }
  }

  /**
   * The first type index in a type that is not below a bound, or {@link #NONE}: all 32 bits may be
   * an index.
   */
  private static long unknown(CompositeType type, int bound) {
    return switch (type) {
      case FunctionType function -> {
        long found = unknown(function.parameters(), bound);
        yield found == NONE ? unknown(function.results(), bound) : found;
      }
      case StructType struct -> {
        for (FieldType field : struct.fields()) {
          long found = unknown(field.storage(), bound);
          if (found != NONE) {
            yield found;
          }
        }
        yield NONE;
      }
      case ArrayType array -> unknown(array.element().storage(), bound);
    };
  }

  private static long unknown(List<? extends StorageType> types, int bound) {
    for (StorageType type : types) {
      long found = unknown(type, bound);
      if (found != NONE) {
        return found;
      }
    }
    return NONE;
  }

  private static long unknown(StorageType type, int bound) {
    if (type instanceof ReferenceType reference
        && reference.heap() instanceof ConcreteHeapType concrete) {
      int index = concrete.typeIndex();
      return index < 0 || index >= bound ? Integer.toUnsignedLong(index) : NONE;
    }
    return NONE;
  }
}
