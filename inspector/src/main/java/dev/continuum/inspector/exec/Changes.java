package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.expression.Assignment;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.value.Value;
import org.jspecify.annotations.Nullable;

/** Changes the state of a guest that stands still. */
final class Changes {
  private final Machine m;
  private final ModuleInstance instance;

  Changes(Machine machine, ModuleInstance instance) {
    m = machine;
    this.instance = instance;
  }

  void make(GuestScope scope, Frames.@Nullable Frame frame, Assignment.Change change)
      throws BindException {
    Value value = change.value();
    if (value instanceof Value.Reference reference && reference.bits() == Reference.PENDING) {
      throw new BindException(
          "The exception does not exist before it is thrown; go a step further to use it.");
    }
    switch (change.place()) {
      case Place.Local local -> {
        if (frame == null) {
          throw new BindException("There is no frame whose locals could be changed.");
        }
        put(m.stack, frame.fp() + scope.localSlot(local.index()), value);
      }
      case Place.Stack operand -> put(m.stack, scope.operandSlot(operand.depth()), value);
      case Place.Global global ->
          put(m.store.globals, instance.globals[global.index()].slot(), value);
      case Place.Memory bytes -> {
        byte[] content = bytes.type().bytes(value);
        instance.memories[bytes.memory()].pokeAll(bytes.address(), content, 0, content.length);
      }
      case Place.TableSlot slot -> table(instance.tables[slot.table()], slot.index(), value);
      case Place.Field field -> {
        if (scope.object(field.object()) instanceof GuestObject object) {
          field(object, field.index(), value);
        }
      }
    }
  }

  private static long low(Value value) {
    return switch (value) {
      case Value.I32(int number) -> number;
      case Value.I64(long number) -> number;
      case Value.F32(int bits) -> bits;
      case Value.F64(long bits) -> bits;
      case Value.V128(long low, long high) -> low;
      case Value.Reference reference -> reference.bits();
      case Value.Text text -> throw new IllegalArgumentException("a slot holds no text");
    };
  }

  private static void put(long[] slots, int at, Value value) {
    slots[at] = low(value);
    if (value instanceof Value.V128(long low, long high)) {
      slots[at + 1] = high;
    }
  }

  private static void table(TableInstance table, long index, Value value) throws BindException {
    try {
      table.set(index, low(value));
    } catch (TrapException gone) {
      throw new BindException("The table has no element " + index + " any more.");
    }
  }

  private void field(GuestObject object, long index, Value value) {
    long address = object.address(index);
    int size = object.size(index);
    m.store.heap.memory().poke(address, low(value), Math.min(8, size));
    if (value instanceof Value.V128(long low, long high)) {
      m.store.heap.memory().poke(address + 8, high, 8);
    }
  }
}
