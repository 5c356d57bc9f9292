package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.ElementItems;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.AddressType;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Limits;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.SegmentMode;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.Tag;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeSpace;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Makes an instance of a valid module (specification, "Instantiation"), but for its start. */
final class Instantiation {
  private final Machine machine;
  private final Store store;
  private final WasmModule module;
  private final ModuleInstance instance;
  private final ImportMatch match;
  private final ConstantExpressions expressions;

  private Instantiation(Machine machine, WasmModule module, ByteBuffer bytes) {
    this.machine = machine;
    this.module = module;
    store = machine.store;
    TypeSpace types = new TypeSpace(store.types, module.types(), module.typeNames());
    instance = new ModuleInstance(store, module, bytes, types);
    match = new ImportMatch(store, types);
    expressions = new ConstantExpressions(machine, instance);
  }

  /**
   * Makes an instance.
   *
   * @param module a valid module
   * @param bytes the whole file, from its first byte on; not copied
   * @throws LinkException when an import is missing or does not fit
   * @throws TrapException when an active segment has no place; what was placed before stays
   */
  static ModuleInstance of(Machine machine, WasmModule module, ByteBuffer bytes, Imports imports)
      throws LinkException, TrapException {
    machine.reset();
    Instantiation made = new Instantiation(machine, module, bytes);
    made.link(imports);
    made.allocate();
    made.store.add(made.instance);
    made.initialise();
    return made.instance;
  }

  private void link(Imports imports) throws LinkException {
    for (Import each : module.imports()) {
      External offered = imports.find(each.module(), each.name());
      if (offered == null) {
        throw new LinkException(
            "unknown import: nothing is offered as \""
                + each.module()
                + "\" \""
                + each.name()
                + '"');
      }
      String mismatch = match.mismatch(each.type(), offered);
      if (mismatch != null) {
        throw new LinkException(
            "incompatible import type: \""
                + each.module()
                + "\" \""
                + each.name()
                + "\" is needed as "
                + module.typeText(each.type())
                + ", but "
                + mismatch);
      }
      switch (offered) {
        case FunctionInstance function -> instance.functions[each.index()] = function;
        case TableInstance table -> instance.tables[each.index()] = table;
        case LinearMemory memory -> instance.memories[each.index()] = memory;
        case GlobalInstance global -> instance.globals[each.index()] = global;
        case TagInstance tag -> instance.tags[each.index()] = tag;
      }
    }
  }

  private void allocate() throws LinkException, TrapException {
    for (Function function : module.functions()) {
      if (function.imported() == null) {
        DefinedType type = instance.types.get(function.typeIndex());
        instance.functions[function.index()] = store.addFunction(type, instance, function);
      }
    }
    for (Memory memory : module.memories()) {
      if (memory.imported() == null) {
        instance.memories[memory.index()] = store.addMemory(newMemory(memory.type()));
      }
    }
    for (Tag tag : module.tags()) {
      if (tag.imported() == null) {
        instance.tags[tag.index()] = store.addTag(instance.types.get(tag.type().typeIndex()));
      }
    }
    for (Global global : module.globals()) {
      ByteRange initializer = global.initializer();
      if (initializer != null) {
        GlobalType type = global.type();
        expressions.compute(initializer);
        GlobalInstance made = store.addGlobal(instance.types.code(type.type()), type.mutable());
        System.arraycopy(machine.stack, 0, store.globals, made.slot(), Slots.of(made.type()));
        instance.globals[global.index()] = made;
      }
    }
    for (Table table : module.tables()) {
      if (table.imported() == null) {
        table(table);
      }
    }
  }

  private LinearMemory newMemory(MemoryType type) throws LinkException {
    Limits pages = type.limits();
    long most = store.memoryRoom() >>> type.pageSizeLog2();
    if (Long.compareUnsigned(pages.minimum(), most) > 0) {
      throw new LinkException(
          "the memory starts with "
              + Long.toUnsignedString(pages.minimum())
              + " pages, and at most "
              + most
              + " are allowed here");
    }
    return new LinearMemory(
        pages,
        store.limits.memoryBytes() >>> type.pageSizeLog2(),
        type.pageSizeLog2(),
        type.shared());
  }

  private void table(Table table) throws LinkException, TrapException {
    TableType type = table.type();
    Limits limits = type.limits();
    if (Long.compareUnsigned(limits.minimum(), store.tableRoom()) > 0) {
      throw new LinkException(
          "the table starts with "
              + Long.toUnsignedString(limits.minimum())
              + " elements, and at most "
              + store.tableRoom()
              + " are allowed here");
    }
    ByteRange initializer = table.initializer();
    long initial = initializer == null ? Reference.NULL : expressions.compute(initializer);
    Long maximum = limits.maximum();
    instance.tables[table.index()] =
        store.addTable(
            instance.types.code(type.element()),
            limits.address() == AddressType.I64,
            (int) limits.minimum(),
            maximum,
            initial);
  }

  private void initialise() throws TrapException {
    for (ElementSegment segment : module.elements()) {
      instance.elements[segment.index()] = references(segment);
    }
    for (ElementSegment segment : module.elements()) {
      if (segment.mode() == SegmentMode.ACTIVE) {
        TableInstance table = instance.tables[given(segment.table())];
        long to = offset(segment.offset(), table.is64());
        long[] references = instance.elements[segment.index()];
        TableInstructions.init(references, table, to, 0, references.length);
      }
      if (segment.mode() != SegmentMode.PASSIVE) {
        instance.elements[segment.index()] = new long[0];
      }
    }
    for (DataSegment segment : module.data()) {
      if (segment.mode() == SegmentMode.ACTIVE) {
        LinearMemory memory = instance.memories[given(segment.memory())];
        long to = offset(segment.offset(), memory.is64());
        try {
          MemoryInstructions.init(
              instance, segment.index(), memory, to, 0, segment.content().size());
        } catch (WatchHit impossible) {
          throw new IllegalStateException("nothing is watched yet", impossible);
        }
        instance.droppedData[segment.index()] = true;
      }
    }
  }

  private long offset(@Nullable ByteRange expression, boolean is64) throws TrapException {
    return MemoryInstructions.unsigned(expressions.compute(given(expression)), is64);
  }

  private static <T> T given(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("an active segment says where it goes");
    }
    return part;
  }

  private long[] references(ElementSegment segment) throws TrapException {
    long[] references = new long[segment.count()];
    // Seen by the collector from now on.
    instance.elements[segment.index()] = references;
    ElementItems items = new ElementItems(instance.bytes, segment);
    try {
      for (int i = 0; items.next(); i++) {
        references[i] =
            segment.expressions()
                ? expressions.compute(items.range())
                : Reference.function(instance.functions[items.function()].address);
      }
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid segment cannot be read", impossible);
    }
    return references;
  }
}
