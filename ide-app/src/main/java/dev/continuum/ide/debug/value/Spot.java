package dev.continuum.ide.debug.value;

import dev.continuum.inspector.debug.expression.Expression;

/** What a row stands for. */
sealed interface Spot {
  /**
   * A row that holds others, or a memory, which has a panel of its own.
   *
   * @param index of the table or memory; 0 for others
   * @param label harmless and short
   */
  record Heading(Kind kind, int index, String label) implements Spot {
    /** Whether the guest is asked how large it is. */
    boolean isAsked() {
      return kind == Kind.TABLE || kind == Kind.MEMORY;
    }
  }

  /** What a heading is about. */
  enum Kind {
    ROOT,
    EXCEPTION,
    RESULTS,
    LOCALS,
    STACK,
    GLOBALS,
    TABLES,
    TABLE,
    MEMORIES,
    MEMORY,
    WATCHES
  }

  /**
   * A parameter or local.
   *
   * @param name without the {@code $}; empty when it has none, or another local has it too
   */
  record Local(int index, String name, String type) implements Spot {}

  /**
   * A value of the operand stack.
   *
   * @param depth 0 is the top
   */
  record Operand(int depth) implements Spot {}

  /** A result of the function that has just returned. */
  record Result(int index) implements Spot {}

  /** The exception that is on its way. */
  record Thrown() implements Spot {}

  /**
   * A global.
   *
   * @param name without the {@code $}; empty when it has none, or another global has it too
   */
  record Global(int index, String name) implements Spot {}

  /** An element of a table. */
  record Element(int table, long index) implements Spot {}

  /**
   * A field, element or argument of what another row refers to.
   *
   * @param owner has a reference as its value
   */
  record Part(Spot owner, long index) implements Spot {}

  /** An expression that is watched. */
  record Watched(Expression expression) implements Spot {}
}
