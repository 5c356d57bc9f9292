package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which ops of a function can be reached from one of them, and what is known in front of each. */
final class HotFlow {
  private static final Opcode[] OPCODES = Opcode.values();

  private final FunctionInstance function;
  private final int[] code;
  private final FunctionMap map;
  private final BitSet reached = new BitSet();
  private final BitSet targets = new BitSet();
  private final Map<Integer, BitSet> dirtyAt = new HashMap<>();

  /**
   * @param function a function with quick code
   * @param entry the position to start from
   * @param clean the slots that are on the machine's stack at the entry
   * @throws IllegalStateException when code is not what the translator makes
   */
  HotFlow(FunctionInstance function, int[] code, int entry, BitSet clean) {
    this.function = function;
    this.code = code;
    map = function.map();
    reach(entry);
    BitSet dirty = new BitSet();
    dirty.set(0, function.frameSlots);
    dirty.andNot(clean);
    targets.set(entry);
    spread(entry, dirty);
  }

  /** The positions of ops that can be reached. */
  BitSet reached() {
    return reached;
  }

  /** Whether something branches to a position, or code starts there. */
  boolean isTarget(int pc) {
    return targets.get(pc);
  }

  /** The first word of an op, where a breakpoint may have replaced it. */
  int op(int pc) {
    return code[pc] & Op.MASK;
  }

  /** How many words an op has. */
  static int length(int[] code, int pc) {
    int op = code[pc] & Op.MASK;
    return switch (op) {
      case Op.CHECK, Op.RETURN0, Op.RETURN1, Op.HALT, Op.BREAK -> 1;
      case Op.RARE -> code[pc + 1] >>> 16;
      case Op.CONST64, Op.SELECT, Op.THROW -> 3;
      case Op.BR, Op.GREW -> 4;
      case Op.BR_TABLE -> 4 + 2 * code[pc + 1];
      case Op.CALL, Op.CALL_INDIRECT, Op.CALL_REF, Op.CALL_OUT -> Calls.WORDS;
      default -> {
        if (isConditional(op)) {
          yield 4;
        }
        yield isAccess(op) || hasNumber(op) ? 3 : 2;
      }
    };
  }

  static boolean isConditional(int op) {
    return op >= Op.BRI_EQ && op <= Op.BRD_NLE;
  }

  static boolean isAccess(int op) {
    return op >= Op.LOAD8S && op <= Op.STORE64;
  }

  /** Whether the second operand of an op that computes is a number in the code. */
  static boolean hasNumber(int op) {
    return op >= Op.I_ADDI && op <= Op.I_ROTLI
        || op >= Op.I_EQI && op <= Op.I_GTUI
        || op >= Op.L_ADDI && op <= Op.L_ROTLI
        || op >= Op.L_EQI && op <= Op.L_GTUI;
  }

  private boolean goesOn(int pc) {
    return switch (op(pc)) {
      case Op.BR,
          Op.BR_TABLE,
          Op.CALL_OUT,
          Op.RETURN0,
          Op.RETURN1,
          Op.RETURN_N,
          Op.THROW,
          Op.BREAK,
          Op.HALT ->
          false;
      case Op.RARE -> opcode(pc) != Opcode.UNREACHABLE;
      default -> true;
    };
  }

  Opcode opcode(int pc) {
    return OPCODES[code[pc + 1] & 0xffff];
  }

  private int[] branches(int pc) {
    int op = op(pc);
    if (op == Op.BR || isConditional(op)) {
      return new int[] {code[pc + 2]};
    }
    if (op != Op.BR_TABLE) {
      return new int[0];
    }
    int[] to = new int[code[pc + 1] + 1];
    for (int i = 0; i < to.length; i++) {
      to[i] = code[pc + 2 + 2 * i];
    }
    return to;
  }

