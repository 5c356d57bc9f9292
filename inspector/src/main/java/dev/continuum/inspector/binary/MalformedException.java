package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Problem;

/** The bytes do not follow the binary format (specification, "Binary Format"). */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String problem;

  public MalformedException(int offset, String problem) {
    super(problem + " (at byte 0x" + Integer.toHexString(offset) + ")");
    this.offset = offset;
    this.problem = problem;
  }

  /** The byte at which the problem was noticed, counted from the start of the file. */
  public int offset() {
    return offset;
  }

  /** What is wrong, without the offset, in the words of the specification's test suite. */
  public Problem problem() {
    return new Problem(Problem.Stage.MALFORMED, offset, problem);
  }
}
