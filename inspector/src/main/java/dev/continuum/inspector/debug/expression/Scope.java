package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees: the selected frame, its instance and the store. Nothing is changed
 * through it. A method that takes an index is called only with one that {@link #count}, {@link
 * #stackSize}, {@link #resultCount} or {@link #tableSize} allows; it puts the value into the cell
 * it is given, so that a condition makes no garbage.
 */
public interface Scope extends ScopeNames {
  /**
   * Stands for the meaning of names: while two calls give the same object, names have the same
   * indices, and are not looked up again. The function of the frame will do.
   */
  Object token();

  /** The index that a name has in a space, or -1. */
  int index(Space space, String name);

  /** How many there are in a space; without a frame there is no local. */
  int count(Space space);

  void local(int index, Cell cell);

  /** How many values the operand stack of the frame holds. */
  int stackSize();

  /**
   * A value of the operand stack.
   *
   * @param depth 0 is the top
   */
  void stack(int depth, Cell cell);

  void global(int index, Cell cell);

  boolean isMutableGlobal(int index);

  ScopeMemory memory(int index);

  long tableSize(int table);

  void element(int table, long index, Cell cell);

  /** A reference to a function. */
  void function(int index, Cell cell);

  /** The function of the frame, or -1 without one. */
  int currentFunction();

  /** The structure, array, exception or i31 that a reference means; null when it means no such. */
  @Nullable HeapObject object(Value.Reference reference);

  /** How many instructions have been executed. */
  long tick();

  /** The exception that is on its way, or a null reference. */
  void exception(Cell cell);

  /** How many results the function that returned last left; 0 when none has just returned. */
  int resultCount();

  void result(int index, Cell cell);
}
