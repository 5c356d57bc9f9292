package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Opcode;
import java.util.Arrays;

/**
 * The two stacks of the validation algorithm (specification, "Validation Algorithm"): the types of
 * the operands, and the frames of the blocks that are open. Used again for one body after another.
 *
 * <p>A frame has its types and knows how high the operands were when it was entered: nothing below
 * belongs to it. In a frame whose end is not reached, operands that are missing may be of any type.
 */
final class TypeStack {
  /** Operands that a body may pile up. Only one made to exhaust memory comes near. */
  private static final int MOST_OPERANDS = 1 << 24;

  private static final int[] NONE = {};

  private final TypeSpace types;
  private final TypeStore store;
  private final InstructionReader in;

  private int[] operands = new int[256];
  private int height;

  /** Of the innermost frame, kept here because every instruction asks for them. */
  private int base;

  private boolean unreachable;

  private Opcode[] openers = new Opcode[64];
  private int[][] starts = new int[64][];
  private int[][] ends = new int[64][];
  private int[] bases = new int[64];
  private int[] initialised = new int[64];
  private boolean[] dead = new boolean[64];
  private int depth;

  /** What ends with the outermost end, in messages. */
  private String whole = "";

  TypeStack(TypeSpace types, InstructionReader in) {
    this.types = types;
    this.store = types.store();
    this.in = in;
  }

  /**
   * Starts a body or an expression with the given results.
   *
   * @param what what it is, in messages
   */
  void start(int[] results, String what) throws InvalidException {
    whole = what;
    height = 0;
    depth = 0;
    open(Opcode.BLOCK, NONE, results, 0);
  }

  // Operands

  int height() {
    return height;
  }

  /** Whether the instruction before never continued, so that this one is never reached. */
  boolean isUnreachable() {
    return unreachable;
  }

  /** The type of an operand, counted from the bottom. */
  int operand(int position) {
    return operands[position];
  }

  void push(int type) throws InvalidException {
    if (height == operands.length) {
      grow(1);
    }
    operands[height++] = type;
  }

  void push(int[] pushed) throws InvalidException {
    int count = pushed.length;
    if (count > operands.length - height) {
      grow(count);
    }
    System.arraycopy(pushed, 0, operands, height, count);
    height += count;
  }

  private void grow(int count) throws InvalidException {
    if (count > MOST_OPERANDS - height) {
      throw invalid("too many operands: the stack of the function grows beyond " + MOST_OPERANDS);
    }
    operands = Arrays.copyOf(operands, Math.max(height + count, operands.length * 2));
  }

  /** Takes an operand of a type, and returns its own type, which may be below that. */
  int pop(int expected) throws InvalidException {
    int top = height - 1;
    if (top >= base && operands[top] == expected) {
      height = top;
      return expected;
    }
    return popOther(expected);
  }

  private int popOther(int expected) throws InvalidException {
    int actual = popAny(expected);
    if (!store.matches(actual, expected)) {
      throw mismatch(types.words(expected), actual);
    }
    return actual;
  }

  /** Takes an operand of any type. */
  int pop() throws InvalidException {
    return popAny(TypeCode.BOTTOM);
  }

  private int popAny(int expected) throws InvalidException {
    if (height > base) {
      return operands[--height];
    }
    if (unreachable) {
      return TypeCode.BOTTOM;
    }
    throw missing(expected == TypeCode.BOTTOM ? "an operand" : types.words(expected));
  }

  /** Takes operands of the given types, the last from the top. */
  void pop(int[] expected) throws InvalidException {
    if (same(expected)) {
      height -= expected.length;
      return;
    }
    for (int i = expected.length - 1; i >= 0; i--) {
      if (height == base && unreachable) {
        return;
      }
      pop(expected[i]);
    }
  }

  /** Whether the operands on top are of just these types: in good code they nearly always are. */
  private boolean same(int[] expected) {
    int from = height - expected.length;
    return from >= base && Arrays.equals(operands, from, height, expected, 0, expected.length);
  }

  /** Takes any number of operands of one type. */
  void popRepeated(int expected, int count) throws InvalidException {
    for (int i = count; i != 0; i--) {
      if (height == base && unreachable) {
        return;
      }
      pop(expected);
    }
  }

