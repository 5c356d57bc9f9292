package dev.continuum.inspector.analysis;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.InstructionUse;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.SegmentMode;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.TargetFeature;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.VectorType;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the features that show in types, headers, instructions and what the compiler wrote down.
 */
final class FeatureScan {
  private final WasmModule module;
  private final Map<Feature, String> found = new EnumMap<>(Feature.class);
  private final List<FeatureUse> unknown = new ArrayList<>();

  private FeatureScan(WasmModule module) {
    this.module = module;
  }

  /** The features in the order of {@link Feature}, then those with names that are not known. */
  static List<FeatureUse> of(WasmModule module, List<InstructionUse> instructions) {
    FeatureScan scan = scan(module, instructions);
    scan.declared();
    List<FeatureUse> uses = new ArrayList<>(scan.uses());
    uses.addAll(scan.unknown);
    return List.copyOf(uses);
  }

  /** The same without what the compiler only says. */
  static List<FeatureUse> required(WasmModule module, List<InstructionUse> instructions) {
    return scan(module, instructions).uses();
  }

  private static FeatureScan scan(WasmModule module, List<InstructionUse> instructions) {
    FeatureScan scan = new FeatureScan(module);
    scan.types();
    scan.globals();
    scan.tables();
    scan.memories();
    scan.segments();
    instructions.forEach(scan::instruction);
    return scan;
  }

  private List<FeatureUse> uses() {
    return found.entrySet().stream()
        .map(entry -> FeatureUse.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void found(Feature feature, String evidence) {
    found.putIfAbsent(feature, evidence);
  }

  private void types() {
    for (TypeDefinition definition : module.types()) {
      String where = "type " + definition.index();
      if (definition.groupSize() > 1
          || !definition.type().isFinal()
          || !definition.type().supertypes().isEmpty()) {
        found(Feature.GC, where + " is part of a hierarchy or a recursion group");
      }
      switch (definition.type().composite()) {
        case FunctionType function -> {
          if (function.results().size() > 1) {
            found(Feature.MULTI_VALUE, where + " has several results");
          }
          function.parameters().forEach(type -> value(type, where));
          function.results().forEach(type -> value(type, where));
        }
        default -> found(Feature.GC, where + " is a structure or an array");
      }
    }
    if (!module.tags().isEmpty()) {
      found(Feature.EXCEPTIONS, "it has exception tags");
    }
  }

  private void value(StorageType type, String where) {
    if (type instanceof VectorType) {
      found(Feature.SIMD, where + " has a vector");
    } else if (type instanceof ReferenceType reference) {
      reference(reference, where);
    }
  }

  private void reference(ReferenceType reference, String where) {
    found(Feature.REFERENCE_TYPES, where + " has a reference");
    switch (reference.heap()) {
      case ConcreteHeapType concrete ->
          found(Feature.FUNCTION_REFERENCES, where + " has a reference to a type of the module");
      case AbstractHeapType heap -> {
        switch (heap) {
          case FUNC, EXTERN -> {}
          case EXN, NOEXN -> found(Feature.EXCEPTIONS, where + " has an exception reference");
          default -> found(Feature.GC, where + " has a reference to the garbage-collected heap");
        }
      }
    }
    if (!reference.nullable()) {
      found(Feature.FUNCTION_REFERENCES, where + " has a reference that is never null");
    }
  }

  private void globals() {
    for (Global global : module.globals()) {
      String where = "global " + global.index();
      value(global.type().type(), where);
      if (global.imported() != null && global.type().mutable()) {
        found(Feature.MUTABLE_GLOBALS, where + " is imported and mutable");
      }
    }
    for (Export export : module.exports()) {
      if (export.kind() == ExternKind.GLOBAL
          && module.target(export) instanceof Global global
          && global.type().mutable()) {
        found(Feature.MUTABLE_GLOBALS, "global " + global.index() + " is exported and mutable");
      }
    }
  }

  private void tables() {
    for (Table table : module.tables()) {
      String where = "table " + table.index();
      if (!table.type().element().equals(ReferenceType.FUNCREF)) {
        reference(table.type().element(), where);
      }
      if (table.initializer() != null) {
        found(Feature.FUNCTION_REFERENCES, where + " says what it starts with");
      }
      if (table.type().limits().address() == AddressType.I64) {
        found(Feature.MEMORY64, where + " has 64-bit indices");
      }
    }
    if (module.tables().size() > 1) {
      found(Feature.REFERENCE_TYPES, "it has several tables");
    }
  }

  private void memories() {
    for (Memory memory : module.memories()) {
      String where = "memory " + memory.index();
      MemoryType type = memory.type();
      if (type.limits().address() == AddressType.I64) {
        found(Feature.MEMORY64, where + " has 64-bit addresses");
      }
      if (type.shared()) {
        found(Feature.THREADS, where + " is shared");
      }
      if (type.pageSizeLog2() != MemoryType.STANDARD_PAGE_SIZE_LOG2) {
        found(Feature.CUSTOM_PAGE_SIZES, where + " has pages of its own size");
      }
    }
    if (module.memories().size() > 1) {
      found(Feature.MULTI_MEMORY, "it has several memories");
    }
  }

  private void segments() {
    for (ElementSegment segment : module.elements()) {
      if (segment.mode() != SegmentMode.ACTIVE) {
        found(Feature.BULK_MEMORY, "element segment " + segment.index() + " is not active");
      }
    }
    for (DataSegment segment : module.data()) {
      if (segment.mode() == SegmentMode.PASSIVE) {
        found(Feature.BULK_MEMORY, "data segment " + segment.index() + " is passive");
      }
    }
    if (module.section(SectionId.DATA_COUNT) != null) {
      found(Feature.BULK_MEMORY, "it has a data count section");
    }
  }

  private void instruction(InstructionUse use) {
    Feature feature =
        switch (use.proposal()) {
          case MVP -> null;
          case SIGN_EXTENSION -> Feature.SIGN_EXTENSION;
          case SATURATING_CONVERSION -> Feature.SATURATING_CONVERSION;
          case BULK_MEMORY -> Feature.BULK_MEMORY;
          case REFERENCE_TYPES -> Feature.REFERENCE_TYPES;
          case SIMD -> Feature.SIMD;
          case RELAXED_SIMD -> Feature.RELAXED_SIMD;
          case TAIL_CALLS -> Feature.TAIL_CALL;
          case FUNCTION_REFERENCES -> Feature.FUNCTION_REFERENCES;
          case GC -> Feature.GC;
          case EXCEPTIONS, LEGACY_EXCEPTIONS -> Feature.EXCEPTIONS;
          case EXTENDED_CONSTANTS -> Feature.EXTENDED_CONST;
          case THREADS -> Feature.THREADS;
          case WIDE_ARITHMETIC -> Feature.WIDE_ARITHMETIC;
        };
    if (feature != null) {
      String where =
          use.function() == InstructionUse.CONSTANT
              ? "a constant expression"
              : "function " + use.function();
      found(feature, where + " uses " + use.what());
    }
  }

  private void declared() {
    for (TargetFeature declared : module.metadata().targetFeatures()) {
      if (!declared.isUsed()) {
        continue;
      }
      Feature feature = Feature.ofTool(declared.name());
      String evidence = "its compiler lists it in target_features";
      if (feature == null) {
        unknown.add(new FeatureUse(null, declared.name(), evidence));
      } else {
        found(feature, evidence);
      }
    }
  }
}
