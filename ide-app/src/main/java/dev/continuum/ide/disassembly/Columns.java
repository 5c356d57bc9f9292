package dev.continuum.ide.disassembly;

/**
 * Where the parts of a row lie, in pixels from the left of the first.
 *
 * @param charWidth of the code font
 * @param offset where offsets begin
 * @param bytes where bytes begin
 * @param lanes where the lanes of jumps begin
 * @param code where instructions begin that are not indented
 */
record Columns(double charWidth, double offset, double bytes, double lanes, double code) {
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

  private static final int BYTES_SHOWN = 8 * 3;

  /**
   * @param size of the file in bytes: the longest offset
   */
  static Columns of(double charWidth, int size) {
    double offset = GUTTER + 4;
    double bytes = offset + (Integer.toHexString(size).length() + 2 + 2) * charWidth;
    double lanes = bytes + (BYTES_SHOWN + 1) * charWidth;
    double code = lanes + JumpArrows.LANES * LANE + ARROW_HEAD + 8;
    return new Columns(charWidth, Math.rint(offset), Math.rint(bytes), lanes, Math.rint(code));
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
