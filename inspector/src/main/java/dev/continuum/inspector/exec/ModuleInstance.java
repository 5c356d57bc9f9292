package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.TypeSpace;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A module instance (specification, "Module Instances"): from the indices of a module to what lies
 * in the store.
 */
public final class ModuleInstance {
  final WasmModule module;
  final ByteBuffer bytes;
  final Store store;
  final TypeSpace types;

  /** By index. */
  final FunctionInstance[] functions;

  final TableInstance[] tables;
  final LinearMemory[] memories;
  final GlobalInstance[] globals;
  final TagInstance[] tags;

  /** The references of element segments; empty when dropped. */
  final long[][] elements;

  /** Whether a data segment is dropped. */
  final boolean[] droppedData;

  ModuleInstance(Store store, WasmModule module, ByteBuffer bytes, TypeSpace types) {
    this.store = store;
    this.module = module;
    this.bytes = bytes;
    this.types = types;
    functions = new FunctionInstance[module.functions().size()];
    tables = new TableInstance[module.tables().size()];
    memories = new LinearMemory[module.memories().size()];
    globals = new GlobalInstance[module.globals().size()];
    tags = new TagInstance[module.tags().size()];
    elements = new long[module.elements().size()][];
    droppedData = new boolean[module.data().size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = new long[0];
    }
  }

  /** What the module exports under a name, or null. */
  public @Nullable External export(String name) {
    for (Export export : module.exports()) {
      if (export.name().equals(name)) {
        return switch (export.kind()) {
          case FUNCTION -> functions[export.index()];
          case TABLE -> tables[export.index()];
          case MEMORY -> memories[export.index()];
          case GLOBAL -> globals[export.index()];
          case TAG -> tags[export.index()];
        };
      }
    }
    return null;
  }

  /** The function that runs when the module is instantiated, or null. */
  public @Nullable FunctionInstance start() {
    Integer start = module.start();
    return start == null ? null : functions[start];
  }

  /** The memory that most instructions mean, or null. */
  @Nullable LinearMemory firstMemory() {
    return memories.length == 0 ? null : memories[0];
  }
}
