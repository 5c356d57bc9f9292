package dev.continuum.ide.disassembly;

/**
 * Where the parts of a row lie, in pixels from the left of the first.
 *
 * @param charWidth of the code font
 * @param shownBytes how many bytes of an instruction there is room for
 * @param offset where offsets begin
 * @param bytes where bytes begin
 * @param lanes where the lanes of jumps begin
 * @param code where instructions begin that are not indented
 */
record Columns(
    double charWidth, int shownBytes, double offset, double bytes, double lanes, double code) {
  /** The left part, which counts executions and takes clicks for breakpoints. */
  static final double GUTTER = 30;

  /** How wide the bar of executions is at most. */
  static final double BAR = 6;

  /** Where the mark of a breakpoint has its centre. */
  static final double MARK = 18;

  static final double LANE = 7;
  static final double ARROW_HEAD = 6;

  /** The deepest indentation, in blocks; real code goes to hundreds. */
  private static final int DEEPEST = 30;

  /** How many bytes are shown in a narrow view, and in a wide one. */
  private static final int FEW_BYTES = 4;

  private static final int MANY_BYTES = 8;

  /**
   * @param size of the file in bytes: the longest offset
   * @param wide whether there is much room
   */
  static Columns of(double charWidth, int size, boolean wide) {
    int shownBytes = wide ? MANY_BYTES : FEW_BYTES;
    double offset = GUTTER + 4;
    double bytes = offset + (Integer.toHexString(size).length() + 2 + 2) * charWidth;
    double lanes = bytes + (3 * shownBytes + 1) * charWidth;
    double code = lanes + JumpArrows.LANES * LANE + ARROW_HEAD + 8;
    return new Columns(
        charWidth, shownBytes, Math.rint(offset), Math.rint(bytes), lanes, Math.rint(code));
  }

  /** Where the text of a row begins. */
  double text(int depth) {
    return code + 2 * Math.min(depth, DEEPEST) * charWidth;
  }

  /** The middle of a lane; the innermost lies next to the code. */
  double lane(int lane) {
    return Math.floor(lanes + (JumpArrows.LANES - 1 - lane) * LANE) + 0.5;
  }

  /** Where the lines of jumps meet the code. */
  double laneEnd() {
    return code - 4;
  }
}
