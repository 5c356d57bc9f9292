package dev.continuum.inspector.analysis;

import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.WasmModule;

/**
 * How many of everything a module has. Functions, tables, memories, globals and tags count those it
 * defines; imports are counted apart.
 *
 * @param memoryPages the pages its own and imported memories have at the start, an unsigned number
 */
public record Counts(
    int types,
    int imports,
    int functions,
    int tables,
    int memories,
    int globals,
    int tags,
    int exports,
    int elementSegments,
    int dataSegments,
    long memoryPages) {
  /** The counts of something that has none of these. */
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Counts of(WasmModule module) {
    return new Counts(
        module.types().size(),
        module.imports().size(),
        defined(module, ExternKind.FUNCTION),
        defined(module, ExternKind.TABLE),
        defined(module, ExternKind.MEMORY),
        defined(module, ExternKind.GLOBAL),
        defined(module, ExternKind.TAG),
        module.exports().size(),
        module.elements().size(),
        module.data().size(),
        module.memories().stream().mapToLong(memory -> memory.type().limits().minimum()).sum());
  }

  private static int defined(WasmModule module, ExternKind kind) {
    return module.entities(kind).size() - module.importedCount(kind);
  }
}
