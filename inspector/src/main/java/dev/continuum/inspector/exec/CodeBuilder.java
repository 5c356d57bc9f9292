package dev.continuum.inspector.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Gathers the engine's code of one function: words, places to branch to, and how many ticks a
 * branch counts.
 *
 * <p>Ticks are paid ahead. Whoever arrives somewhere pays for all instructions from there to the
 * next one that leads elsewhere in any case (a branch, a call, a return), that one included; a
 * conditional branch pays the difference when it is taken. So straight code counts nothing, and the
 * exact time at any position is what is paid less what lies ahead.
 */
final class CodeBuilder {
  private final boolean counting;
  private int[] code = new int[256];
  private int size;
  private int index;

  /** Before which instructions straight code is interrupted. */
  private final BitSet breaks = new BitSet();

  private int[] labelPositions = new int[16];
  private int[] labelIndices = new int[16];
  private int labels;
  private final List<Fixup> fixups = new ArrayList<>();
  private final List<Stub> stubs = new ArrayList<>();
  private final List<OpenHandler> handlers = new ArrayList<>();

  /** A branch whose target is not known yet. */
  private record Fixup(int targetAt, int ticksAt, int positionLabel, int ticksLabel, int behind) {}

  /** Moves that a branch makes on its way, put behind the code. */
  private record Stub(int label, int target, int source, int slot, int count) {}

  private record OpenHandler(
      int from, int to, int tag, int label, int slot, int reference, int next) {}

  /**
   * @param counting whether branches count ticks; in plain code every instruction does for itself
   */
  CodeBuilder(boolean counting) {
    this.counting = counting;
  }

  /** The position of the next word. */
  int position() {
    return size;
  }

  /** The number of the instruction that is being translated, or of the next. */
  int index() {
    return index;
  }

  /** Ends an instruction that counts as one. */
  void nextIndex() {
    index++;
  }

  /** Notes that the instruction being translated leads elsewhere in any case. */
  void interrupt() {
    breaks.set(index + 1);
  }

  void emit(int word) {
    if (size == code.length) {
      code = Arrays.copyOf(code, size * 2);
    }
    code[size++] = word;
  }

  void emit(int op, int slot) {
    emit(op | slot << 16);
  }

  void emit(int op, int slot, int second) {
    emit(op | slot << 16);
    emit(second);
  }

  void emit(int op, int slot, int second, int third) {
    emit(op | slot << 16);
    emit(second);
    emit(third);
  }

  int word(int at) {
    return code[at];
  }

  void setWord(int at, int word) {
    code[at] = word;
  }

  /** Takes back what was emitted from a position on. */
  void rewind(int position) {
    size = position;
  }

  // Labels

  int newLabel() {
    if (labels == labelPositions.length) {
      labelPositions = Arrays.copyOf(labelPositions, labels * 2);
      labelIndices = Arrays.copyOf(labelIndices, labels * 2);
    }
    labelPositions[labels] = -1;
    return labels++;
  }

  /** Puts a label here. */
  void bind(int label) {
    labelPositions[label] = size;
    labelIndices[label] = index;
  }

  /** Emits the target of an unconditional branch, and what it counts. */
  void emitTarget(int label) {
    fixups.add(new Fixup(size, size + 1, label, label, -1));
    emit(0);
    emit(0);
  }

  /** Emits the target of a conditional branch, and what it counts more than going on does. */
  void emitConditionalTarget(int label) {
    fixups.add(new Fixup(size, size + 1, label, label, index + 1));
    emit(0);
    emit(0);
  }

  /** As {@link #emitConditionalTarget(int)}, with slots moved on the way. */
  void emitConditionalTarget(int label, int source, int slot, int count) {
    fixups.add(new Fixup(size, size + 1, stub(label, source, slot, count), label, index + 1));
    emit(0);
    emit(0);
  }

  /** As {@link #emitTarget(int)}, with slots moved on the way. */
  void emitTarget(int label, int source, int slot, int count) {
    fixups.add(new Fixup(size, size + 1, stub(label, source, slot, count), label, -1));
    emit(0);
    emit(0);
  }

  /** Emits what arriving behind the instruction being translated counts. */
  void emitTicksBehind() {
    int label = newLabel();
    labelPositions[label] = 0;
    labelIndices[label] = index + 1;
    fixups.add(new Fixup(-1, size, label, label, -1));
    emit(0);
  }

  private int stub(int target, int source, int slot, int count) {
    int label = newLabel();
    stubs.add(new Stub(label, target, source, slot, count));
    return label;
  }

  /** Adds a catch clause; those of inner blocks come first. */
  void handler(int from, int to, int tag, int label, int slot, int reference) {
    handlers.add(new OpenHandler(from, to, tag, label, slot, reference, -1));
  }

  /**
   * Adds a handler that passes everything on, to nobody yet.
   *
   * @return its place, for {@link #passOn}
   */
  int delegate(int from, int to) {
    handlers.add(new OpenHandler(from, to, -1, -1, 0, -1, Integer.MAX_VALUE));
    return handlers.size() - 1;
  }

  /** Has a handler pass everything on to those that are added from now on. */
  void passOn(int place) {
    OpenHandler open = handlers.get(place);
    handlers.set(place, new OpenHandler(open.from, open.to, -1, -1, 0, -1, handlers.size()));
  }

  // The end

  /** The position behind the function's own code, where stubs start. */
  private int stubsStart;

  int stubsStart() {
    return stubsStart;
  }

  BitSet breaks() {
    return breaks;
  }

  int[] finish() {
    stubsStart = size;
    for (Stub stub : stubs) {
      labelPositions[stub.label] = size;
      for (int i = 0; i < stub.count; i++) {
        emit(Op.MOVE, stub.slot + i, stub.source + i);
      }
      emit(Op.BR);
      emit(0);
      fixups.add(new Fixup(size, -1, stub.target, stub.target, -1));
      emit(0);
      emit(0);
    }
    for (Fixup fixup : fixups) {
      if (fixup.targetAt >= 0) {
        code[fixup.targetAt] = labelPositions[fixup.positionLabel];
      }
      if (fixup.ticksAt >= 0 && counting) {
        code[fixup.ticksAt] =
            ticks(labelIndices[fixup.ticksLabel]) - (fixup.behind < 0 ? 0 : ticks(fixup.behind));
      }
    }
    // The interpreter reads two words at once.
    emit(0);
    return Arrays.copyOf(code, size);
  }

  /** Whether something branches to a position, once the code is finished. */
  boolean branchesTo(int position) {
    return fixups.stream()
        .anyMatch(fixup -> fixup.targetAt >= 0 && labelPositions[fixup.positionLabel] == position);
  }

  /** What arriving in front of an instruction counts. */
  int ticks(int at) {
    return counting ? ticks(breaks, at) : 0;
  }

  static int ticks(BitSet breaks, int at) {
    int next = breaks.nextSetBit(at + 1);
    return next < 0 ? 0 : next - at;
  }

  Handler[] handlers() {
    return handlers.stream()
        .map(open ->
            new Handler(
                open.from,
                open.to,
                open.tag,
                open.label < 0 ? -1 : labelPositions[open.label],
                open.slot,
                open.reference,
                open.label < 0 ? 0 : ticks(labelIndices[open.label]),
                open.next))
        .toArray(Handler[]::new);
  }
}
