package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.debug.value.Value;

/** Where a value lies: what can be changed and watched. */
public sealed interface Place {
  /** A local of the frame that the scope stood for. */
  record Local(int index) implements Place {}

  /**
   * A value on the operand stack.
   *
   * @param depth 0 is the top
   */
  record Stack(int depth) implements Place {}

  record Global(int index) implements Place {}

  /**
   * Bytes of a memory, all of them within it when the place was found.
   *
   * @param length in bytes
   * @param type how they are read; {@link DataType#TEXT} for any number of bytes
   */
  record Memory(int memory, long address, long length, DataType type) implements Place {}

  record TableSlot(int table, long index) implements Place {}

  /** A field of a structure or an element of an array. */
  record Field(Value.Reference object, long index) implements Place {}
}
