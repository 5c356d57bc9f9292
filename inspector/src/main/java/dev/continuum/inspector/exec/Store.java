package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeCode;
import dev.continuum.inspector.valid.TypeStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store (specification, "Store"): everything that instances share. Functions, tables and the
 * slots of globals are found by their number in arrays, which the interpreter reads.
 */
final class Store {
  final TypeStore types = new TypeStore();
  final EngineLimits limits;
  final Heap heap;

  /** What counts while code runs; code that is made while it is null counts nothing. */
  @Nullable Profiler profiler;

  /** By address; longer than there are functions. */
  FunctionInstance[] functions = new FunctionInstance[16];

  /** By number; longer than there are tables. */
  TableInstance[] tables = new TableInstance[4];

  /** The slots of all globals. */
  long[] globals = new long[16];

  private int functionCount;
  private int tableCount;
  private int globalSlots;
  private final List<LinearMemory> memories = new ArrayList<>();
  private final List<TagInstance> tags = new ArrayList<>();
  private final List<ModuleInstance> instances = new ArrayList<>();

  Store(EngineLimits limits, Heap.Roots roots) {
    this.limits = limits;
    heap = new Heap(types, limits.heapBytes(), roots);
  }

  private void add(FunctionInstance function) {
    if (functionCount == functions.length) {
      functions = Arrays.copyOf(functions, functionCount * 2);
    }
    functions[functionCount++] = function;
  }

  FunctionInstance addFunction(DefinedType type, ModuleInstance instance, Function definition) {
    FunctionInstance function = new FunctionInstance(functionCount, type, instance, definition);
    add(function);
    return function;
  }

  FunctionInstance addHostFunction(DefinedType type, HostFunction host, String name) {
    FunctionInstance function = new FunctionInstance(functionCount, type, host, name);
    add(function);
    return function;
  }

  TableInstance addTable(int type, boolean is64, int size, @Nullable Long maximum, long initial) {
    if (tableCount == tables.length) {
      tables = Arrays.copyOf(tables, tableCount * 2);
    }
    TableInstance table = new TableInstance(tableCount, type, is64, size, maximum, initial);
    tables[tableCount++] = table;
    return table;
  }

  LinearMemory addMemory(LinearMemory memory) {
    memories.add(memory);
    return memory;
  }

  GlobalInstance addGlobal(int type, boolean mutable) {
    int slot = globalSlots;
    globalSlots += Slots.of(type);
    if (globalSlots > globals.length) {
      globals = Arrays.copyOf(globals, globals.length * 2);
    }
    return new GlobalInstance(slot, type, mutable);
  }

  /** How many bytes memories may still grow by. */
  long memoryRoom() {
    return limits.memoryBytes() - memories.stream().mapToLong(LinearMemory::size).sum();
  }

  /** How many elements tables may still grow by. */
  long tableRoom() {
    long taken = 0;
    for (int i = 0; i < tableCount; i++) {
      taken += tables[i].size;
    }
    return TableInstance.MOST_ELEMENTS - taken;
  }

  TagInstance addTag(DefinedType type) {
    TagInstance tag = new TagInstance(tags.size(), type);
    tags.add(tag);
    return tag;
  }

  void add(ModuleInstance instance) {
    instances.add(instance);
  }

  int functionCount() {
    return functionCount;
  }

  int tableCount() {
    return tableCount;
  }

  int globalSlots() {
    return globalSlots;
  }

  List<LinearMemory> memories() {
    return memories;
  }

  List<ModuleInstance> instances() {
    return instances;
  }

  int tagCount() {
    return tags.size();
  }

  TagInstance tag(int address) {
    return tags.get(address);
  }

  // Words

  /** The name of a tag, without its {@code $}, in the first instance that has it; else null. */
  @Nullable String tagName(int address) {
    for (ModuleInstance instance : instances) {
      for (int i = 0; i < instance.tags.length; i++) {
        if (instance.tags[i].address() == address) {
          return instance.module.tags().get(i).name();
        }
      }
    }
    return null;
  }

  /** The name of a tag as the text format writes it, or its address. */
  String tagWords(int address) {
    String name = tagName(address);
    return name == null ? Integer.toString(address) : Identifiers.of(name);
  }

  /** What a reference refers to, in a few words. */
  String describe(long reference) {
    if (reference == Reference.NULL) {
      return "null";
    }
    if (Reference.isI31(reference)) {
      return "the number " + Reference.i31Signed(reference);
    }
    if (Reference.isFunction(reference)) {
      return "function " + functions[Reference.functionAddress(reference)].name();
    }
    if (Reference.isHost(reference)) {
      return "a reference of the host";
    }
    return switch (heap.kind(reference)) {
      case Heap.EXCEPTION -> "an exception of tag " + tagWords(heap.type(reference));
      case Heap.ARRAY -> "an array of type " + typeWords(heap.type(reference));
      default -> "a structure of type " + typeWords(heap.type(reference));
    };
  }

  /** A heap type as the text format writes it. */
  String heapTypeWords(int heap) {
    return TypeCode.isConcrete(heap)
        ? "of type " + typeWords(heap - TypeCode.CONCRETE)
        : AbstractHeapType.values()[heap].toString();
  }

  /** The name or index of a type in the first instance that has it. */
  String typeWords(int typeId) {
    for (ModuleInstance instance : instances) {
      for (int index = 0; index < instance.types.size(); index++) {
        if (instance.types.get(index).id == typeId) {
          String name = instance.module.types().get(index).name();
          return name == null ? Integer.toString(index) : Identifiers.of(name);
        }
      }
    }
    return "#" + typeId;
  }
}
