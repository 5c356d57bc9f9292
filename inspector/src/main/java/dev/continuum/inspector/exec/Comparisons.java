package dev.continuum.inspector.exec;

/**
 * Translates comparisons and the conditions of branches. In quick code a comparison becomes part of
 * the branch that takes its result, and greater is less with the operands changed.
 *
 * <p>The ops of a family lie in the order EQ NE LTS LTU LES LEU, then with a number as the second
 * operand EQ NE LTS LTU GTS GTU.
 */
final class Comparisons {
  static final int EQ = 0;
  static final int NE = 1;
  static final int LTS = 2;
  static final int LTU = 3;
  static final int LES = 4;
  static final int LEU = 5;
  static final int GTS = 6;
  static final int GTU = 7;
  static final int GES = 8;
  static final int GEU = 9;

  /** From an op on two slots to that with a number. */
  private static final int NUMBERED = Op.I_EQI - Op.I_EQ;

  private static final int NUMBERED_GTS = 4;

  private final CodeBuilder out;
  private final Operands operands;
  private final Recent recent;
  private final boolean plain;

  // The condition that was taken: the op of the branch and its operands.
  private int branchOp;
  private int branchSlot;
  private int branchOther;

  Comparisons(CodeBuilder out, Operands operands, Recent recent, boolean plain) {
    this.out = out;
    this.operands = operands;
    this.recent = recent;
    this.plain = plain;
  }

  /** Compares the two topmost operands, integers. */
  void integers(int relation, boolean isLong) {
    int family = isLong ? Op.L_EQ : Op.I_EQ;
    if (!plain) {
      if (operands.isConstant(0) && numbered(family, relation, operands.constant(0), isLong, 1)) {
        return;
      }
      if (operands.isConstant(1)
          && numbered(family, mirrored(relation), operands.constant(1), isLong, 0)) {
        return;
      }
    }
    if (relation >= GTS) {
      compare(family + mirrored(relation), operands.source(0), operands.source(1));
    } else {
      compare(family + relation, operands.source(1), operands.source(0));
    }
  }

  /** Compares the two topmost operands, floats. */
  void floats(int op, boolean swapped) {
    int first = operands.source(swapped ? 0 : 1);
    int second = operands.source(swapped ? 1 : 0);
    compare(op, first, second);
  }

  /** Whether the topmost operand is 0. */
  void isZero(boolean isLong) {
    int source = operands.source(0);
    operands.pop();
    int at = out.position();
    out.emit(isLong ? Op.L_EQI : Op.I_EQI, operands.top(), source, 0);
    operands.push(false);
    recent.comparison(at);
  }

  private void compare(int op, int first, int second) {
    operands.pop(2);
    int at = out.position();
    out.emit(op, operands.top(), first | second << 16);
    operands.push(false);
    if (op >= Op.F_EQ && op <= Op.F_LE) {
      // There are no branches on comparisons of f32.
      recent.result(at);
    } else {
      recent.comparison(at);
    }
  }

  /** The relation with the operands changed. */
  private static int mirrored(int relation) {
    return switch (relation) {
      case LTS, LTU -> relation - LTS + GTS;
      case LES, LEU -> relation - LES + GES;
      case GTS, GTU -> relation - GTS + LTS;
      case GES, GEU -> relation - GES + LES;
      default -> relation;
    };
  }

  /** Compares an operand with a number, or returns false where the code has no room for it. */
  private boolean numbered(int family, int relation, long number, boolean isLong, int below) {
    int to = relation;
    long by = number;
    boolean unsigned = (relation & 1) != 0;
    if (relation == LES || relation == LEU) {
      long greatest = unsigned ? -1 : isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
      if (number == greatest) {
        return false;
      }
      by = isLong ? number + 1 : (int) number + 1;
      to = relation - LES + LTS;
    } else if (relation == GES || relation == GEU) {
      long least = unsigned ? 0 : isLong ? Long.MIN_VALUE : Integer.MIN_VALUE;
      if (number == least) {
        return false;
      }
      by = isLong ? number - 1 : (int) number - 1;
      to = relation - GES + NUMBERED_GTS;
    } else if (relation >= GTS) {
      to = relation - GTS + NUMBERED_GTS;
    }
    if (by != (int) by) {
      return false;
    }
    int source = operands.source(below);
    operands.pop(2);
    int at = out.position();
    out.emit(family + NUMBERED + to, operands.top(), source, (int) by);
    operands.push(false);
    recent.comparison(at);
    return true;
  }

