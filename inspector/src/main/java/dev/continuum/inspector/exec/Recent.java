package dev.continuum.inspector.exec;

/** What was emitted last and may still be changed by what comes next; only in quick code. */
final class Recent {
  private static final int NOTHING = Integer.MAX_VALUE;

  private final CodeBuilder out;
  private final boolean plain;

  /** Where the op starts that produced the topmost operand, with nothing behind it, or -1. */
  private int result = -1;

  /** The same where that op is a comparison. */
  private int comparison = -1;

  private int changed = NOTHING;

  Recent(CodeBuilder out, boolean plain) {
    this.out = out;
    this.plain = plain;
  }

  /** Nothing may be changed any more: something else was emitted, or may branch to here. */
  void forget() {
    result = -1;
    comparison = -1;
  }

  void forgetComparison() {
    comparison = -1;
  }

  /** Notes an op that puts its result, the topmost operand, where its first word says. */
  void result(int position) {
    result = plain ? -1 : position;
    comparison = -1;
  }

  /** Notes an op as {@link #result} does, one that compares. */
  void comparison(int position) {
    result(position);
    comparison = result;
  }

  boolean hasResult() {
    return result >= 0;
  }

  /** Where the comparison starts, or -1. */
  int comparison() {
    return comparison;
  }

  /** Has the result put into a local instead. */
  void redirect(int slot) {
    out.setWord(result, out.word(result) & 0xffff | slot << 16);
    changed = Math.min(changed, out.position() - 1);
  }

  /** Takes the comparison back. */
  void takeBack() {
    changed = Math.min(changed, comparison);
    out.rewind(comparison);
  }

  /** From where on something was changed since this was last asked, or a very large number. */
  int takeChange() {
    int was = changed;
    changed = NOTHING;
    return was;
  }
}
