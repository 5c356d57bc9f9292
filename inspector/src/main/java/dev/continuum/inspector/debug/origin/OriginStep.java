package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.value.Value;
import java.util.List;

/**
 * An instruction that a value came past.
 *
 * @param tick when the instruction is next
 * @param function the index of its function; -1 where the value was there before any instruction
 * @param name the function's name, as {@link dev.continuum.inspector.debug.FrameInfo#name}; empty
 *     without one
 * @param offset where the instruction lies in the file; -1 without one
 * @param instruction its text, cut where it is very long; empty without one
 * @param value what it gave to the step before; a value that goes on unchanged stays the same
 * @param words what happens to the value here: {@code copied from local $n}; without a full stop
 * @param operands what a value was computed from
 */
public record OriginStep(
    long tick,
    int function,
    String name,
    int offset,
    String instruction,
    Value value,
    Kind kind,
    String words,
    List<Operand> operands) {
  /** What happens to the value. */
  public enum Kind {
    /** It is copied from somewhere else, or somewhere else to. */
    COPY("copy"),
    /** It is passed to a function. */
    ARGUMENT("argument"),
    /** A function returns it. */
    RETURN("return"),
    /** It comes along with an exception. */
    EXCEPTION("exception"),
    /** It is made of one operand, of another type. */
    CONVERSION("conversion"),
    /** It is one of two operands. */
    CHOICE("choice"),
    /** It is made of operands. */
    COMPUTATION("computation"),
    CONSTANT("constant"),
    /** A function of the host gives or writes it. */
    HOST("host"),
    /** A data or element segment gives it. */
    SEGMENT("segment"),
    /** It was there before the first instruction, or is what a new thing holds. */
    INITIAL("initial"),
    /** The instruction gave something else; a debugger has changed that. */
    CHANGE("change"),
    /** It is older than what is remembered. */
    FORGOTTEN("forgotten");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * An operand of the instruction, whose origin can be asked for where that is next.
   *
   * @param place in the innermost frame
   */
  public record Operand(Place.Stack place, Value value) {}

  public OriginStep {
    operands = List.copyOf(operands);
  }
}
