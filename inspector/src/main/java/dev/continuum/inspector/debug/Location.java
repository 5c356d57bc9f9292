package dev.continuum.inspector.debug;

import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.syntax.Identifiers;
import org.jspecify.annotations.Nullable;

/**
 * Where, or at what event, execution stops. {@code toString} gives the form that {@link
 * BreakpointParser} reads.
 */
public sealed interface Location {
  /**
   * An instruction.
   *
   * @param offset of its first byte, from the start of the file
   */
  record Instruction(int offset) implements Location {
    public Instruction {
      Checks.notNegative(offset, "offset");
    }

    @Override
    public String toString() {
      return "0x" + Integer.toHexString(offset);
    }
  }

  /**
   * The first instruction in a line of the module's text.
   *
   * @param line from 1
   */
  record WatLine(int line) implements Location {
    public WatLine {
      Checks.positive(line, "a line");
    }

    @Override
    public String toString() {
      return "line " + line;
    }
  }

  /**
   * A line of the source the module was compiled from.
   *
   * @param file its path, or as much of the end as tells it apart
   * @param line from 1
   */
  record SourceLine(String file, int line) implements Location {
    public SourceLine {
      Checks.notEmpty(file, "file name");
      Checks.positive(line, "a line");
    }

    @Override
    public String toString() {
      return BreakpointWords.file(file) + ":" + line;
    }
  }

  /** The first instruction of a function. */
  record Function(FunctionRef function) implements Location {
    @Override
    public String toString() {
      return function.toString();
    }
  }

  /** A call of an imported function, before it is made. */
  record ImportCall(String module, String name) implements Location {
    @Override
    public String toString() {
      return "import " + BreakpointWords.dotless(module) + "." + BreakpointWords.plain(name);
    }
  }

  /** A trap: execution stops where it happens, with everything still there. */
  record Trap() implements Location {
    @Override
    public String toString() {
      return "trap";
    }
  }

  /**
   * An exception is thrown.
   *
   * @param tag the name of its tag, without the {@code $}; null for any
   */
  record Thrown(@Nullable String tag) implements Location {
    public Thrown {
      if (tag != null) {
        Checks.notEmpty(tag, "name");
      }
    }

    @Override
    public String toString() {
      return tag == null ? "throw" : "throw " + Identifiers.of(tag);
    }
  }

  /** {@code memory.grow} is executed, on any memory. */
  record MemoryGrow() implements Location {
    @Override
    public String toString() {
      return "memory.grow";
    }
  }

  /**
   * A place is used.
   *
   * @param place an expression that is a place; which one, is found when the watchpoint is set
   */
  record Watch(Expression place, Access access) implements Location {
    public Watch {
      if (!place.isPlace()) {
        throw new IllegalArgumentException("not a place: " + place);
      }
    }

    @Override
    public String toString() {
      return access.word() + " " + place;
    }
  }

  /** How a watched place is used. */
  enum Access {
    READ("read"),
    WRITE("write"),
    /** Written, and another value than before. */
    CHANGE("change");

    private final String word;

    Access(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
