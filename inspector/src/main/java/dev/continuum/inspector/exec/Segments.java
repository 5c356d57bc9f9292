package dev.continuum.inspector.exec;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Opcode;
import java.util.Arrays;

/**
 * Puts into quick code what a profile needs. A body is cut into segments: runs of instructions that
 * are executed from the first to the last, unless something traps. Each starts with an op that
 * counts, so that nothing else has to.
 */
final class Segments {
  private final CodeBuilder out;
  private int[] starts = new int[16];
  private int count;
  private boolean isDue = true;

  Segments(CodeBuilder out) {
    this.out = out;
  }

  /** Emits what finds the place in the tree of calls, in front of everything else. */
  void enter() {
    out.emit(Op.ENTER, 0, 0);
  }

  /** Has the instruction that is next start a segment. */
  void start() {
    isDue = true;
  }

  /**
   * Emits what counts, if the instruction that is next starts a segment.
   *
   * @return whether it did
   */
  boolean count() {
    if (!isDue) {
      return false;
    }
    isDue = false;
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
    }
    out.emit(Op.COUNT, 0, count);
    starts[count++] = out.index();
    return true;
  }

  /** Takes notice of an instruction that was just translated. */
  void behind(Opcode opcode, InstructionReader in) {
    switch (opcode) {
      case IF,
          BR_IF,
          BR_ON_NULL,
          BR_ON_NON_NULL,
          BR_ON_CAST,
          BR_ON_CAST_FAIL,
          CALL,
          CALL_INDIRECT,
          CALL_REF ->
          isDue = true;
      case MEMORY_GROW -> {
        out.emit(Op.GREW, 0, in.index());
        out.emitTicksBehind();
        out.emit(out.index());
      }
      default -> {}
    }
  }

  /** The numbers of the instructions that start segments, in order. */
  int[] starts() {
    return Arrays.copyOf(starts, count);
  }
}
