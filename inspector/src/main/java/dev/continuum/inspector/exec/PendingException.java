package dev.continuum.inspector.exec;

import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.syntax.StorageType;
import java.util.List;

/** An exception that is made and thrown next; its arguments are operands still. */
final class PendingException implements HeapObject {
  private final GuestScope scope;
  private final Machine m;
  private final int[] types;
  private final int slot;

  PendingException(GuestScope scope, Machine machine, Frames.Thrown thrown) {
    this.scope = scope;
    m = machine;
    types = machine.store.tag(thrown.tag()).type().parts;
    slot = thrown.slot();
  }

  @Override
  public Shape shape() {
    return Shape.EXCEPTION;
  }

  @Override
  public long length() {
    return types.length;
  }

  @Override
  public StorageType storage(long index) {
    return GuestObject.storageOf(types[(int) index]);
  }

  @Override
  public boolean isMutable(long index) {
    return false;
  }

  @Override
  public void get(long index, Cell cell) {
    int at = slot;
    for (int i = 0; i < index; i++) {
      at += Slots.of(types[i]);
    }
    scope.slot(types[(int) index], m.stack, at, cell);
  }

  @Override
  public Iterable<String> fieldNames() {
    return List.of();
  }
}