  /** Takes a reference of any type. */
  int popReference() throws InvalidException {
    int actual = pop();
    if (actual == TypeCode.BOTTOM) {
      return TypeCode.reference(false, TypeCode.BOTTOM_HEAP);
    }
    if (!TypeCode.isReference(actual)) {
      throw mismatch("a reference", actual);
    }
    return actual;
  }

  /**
   * Requires the operands on top to be of the given types, and leaves them there as they are given:
   * what a branch that may not be taken does.
   */
  void retype(int[] expected) throws InvalidException {
    if (!same(expected)) {
      pop(expected);
      push(expected);
    }
  }

  /**
   * Requires the operands on top to be of the given types, and leaves them there with their own
   * types: what each label of {@code br_table} asks for.
   */
  void require(int[] expected) throws InvalidException {
    if (same(expected)) {
      return;
    }
    int at = height;
    for (int i = expected.length - 1; i >= 0; i--) {
      if (at == base) {
        if (unreachable) {
          return;
        }
        throw missing(types.words(expected[i]));
      }
      at--;
      if (!store.matches(operands[at], expected[i])) {
        throw mismatch(types.words(expected[i]), operands[at]);
      }
    }
  }

  // Frames

  /** How many frames are open; the body itself is the first. */
  int depth() {
    return depth;
  }

  /**
   * Opens a frame, and puts the operands it starts with on the stack.
   *
   * @param locals how many locals were given a value so far, see {@link #close}
   */
  void open(Opcode opener, int[] start, int[] end, int locals) throws InvalidException {
    if (depth == openers.length) {
      int size = depth * 2;
      openers = Arrays.copyOf(openers, size);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
      bases = Arrays.copyOf(bases, size);
      initialised = Arrays.copyOf(initialised, size);
      dead = Arrays.copyOf(dead, size);
    }
    openers[depth] = opener;
    starts[depth] = start;
    ends[depth] = end;
    bases[depth] = height;
    initialised[depth] = locals;
    if (depth > 0) {
      dead[depth - 1] = unreachable;
    }
    depth++;
    base = height;
    unreachable = false;
    push(start);
  }

  /**
   * Ends the innermost frame, whose results must be all there is on the stack, and takes them off.
   *
   * @return how many locals had a value when it was opened
   */
  int close() throws InvalidException {
    int[] results = ends[depth - 1];
    pop(results);
    if (height != base) {
      throw invalid(
          "type mismatch: "
              + instruction()
              + " needs "
              + types.words(results)
              + ", but the stack has more: "
              + types.words(Arrays.copyOfRange(operands, base, height)));
    }
    depth--;
    if (depth > 0) {
      base = bases[depth - 1];
      unreachable = dead[depth - 1];
    }
    return initialised[depth];
  }

  /** What opened the innermost frame: a block, an if, or its else. */
  Opcode opener() {
    return openers[depth - 1];
  }

  /** What opened the frame of a label. */
  Opcode opener(int label) {
    return openers[depth - 1 - label];
  }

  int[] start() {
    return starts[depth - 1];
  }

  int[] end() {
    return ends[depth - 1];
  }

  /** The results of the whole body. */
  int[] results() {
    return ends[0];
  }

  boolean hasLabel(int label) {
    return label >= 0 && label < depth;
  }

  /** The types a branch to a label takes along. */
  int[] label(int label) throws InvalidException {
    if (!hasLabel(label)) {
      throw invalid(Problems.unknown("label", label));
    }
    int frame = depth - 1 - label;
    return openers[frame] == Opcode.LOOP ? starts[frame] : ends[frame];
  }

  /** What follows in this frame is never reached. */
  void setUnreachable() {
    height = base;
    unreachable = true;
  }

  // Errors

  /** The instruction read last breaks a rule. */
  InvalidException invalid(String message) {
    return new InvalidException(in.offset(), message);
  }

  InvalidException mismatch(String expected, int actual) {
    return invalid(needs(expected) + "the stack has " + types.words(actual));
  }

  private InvalidException missing(String expected) {
    return invalid(
        needs(expected)
            + (height == 0 ? "the stack is empty" : "the block has nothing on the stack"));
  }

  private String needs(String expected) {
    return "type mismatch: " + instruction() + " needs " + expected + ", but ";
  }

  /** What asks for operands: an end does so in the name of its block. */
  private String instruction() {
    return switch (in.opcode()) {
      case END, ELSE, CATCH, CATCH_ALL, DELEGATE ->
          "the end of the " + (depth == 1 ? whole : opener());
      default -> in.opcode().toString();
    };
  }
}
