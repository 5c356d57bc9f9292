package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where nothing is: for literals, and before anything runs. */
final class EmptyScope implements Scope {
  static final EmptyScope INSTANCE = new EmptyScope();

  private EmptyScope() {}

  @Override
  public Iterable<String> names(Space space) {
    return List.of();
  }

  @Override
  public Object token() {
    return this;
  }

  @Override
  public int index(Space space, String name) {
    return -1;
  }

  @Override
  public int count(Space space) {
    return 0;
  }

  @Override
  public void local(int index, Cell cell) {
    throw none();
  }

  @Override
  public int stackSize() {
    return 0;
  }

  @Override
  public void stack(int depth, Cell cell) {
    throw none();
  }

  @Override
  public void global(int index, Cell cell) {
    throw none();
  }

  @Override
  public boolean isMutableGlobal(int index) {
    throw none();
  }

  @Override
  public ScopeMemory memory(int index) {
    throw none();
  }

  @Override
  public long tableSize(int table) {
    throw none();
  }

  @Override
  public void element(int table, long index, Cell cell) {
    throw none();
  }

  @Override
  public void function(int index, Cell cell) {
    throw none();
  }

  @Override
  public int currentFunction() {
    return -1;
  }

  @Override
  public @Nullable HeapObject object(Value.Reference reference) {
    return null;
  }

  @Override
  public long tick() {
    return 0;
  }

  @Override
  public void exception(Cell cell) {
    cell.set(Value.Reference.NULL);
  }

  @Override
  public int resultCount() {
    return 0;
  }

  @Override
  public void result(int index, Cell cell) {
    throw none();
  }

  private static IllegalStateException none() {
    return new IllegalStateException("there is nothing at any index");
  }
}
