package dev.continuum.inspector.valid;

import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.Tag;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.BitSet;
import java.util.List;

/**
 * What instructions are checked against (specification, "Contexts"): the types of everything in the
 * module, as codes in arrays. Nothing in it changes once the bodies are being checked.
 */
final class ModuleContext {
  final TypeSpace types;
  final TypeStore store;

  /** By function index. */
  final DefinedType[] functions;

  /** By table index: the reference type of its elements, and the type of its indices. */
  final int[] tables;

  final int[] tableAddresses;

  /** By memory index: the type of its addresses. */
  final int[] memories;

  /** By global index. */
  final int[] globals;

  final int importedGlobals;

  final boolean[] mutableGlobals;

  /** By tag index. */
  final DefinedType[] tags;

  /** By index of the element segment: the reference type of its elements. */
  final int[] elements;

  final int dataCount;

  /** The functions that {@code ref.func} may refer to in a body. */
  final BitSet declared = new BitSet();

  /**
   * @param module a module whose functions and tags have function types, and whose other types
   *     refer to types it has
   */
  ModuleContext(WasmModule module, TypeSpace types) {
    this.types = types;
    this.store = types.store();
    List<Function> functionList = module.functions();
    functions = new DefinedType[functionList.size()];
    for (int i = 0; i < functions.length; i++) {
      functions[i] = types.get(functionList.get(i).typeIndex());
    }
    importedGlobals = module.importedCount(ExternKind.GLOBAL);
    List<Table> tableList = module.tables();
    tables = new int[tableList.size()];
    tableAddresses = new int[tables.length];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = types.code(tableList.get(i).type().element());
      tableAddresses[i] = address(tableList.get(i).type().limits().address());
    }
    List<Memory> memoryList = module.memories();
    memories = new int[memoryList.size()];
    for (int i = 0; i < memories.length; i++) {
      memories[i] = address(memoryList.get(i).type().limits().address());
    }
    List<Global> globalList = module.globals();
    globals = new int[globalList.size()];
    mutableGlobals = new boolean[globals.length];
    for (int i = 0; i < globals.length; i++) {
      globals[i] = types.code(globalList.get(i).type().type());
      mutableGlobals[i] = globalList.get(i).type().mutable();
    }
    List<Tag> tagList = module.tags();
    tags = new DefinedType[tagList.size()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = types.get(tagList.get(i).type().typeIndex());
    }
    List<ElementSegment> elementList = module.elements();
    elements = new int[elementList.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = types.code(elementList.get(i).type());
    }
    dataCount = module.data().size();
    for (Export export : module.exports()) {
      if (export.kind() == ExternKind.FUNCTION) {
        declare(export.index());
      }
    }
  }

  /** Notes that something outside of function bodies refers to a function, if there is one. */
  void declare(int function) {
    if (function >= 0 && function < functions.length) {
      declared.set(function);
    }
  }

  private static int address(AddressType type) {
    return type == AddressType.I32 ? TypeCode.I32 : TypeCode.I64;
  }
}
