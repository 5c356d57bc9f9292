package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.debug.BindException;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.ScopeMemory;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import java.nio.charset.StandardCharsets;

/** Reads what places hold. */
final class Places {
  private Places() {}

  /**
   * Checks that a place is there.
   *
   * @throws BindException when it is not; the message says why
   */
  static void check(DebugBackend backend, int level, Place place) throws BindException {
    boolean framed = place instanceof Place.Stack || place instanceof Place.Local;
    if (framed && level >= backend.depth()) {
      throw new BindException("There is no such frame here.");
    }
    Scope scope = backend.scope(level);
    boolean there =
        switch (place) {
          case Place.Stack(int depth) -> depth >= 0 && depth < scope.stackSize();
          case Place.Local(int index) -> index < scope.count(Space.LOCAL);
          case Place.Global(int index) -> index < scope.count(Space.GLOBAL);
          case Place.TableSlot(int table, long index) ->
              table < scope.count(Space.TABLE) && index >= 0 && index < scope.tableSize(table);
          case Place.Memory bytes ->
              bytes.memory() < scope.count(Space.MEMORY)
                  && bytes.address() >= 0
                  && bytes.address() + bytes.length() <= scope.memory(bytes.memory()).size();
          case Place.Field(Value.Reference object, long index) -> {
            HeapObject found = scope.object(object);
            yield found != null && index >= 0 && index < found.length();
          }
        };
    if (!there) {
      throw new BindException("This place is not there.");
    }
  }

  static Value value(Scope scope, Place place) {
    Cell cell = new Cell();
    switch (place) {
      case Place.Stack(int depth) -> scope.stack(depth, cell);
      case Place.Local(int index) -> scope.local(index, cell);
      case Place.Global(int index) -> scope.global(index, cell);
      case Place.TableSlot(int table, long index) -> scope.element(table, index, cell);
      case Place.Memory bytes -> {
        return memory(scope.memory(bytes.memory()), bytes);
      }
      case Place.Field(Value.Reference reference, long index) -> {
        HeapObject object = scope.object(reference);
        if (object != null) {
          object.get(index, cell);
        }
      }
    }
    return cell.value();
  }

  private static Value memory(ScopeMemory memory, Place.Memory place) {
    long at = place.address();
    return switch (place.type()) {
      case I8 -> Value.of((int) (byte) memory.load(at, 1));
      case U8 -> Value.of((int) memory.load(at, 1));
      case I16 -> Value.of((int) (short) memory.load(at, 2));
      case U16 -> Value.of((int) memory.load(at, 2));
      case I32 -> Value.of((int) memory.load(at, 4));
      case U32 -> Value.of(memory.load(at, 4));
      case I64, U64 -> Value.of(memory.load(at, 8));
      case F32 -> new Value.F32((int) memory.load(at, 4));
      case F64 -> new Value.F64(memory.load(at, 8));
      case V128 -> new Value.V128(memory.load(at, 8), memory.load(at + 8, 8));
      case TEXT -> {
        byte[] bytes = new byte[(int) Math.min(place.length(), 256)];
        memory.read(at, bytes, 0, bytes.length);
        yield new Value.Text(
            new String(bytes, StandardCharsets.UTF_8), place.length() > bytes.length);
      }
    };
  }

  /** Whether values that should be the same are not; values of different types may be. */
  static boolean differ(Value one, Value other) {
    return switch (one) {
      case Value.Reference reference ->
          other instanceof Value.Reference to
              && (to.isNull() != reference.isNull()
                  || !to.isNull() && to.bits() != reference.bits());
      default -> one.getClass() == other.getClass() && !one.equals(other);
    };
  }
}