  // Conditions

  /**
   * Takes the topmost operand as the condition of a branch.
   *
   * @param wanted whether to branch when it holds
   */
  void condition(boolean wanted) {
    int at = recent.comparison();
    if (at >= 0) {
      int op = out.word(at) & Op.MASK;
      int second = out.word(at + 1);
      int number = out.position() - at > 2 ? out.word(at + 2) : 0;
      recent.takeBack();
      operands.pop();
      fuse(op, second, number, wanted);
    } else {
      branchOp = wanted ? Op.BRI_NEI : Op.BRI_EQI;
      branchSlot = operands.source(0);
      branchOther = 0;
      operands.pop();
    }
    recent.forget();
  }

  /** Emits the branch of the condition that was taken, up to its target. */
  void emitCondition() {
    out.emit(branchOp, branchSlot, branchOther);
  }

  private void fuse(int op, int second, int number, boolean wanted) {
    int low = second & 0xffff;
    int high = second >>> 16;
    if (op >= Op.D_EQ && op <= Op.D_LE) {
      fuseFloats(op - Op.D_EQ, low, high, wanted);
    } else {
      boolean isLong = op >= Op.L_EQ;
      int relation = op - (isLong ? Op.L_EQ : Op.I_EQ);
      int family = isLong ? Op.BRL_EQ : Op.BRI_EQ;
      if (relation >= NUMBERED) {
        fuseNumbered(family, relation - NUMBERED, second, number, wanted, isLong);
      } else {
        fuseSlots(family, relation, low, high, wanted);
      }
    }
  }

  private void fuseFloats(int relation, int first, int second, boolean wanted) {
    int to = relation;
    if (!wanted) {
      // With a NaN neither less nor not less may be had by changing the operands.
      to = relation <= NE ? relation ^ 1 : relation + Op.BRD_NLT - Op.BRD_LT;
    }
    branch(Op.BRD_EQ + to, first, second);
  }

  private void fuseSlots(int family, int relation, int first, int second, boolean wanted) {
    if (wanted) {
      branch(family + relation, first, second);
    } else if (relation <= NE) {
      branch(family + (relation ^ 1), first, second);
    } else {
      // Unless a < b: if b <= a.
      branch(family + (relation < LES ? relation + 2 : relation - 2), second, first);
    }
  }

  private void fuseNumbered(
      int family, int relation, int slot, int number, boolean wanted, boolean isLong) {
    int numbered = family + NUMBERED;
    if (wanted) {
      branch(numbered + relation, slot, number);
      return;
    }
    if (relation <= NE) {
      branch(numbered + (relation ^ 1), slot, number);
      return;
    }
    boolean less = relation < NUMBERED_GTS;
    boolean unsigned = (relation & 1) != 0;
    long edge =
        unsigned
            ? less ? 0 : -1
            : less
                ? isLong ? Long.MIN_VALUE : Integer.MIN_VALUE
                : isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
    long other = less ? number - 1L : number + 1L;
    if (number != edge && (!isLong || other == (int) other)) {
      // Unless a < n: if a > n - 1.
      branch(numbered + (less ? relation + 2 : relation - 2), slot, (int) other);
    } else {
      // There is no such number, or no room for it: the comparison stays by itself.
      int scratch = operands.top();
      operands.reserve(1);
      out.emit((isLong ? Op.L_EQI : Op.I_EQI) + relation, scratch, slot, number);
      branch(Op.BRI_EQI, scratch, 0);
    }
  }

  private void branch(int op, int slot, int other) {
    branchOp = op;
    branchSlot = slot;
    branchOther = other;
  }
}
