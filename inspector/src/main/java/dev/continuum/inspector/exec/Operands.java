package dev.continuum.inspector.exec;

import java.util.Arrays;

/**
 * The operand stack during translation: where each operand lies. Every operand has a slot of its
 * own, but in quick code a local that was just read, or a constant, is not put there until
 * something needs it: whoever takes the operand reads the local, or has the number in its code.
 */
final class Operands {
  private static final byte IN_SLOT = 0;
  private static final byte LOCAL = 1;
  private static final byte CONSTANT = 2;

  /** How far below the top an operand may wait; bounds what looking for it costs. */
  private static final int REACH = 64;

  private final CodeBuilder out;
  private int[] slots = new int[32];
  private boolean[] wide = new boolean[32];
  private byte[] places = new byte[32];
  private long[] values = new long[32];
  private int count;
  private int top;
  private int most;

  /** How many operands are not in their slots, and below which position there is none of them. */
  private int pending;

  private int lowest;

  /**
   * @param first the first slot of the operands, behind the locals
   */
  Operands(CodeBuilder out, int first) {
    this.out = out;
    top = first;
    most = first;
  }

  int count() {
    return count;
  }

  /** The slot of the next operand. */
  int top() {
    return top;
  }

  /** The most slots ever taken. */
  int most() {
    return most;
  }

  void push(boolean isWide) {
    put(isWide, IN_SLOT, 0);
  }

  void pushLocal(int slot) {
    waiting();
    put(false, LOCAL, slot);
  }

  void pushConstant(long value) {
    waiting();
    put(false, CONSTANT, value);
  }

  private void waiting() {
    if (pending == 0) {
      lowest = count;
    }
    pending++;
  }

  private void put(boolean isWide, byte place, long value) {
    if (pending > 0 && lowest < count - REACH) {
      // The operand being pushed is counted already, but not there yet.
      int waiting = place == IN_SLOT ? 0 : 1;
      settle(count - lowest, 0);
      pending = waiting;
      lowest = count;
    }
    if (count == slots.length) {
      int larger = count * 2;
      slots = Arrays.copyOf(slots, larger);
      wide = Arrays.copyOf(wide, larger);
      places = Arrays.copyOf(places, larger);
      values = Arrays.copyOf(values, larger);
    }
    slots[count] = top;
    wide[count] = isWide;
    places[count] = place;
    values[count] = value;
    count++;
    top += isWide ? 2 : 1;
    most = Math.max(most, top);
  }

  /** Keeps slots above the operands for something that needs room for a moment. */
  void reserve(int more) {
    most = Math.max(most, top + more);
  }

  void pop() {
    count--;
    top = slots[count];
    if (places[count] != IN_SLOT) {
      pending--;
    }
  }

  void pop(int number) {
    for (int i = 0; i < number; i++) {
      pop();
    }
  }

  /** Forgets operands down to a number of them. */
  void cut(int number) {
    while (count > number) {
      pop();
    }
  }

  /** The slot of its own of the operand so far below the top; 0 is the top. */
  int slot(int below) {
    return slots[count - 1 - below];
  }

  boolean isWide(int below) {
    return wide[count - 1 - below];
  }

  boolean isConstant(int below) {
    return places[count - 1 - below] == CONSTANT;
  }

  boolean isInSlot(int below) {
    return places[count - 1 - below] == IN_SLOT;
  }

  long constant(int below) {
    return values[count - 1 - below];
  }

  /** A slot to read the operand from: a local's, or its own. */
  int source(int below) {
    int at = count - 1 - below;
    if (places[at] == LOCAL) {
      return (int) values[at];
    }
    settle(at);
    return slots[at];
  }

  /** Puts the topmost operands into their slots. */
  void settle(int number, int below) {
    for (int i = below + number - 1; i >= below; i--) {
      settle(count - 1 - i);
    }
  }

  /** Puts all operands into their slots. */
  void settleAll() {
    if (pending > 0) {
      settle(count - lowest, 0);
    }
  }

  /** Puts the operands that stand for a local into their slots, for it is about to change. */
  void settleLocal(int slot, int below) {
    if (pending == 0) {
      return;
    }
    for (int i = lowest; i < count - below; i++) {
      if (places[i] == LOCAL && values[i] == slot) {
        settle(i);
      }
    }
  }

  /** Whether an operand further down stands for a local. */
  boolean refersTo(int slot, int below) {
    if (pending > 0) {
      for (int i = lowest; i < count - below; i++) {
        if (places[i] == LOCAL && values[i] == slot) {
          return true;
        }
      }
    }
    return false;
  }

  private void settle(int at) {
    switch (places[at]) {
      case LOCAL -> out.emit(Op.MOVE, slots[at], (int) values[at]);
      case CONSTANT -> constant(slots[at], values[at]);
      default -> {
        return;
      }
    }
    places[at] = IN_SLOT;
    pending--;
  }

  /** Emits a constant. */
  void constant(int slot, long value) {
    if (value == (int) value) {
      out.emit(Op.CONST32, slot, (int) value);
    } else {
      out.emit(Op.CONST64, slot, (int) value, (int) (value >>> 32));
    }
  }

  /** What is not in its slot: slot, place, value, and so on; for going on in plain code. */
  long[] pending() {
    if (pending == 0) {
      return new long[0];
    }
    long[] list = new long[pending * 3];
    int at = 0;
    for (int i = lowest; i < count; i++) {
      if (places[i] != IN_SLOT) {
        list[at++] = slots[i];
        list[at++] = places[i];
        list[at++] = values[i];
      }
    }
    return list;
  }

  /** Puts what a list of {@link #pending()} says into the slots of a frame. */
  static void settle(long[] pending, long[] stack, int frame) {
    for (int i = 0; i < pending.length; i += 3) {
      stack[frame + (int) pending[i]] =
          pending[i + 1] == LOCAL ? stack[frame + (int) pending[i + 2]] : pending[i + 2];
    }
  }
}
