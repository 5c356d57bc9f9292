package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.PackedType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.VectorType;
import dev.continuum.inspector.valid.TypeCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A structure, array, exception or i31 as expressions see it. */
final class GuestObject implements HeapObject {
  private final GuestScope scope;
  private final Store store;
  private final long reference;

  GuestObject(GuestScope scope, Store store, long reference) {
    this.scope = scope;
    this.store = store;
    this.reference = reference;
  }

  @Override
  public Shape shape() {
    if (Reference.isI31(reference)) {
      return Shape.I31;
    }
    return switch (store.heap.kind(reference)) {
      case Heap.ARRAY -> Shape.ARRAY;
      case Heap.EXCEPTION -> Shape.EXCEPTION;
      default -> Shape.STRUCTURE;
    };
  }

  private HeapLayout layout() {
    return store.heap.layout(store.heap.type(reference));
  }

  private int[] exceptionTypes() {
    return store.tag(store.heap.type(reference)).type().parts;
  }

  @Override
  public long length() {
    return switch (shape()) {
      case I31 -> 1;
      case ARRAY -> Integer.toUnsignedLong(store.heap.length(reference));
      case EXCEPTION -> exceptionTypes().length;
      case STRUCTURE -> layout().type().parts.length;
    };
  }

  private int code(long index) {
    return switch (shape()) {
      case I31 -> TypeCode.I32;
      case ARRAY -> layout().storage(0);
      case EXCEPTION -> exceptionTypes()[(int) index];
      case STRUCTURE -> layout().storage((int) index);
    };
  }

  @Override
  public StorageType storage(long index) {
    return storageOf(code(index));
  }

  /** The storage type of a code; all references are alike. */
  static StorageType storageOf(int code) {
    return switch (code) {
      case TypeCode.I8 -> PackedType.I8;
      case TypeCode.I16 -> PackedType.I16;
      case TypeCode.I32 -> NumberType.I32;
      case TypeCode.I64 -> NumberType.I64;
      case TypeCode.F32 -> NumberType.F32;
      case TypeCode.F64 -> NumberType.F64;
      case TypeCode.V128 -> VectorType.V128;
      default -> new ReferenceType(true, AbstractHeapType.ANY);
    };
  }

  @Override
  public boolean isMutable(long index) {
    return switch (shape()) {
      case I31, EXCEPTION -> false;
      case ARRAY -> layout().type().isMutable(0);
      case STRUCTURE -> layout().type().isMutable((int) index);
    };
  }

  /** Where a field, element or argument lies in the heap. */
  long address(long index) {
    if (shape() == Shape.ARRAY) {
      return Heap.elements(reference) + index * layout().elementSize();
    }
    if (shape() == Shape.STRUCTURE) {
      return Reference.objectAddress(reference) + layout().offset((int) index);
    }
    int slot = 0;
    for (int i = 0; i < index; i++) {
      slot += Slots.of(exceptionTypes()[i]);
    }
    return Heap.fields(reference) + slot * 8L;
  }

  /** How many bytes of the heap a field, element or argument takes. */
  int size(long index) {
    int size = HeapLayout.size(code(index));
    return shape() == Shape.ARRAY ? size : Math.max(8, size);
  }

  @Override
  public void get(long index, Cell cell) {
    if (Reference.isI31(reference)) {
      cell.setI32(Reference.i31Signed(reference));
      return;
    }
    int code = code(index);
    long address = address(index);
    LinearMemory memory = store.heap.memory();
    if (code == TypeCode.V128) {
      cell.setV128(memory.peek(address, 8), memory.peek(address + 8, 8));
      return;
    }
    long bits = memory.peek(address, HeapLayout.size(code));
    scope.value(code, AggregateInstructions.extend(bits, code, false), cell);
  }

  @Override
  public Iterable<String> fieldNames() {
    if (shape() != Shape.STRUCTURE) {
      return List.of();
    }
    int type = store.heap.type(reference);
    for (ModuleInstance instance : store.instances()) {
      for (int index = 0; index < instance.types.size(); index++) {
        if (instance.types.get(index).id == type) {
          Map<Integer, String> names =
              InnerNames.of(instance.module, instance.bytes, InnerNames.Kind.FIELD).of(index);
          return inOrder(names, layout().type().parts.length);
        }
      }
    }
    return List.of();
  }

  private static List<String> inOrder(Map<Integer, String> names, int count) {
    TreeMap<Integer, String> sorted = new TreeMap<>(names);
    int last = sorted.isEmpty() ? 0 : Math.min(count, sorted.lastKey() + 1);
    String[] list = new String[last];
    for (int i = 0; i < last; i++) {
      list[i] = sorted.getOrDefault(i, "");
    }
    return List.of(list);
  }
}