  private void reach(int entry) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(entry);
    while (!open.isEmpty()) {
      int pc = open.pop();
      while (!reached.get(pc)) {
        reached.set(pc);
        for (int target : branches(pc)) {
          targets.set(target);
          open.push(target);
        }
        if (!goesOn(pc)) {
          break;
        }
        pc += length(code, pc);
      }
    }
  }

  // Slots

  /** The slot behind the last operand at a position that quick code can be left at. */
  int heightAt(int pc) {
    return height(map.quickIndices()[map.boundary(pc)]);
  }

  /** The slot behind the last operand in front of the instruction whose op lies at a position. */
  int heightBefore(int pc) {
    return height(map.indexBehind(map.boundary(pc)) - 1);
  }

  private int height(int index) {
    return index < map.count() ? map.heights()[index] : function.localSlots;
  }

  /** The slots that may differ from the machine's stack in front of an op that is a target. */
  BitSet dirtyAt(int pc) {
    return dirtyAt.getOrDefault(pc, new BitSet());
  }

  /** Follows what is written in variables only. */
  private void spread(int entry, BitSet first) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    merge(entry, first, open);
    while (!open.isEmpty()) {
      int pc = open.pop();
      BitSet dirty = (BitSet) dirtyAt(pc).clone();
      do {
        pass(pc, dirty);
        for (int target : branches(pc)) {
          merge(target, dirty, open);
        }
        if (!goesOn(pc)) {
          break;
        }
        pc += length(code, pc);
        if (targets.get(pc)) {
          merge(pc, dirty, open);
          break;
        }
      } while (true);
    }
  }

  private void merge(int pc, BitSet dirty, ArrayDeque<Integer> open) {
    BitSet known = dirtyAt.get(pc);
    if (known == null) {
      dirtyAt.put(pc, (BitSet) dirty.clone());
      open.push(pc);
      return;
    }
    int before = known.cardinality();
    known.or(dirty);
    if (known.cardinality() != before) {
      open.push(pc);
    }
  }

  /** Changes the set of slots that may differ from the machine's stack as an op does. */
  void pass(int pc, BitSet dirty) {
    int op = op(pc);
    int slot = code[pc] >>> 16;
    switch (op) {
      case Op.CALL, Op.CALL_INDIRECT, Op.CALL_REF -> {
        dirty.clear(0, heightBefore(pc));
        dirty.set(slot, function.frameSlots);
        dirty.clear(slot, slot + results(pc));
      }
      case Op.RARE -> {
        // What it takes was put on the stack, what it gives is read from there.
        if (HotScalars.method(opcode(pc)) != null) {
          dirty.set(slot);
        } else if (isWhole(opcode(pc))) {
          dirty.clear(0, heightBefore(pc));
        } else {
          dirty.clear(slot, slot + Math.max(taken(opcode(pc)), given(opcode(pc))));
        }
      }
      case Op.MOVE2 -> dirty.set(slot, slot + 2);
      case Op.GLOBAL_SET, Op.BR, Op.BR_TABLE, Op.THROW, Op.BREAK, Op.CALL_OUT, Op.HALT -> {}
      case Op.RETURN0, Op.RETURN1, Op.RETURN_N, Op.ENTER, Op.COUNT, Op.GREW -> {}
      default -> {
        if (!isConditional(op) && !(op >= Op.STORE8 && op <= Op.STORE64)) {
          dirty.set(slot);
        }
      }
    }
  }

  /** How many slots the results of a call take. */
  int results(int pc) {
    return op(pc) == Op.CALL
        ? function.module().store.functions[code[pc + Calls.TARGET]].resultSlots
        : Math.max(0, heightAt(pc + Calls.WORDS) - (code[pc] >>> 16));
  }

  // Instructions outside of the loop

  /** Whether all slots have to be on the stack for an instruction, and are read back. */
  static boolean isWhole(Opcode opcode) {
    return !opcode.stackType().isFixed()
        || opcode.prefix() == Opcode.PREFIX_GC
        || opcode == Opcode.TABLE_GROW;
  }

  static int taken(Opcode opcode) {
    return slots(opcode.stackType().parameters());
  }

  static int given(Opcode opcode) {
    return slots(opcode.stackType().results());
  }

  private static int slots(List<Operand> operands) {
    int slots = 0;
    for (Operand operand : operands) {
      slots += operand == Operand.V128 ? 2 : 1;
    }
    return slots;
  }
}
