package dev.continuum.inspector.exec;

/**
 * How calls lie in the engine's code: the op with the slot of the first argument, then a function
 * (or the number of a type), a table, the slot of the table index or reference, the kind, the
 * position to return to in quick code, the ticks that returning counts.
 */
final class Calls {
  static final int WORDS = 7;
  static final int TARGET = 1;
  static final int TABLE = 2;
  static final int SLOT = 3;
  static final int KIND = 4;
  static final int RETURN = 5;
  static final int TICKS = 6;

  static final int DIRECT = 0;
  static final int INDIRECT = 1;
  static final int REFERENCE = 2;

  /** Added to the kind of a tail call. */
  static final int TAIL = 4;

  private Calls() {}
}
