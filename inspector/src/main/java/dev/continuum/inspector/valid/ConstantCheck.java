package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.ElementItems;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is computed before a module runs: first values of globals and tables, and where segments go
 * and what they hold (specification, "Tables", "Globals", "Element Segments", "Data Segments").
 * Notes on the way which functions are referred to.
 */
final class ConstantCheck {
  private final WasmModule module;
  private final ByteBuffer bytes;
  private final ModuleContext context;
  private final Problems problems;
  private final BodyValidator check;

  ConstantCheck(
      WasmModule module,
      ByteBuffer bytes,
      ModuleContext context,
      Features features,
      Problems problems) {
    this.module = module;
    this.bytes = bytes;
    this.context = context;
    this.problems = problems;
    check = new BodyValidator(context, bytes, InstructionReader.of(module, features));
  }

  /** What constant expressions use. */
  InstructionUses uses() {
    return check.uses();
  }

  void check() {
    int imported = module.importedCount(ExternKind.GLOBAL);
    for (Table table : module.tables()) {
      table(table, imported);
    }
    for (Global global : module.globals()) {
      expression(global.initializer(), context.globals[global.index()], global.index());
    }
    for (ElementSegment segment : module.elements()) {
      element(segment);
    }
    for (DataSegment segment : module.data()) {
      data(segment);
    }
  }

  private void table(Table table, int globals) {
    int element = context.tables[table.index()];
    ByteRange initializer = table.initializer();
    if (initializer != null) {
      expression(initializer, element, globals);
    } else if (table.imported() == null && !TypeCode.isDefaultable(element)) {
      problems.invalid(
          table.range().start(),
          "type mismatch: a table of "
              + context.types.words(element)
              + " cannot start out with null; it needs an initial element");
    }
  }

  private void element(ElementSegment segment) {
    Integer table = segment.table();
    if (table != null) {
      int offset = segment.range().start();
      if (table < 0 || table >= context.tables.length) {
        problems.unknown(offset, ExternKind.TABLE, table);
      } else {
        int type = context.elements[segment.index()];
        if (!context.store.matches(type, context.tables[table])) {
          problems.invalid(
              offset,
              "type mismatch: table "
                  + table
                  + " holds "
                  + context.types.words(context.tables[table])
                  + ", but the segment has "
                  + context.types.words(type));
        }
        expression(segment.offset(), context.tableAddresses[table], context.globals.length);
      }
    }
    items(segment);
  }

  private void items(ElementSegment segment) {
    int type = context.elements[segment.index()];
    ElementItems items = new ElementItems(bytes, segment);
    try {
      while (items.next()) {
        if (segment.expressions()) {
          check.constant(items.range(), type, context.globals.length);
        } else if (items.function() < 0 || items.function() >= context.functions.length) {
          problems.unknown(items.offset(), ExternKind.FUNCTION, items.function());
          return;
        } else {
          context.declare(items.function());
        }
      }
    } catch (InvalidException wrong) {
      problems.add(wrong.problem());
    } catch (MalformedException malformed) {
      problems.add(malformed.problem());
    }
  }

  private void data(DataSegment segment) {
    Integer memory = segment.memory();
    if (memory == null) {
      return;
    }
    if (memory < 0 || memory >= context.memories.length) {
      problems.unknown(segment.range().start(), ExternKind.MEMORY, memory);
    } else {
      expression(segment.offset(), context.memories[memory], context.globals.length);
    }
  }

  private void expression(@Nullable ByteRange range, int type, int globals) {
    if (range == null) {
      return;
    }
    try {
      check.constant(range, type, globals);
    } catch (InvalidException wrong) {
      problems.add(wrong.problem());
    } catch (MalformedException malformed) {
      problems.add(malformed.problem());
    }
  }
}
