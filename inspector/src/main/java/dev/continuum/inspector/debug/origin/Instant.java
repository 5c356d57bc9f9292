package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.origin.OriginStep.Kind;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest in front of an instruction that gave a value.
 *
 * @param frame the innermost
 * @param use what the instruction does with operands
 * @param value what it gave
 */
record Instant(
    WasmModule module,
    DebugBackend backend,
    FrameInfo frame,
    OperandFlow.Use use,
    Value value,
    StepText text) {
  /** A computation of more operands than this names the topmost only. */
  private static final int MOST_OPERANDS = 16;

  Opcode opcode() {
    return use.opcode();
  }

  Value read(Place place) {
    return Places.value(backend.scope(0), place);
  }

  /** An operand; 0 is the top. */
  Value operand(int depth) {
    return read(new Place.Stack(depth));
  }

  /** An operand that is an address, an index or a number of things. */
  long number(int depth) {
    return switch (operand(depth)) {
      case Value.I32(int number) -> Integer.toUnsignedLong(number);
      case Value.I64(long number) -> number;
      default -> throw new IllegalStateException("no number: " + operand(depth));
    };
  }

  /** How far below the top the operand at a position is. */
  Place.Stack at(int position) {
    return new Place.Stack(use.before() - 1 - position);
  }

  private OriginStep step(Kind kind, String words, List<OriginStep.Operand> operands) {
    return new OriginStep(
        backend.tick(),
        frame.function(),
        frame.name(),
        frame.offset(),
        text.instruction(frame.function(), frame.offset()),
        value,
        kind,
        words,
        operands);
  }

  /** The value came from somewhere else. */
  Origins.Found goesOn(Kind kind, String words, Place next) {
    return new Origins.Found(step(kind, words, List.of()), next);
  }

  /** The value came unchanged from somewhere else, unless a debugger has changed it since. */
  Origins.Found copied(String words, Place next) {
    Value source = read(next);
    return Places.differ(source, value)
        ? ends(Kind.CHANGE, "this gave " + source + ", and a debugger has changed it since")
        : goesOn(Kind.COPY, words, next);
  }

  Origins.Found ends(Kind kind, String words) {
    return new Origins.Found(step(kind, words, List.of()), null);
  }

  /** The value was made of what the instruction takes. */
  Origins.Found computed(String words) {
    List<OriginStep.Operand> operands = new ArrayList<>();
    int first = Math.max(use.base(), use.before() - MOST_OPERANDS);
    for (int position = first; position < use.before(); position++) {
      Place.Stack place = at(position);
      operands.add(new OriginStep.Operand(place, read(place)));
    }
    return new Origins.Found(step(Kind.COMPUTATION, words, operands), null);
  }

  /** The function that a call calls, which is the host's. */
  String hostFunction() {
    return switch (opcode()) {
      case CALL, RETURN_CALL -> "the host function " + text.imported(use.index());
      default -> "a function of the host";
    };
  }
}
